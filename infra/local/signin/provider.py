"""oidc-provider-mock, wrapped until it behaves as the user pool's sign-in does.

It lacks CORS, PKCE and `auth_time`, wants a client secret, takes any client and any redirect, and thinks that it
lives at the root of its host; this adds the one and ends the other.
"""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from time import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import flask
import oidc_provider_mock  # type: ignore[import-untyped] # it has no types
from oidc_provider_mock._storage import AuthorizationCode  # type: ignore[import-untyped] # nor has this
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from infra.local.signin.people import FORCES, PEOPLE
from infra.local.signin.pkce import AUTHORIZE, ProofKeys

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

TOKEN_LIFE = timedelta(hours=1)
ANY_ORIGIN = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "authorization, content-type")]


@dataclass(frozen=True)
class Client:
    """The viewer's client as the template declares it."""

    client_id: str
    redirects: Collection[str]


class SignIn:
    """The provider at its issuer's address, as a WSGI application."""

    def __init__(self, issuer: str, client: Client) -> None:
        """Serve one client, with `issuer` as in https://host:port/oidc."""
        os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")  # the laptop may do without TLS
        self._address = urlsplit(issuer)
        self._guarded = ProofKeys(make_provider(issuer, client).wsgi_app)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request, whose path begins with the issuer's."""
        environ["wsgi.url_scheme"] = self._address.scheme
        environ["HTTP_HOST"] = self._address.netloc
        environ["SCRIPT_NAME"] = self._address.path
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(self._address.path)

        def for_any_origin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, *ANY_ORIGIN], *rest)

        if environ["REQUEST_METHOD"] == "OPTIONS":
            for_any_origin("204 No Content", [])
            return []
        return self._guarded(environ, for_any_origin)


def make_provider(issuer: str, client: Client) -> flask.Flask:
    """Return the mock with our people, our pages, and our one client."""

    class IssuerRequest(flask.Request):
        host_url = f"{issuer}/"  # the mock takes its issuer from here

    # A code is spent in the second of its sign-in (OpenID Connect Core, section 2).
    AuthorizationCode.get_auth_time = lambda _code: int(time())
    app = flask.Flask(__name__, template_folder="templates")
    app.request_class = IssuerRequest
    app.secret_key = os.urandom(16)
    plain = app.wsgi_app
    users = [oidc_provider_mock.User(sub=person.subject, claims=person.claims()) for person in PEOPLE]
    oidc_provider_mock.init_app(app, require_nonce=False, access_token_max_age=TOKEN_LIFE, user_claims=users)
    app.debug = False
    app.wsgi_app = plain  # type: ignore[method-assign] # without the debugger that the mock puts around it

    @app.context_processor
    def people() -> dict[str, object]:
        return {"people": PEOPLE, "forces": FORCES}

    @app.before_request
    def refuse_strangers() -> tuple[str, int] | None:
        arguments = flask.request.args
        if flask.request.path != AUTHORIZE:
            return None
        if arguments.get("client_id") != client.client_id or arguments.get("redirect_uri") not in client.redirects:
            return "This client, or the address it wants to return to, is not registered.", 400
        return None

    return app


class _Quiet(WSGIRequestHandler):
    """Logs no request: addresses hold codes."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def serve_in_thread(application: SignIn) -> BaseWSGIServer:
    """Serve on a free port of this machine until `shutdown` is called."""
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=_Quiet)
    Thread(target=server.serve_forever, name="sign-in", daemon=True).start()
    return server
