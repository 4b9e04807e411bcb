"""Signing in without a browser, for tests and scripts."""

import json
import secrets
import ssl
from http.client import HTTPMessage
from typing import IO, Any, NoReturn
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from infra.local.signin.people import find_person
from infra.local.signin.pkce import challenge_of
from sightline.domain.participant import Role


class SignInRefusedError(Exception):
    """The provider did not answer with a code."""


class _Stay(HTTPRedirectHandler):
    """Reports a redirect instead of following it: the code stands in its address."""

    def redirect_request(
        self, _req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> NoReturn:
        raise HTTPError(newurl, code, msg, headers, fp)


def sign_in(ready: dict[str, Any], role: str = "call-handler", force: str = "force") -> str:
    """Return an ID token for the officer of a role in a force; `ready` is the ready-file's content."""
    opener = build_opener(_Stay, HTTPSHandler(context=_trust(ready.get("ca_file"))))
    verifier = secrets.token_urlsafe(48)
    asked = {
        "client_id": ready["client_id"],
        "redirect_uri": f"{ready['origin']}/",
        "response_type": "code",
        "scope": "openid profile",
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
    }
    code = _authorize(opener, ready["oidc"], asked, find_person(Role(role), force).subject)
    form = {**asked, "grant_type": "authorization_code", "code": code, "code_verifier": verifier}
    with opener.open(f"{ready['oidc']}/oauth2/token", urlencode(form).encode()) as answer:
        return str(json.load(answer)["id_token"])


def _authorize(opener: OpenerDirector, issuer: str, asked: dict[str, str], subject: str) -> str:
    try:
        opener.open(f"{issuer}/oauth2/authorize?{urlencode(asked)}", urlencode({"sub": subject}).encode()).close()
    except HTTPError as redirect:
        if code := parse_qs(urlsplit(redirect.url or "").query).get("code"):
            return code[0]
    message = "The sign-in provider gave no code."
    raise SignInRefusedError(message)


def _trust(ca_file: str | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=ca_file)
