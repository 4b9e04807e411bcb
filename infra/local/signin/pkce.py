"""PKCE (RFC 7636) in front of a provider that checks none: the code is worth nothing without its verifier."""

import base64
import hashlib
import hmac
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

AUTHORIZE = "/oauth2/authorize"
TOKEN = "/oauth2/token"  # noqa: S105 a path


class ProofKeys:
    """WSGI middleware: remembers each code's challenge, and asks for its verifier when the code is exchanged."""

    def __init__(self, provider: "WSGIApplication") -> None:
        """Guard a provider whose clients are public, that is, without a secret."""
        self._provider = provider
        self._challenges: dict[str, str] = {}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        match environ["PATH_INFO"]:
            case "/oauth2/authorize":
                return self._authorize(environ, start_response)
            case "/oauth2/token":
                return self._exchange(environ, start_response)
            case _:
                return self._provider(environ, start_response)

    def _authorize(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        query = _single_values(environ.get("QUERY_STRING", ""))
        if query.get("code_challenge_method") != "S256" or not query.get("code_challenge"):
            return _refuse("invalid_request", "PKCE with S256 is required.")(environ, start_response)

        def remember(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            location = dict(headers).get("Location", "")
            if code := _single_values(urlsplit(location).query).get("code"):
                self._challenges[code] = query["code_challenge"]
            return start_response(status, headers, *rest)

        return self._provider(environ, remember)

    def _exchange(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        form = _single_values(body.decode())
        if form.get("grant_type") == "authorization_code" and not self._proves(form):
            return _refuse("invalid_grant", "The code verifier does not match.")(environ, start_response)
        secretless = base64.b64encode(f"{form.get('client_id', '')}:none".encode()).decode()
        environ.setdefault("HTTP_AUTHORIZATION", f"Basic {secretless}")
        return self._provider(environ, start_response)

    def _proves(self, form: dict[str, str]) -> bool:
        challenge = self._challenges.pop(form.get("code", ""), None)
        return challenge is not None and hmac.compare_digest(challenge, challenge_of(form.get("code_verifier", "")))


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _single_values(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text).items()}


def _refuse(error: str, description: str) -> Response:
    body = f'{{"error": "{error}", "error_description": "{description}"}}'
    return Response(body, status=400, content_type="application/json")
