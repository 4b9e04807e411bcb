"""The laptop's sign-in behaves as the user pool's: one client, PKCE, and our claims in the ID token."""

from collections.abc import Iterator
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import jwt
import pytest
from werkzeug.serving import make_server

from infra.local.signin.client import SignInRefusedError, sign_in
from infra.local.signin.people import PEOPLE
from infra.local.signin.pkce import challenge_of
from infra.local.signin.provider import Client, SignIn


@pytest.fixture(scope="module")
def ready() -> Iterator[dict[str, Any]]:
    """Return what the ready-file would say of a running provider."""
    server = make_server("127.0.0.1", 0, lambda _environ, _start: [], threaded=True)
    origin = f"http://127.0.0.1:{server.server_port}"
    server.app = SignIn(f"{origin}/oidc", Client("viewer", [f"{origin}/"]))
    Thread(target=server.serve_forever, daemon=True).start()
    yield {"origin": origin, "oidc": f"{origin}/oidc", "client_id": "viewer"}
    server.shutdown()


def authorize_url(ready: dict[str, Any], **changes: str) -> str:
    """Return the address of the sign-in page, but for the changes."""
    asked = {
        "client_id": "viewer",
        "redirect_uri": f"{ready['origin']}/",
        "response_type": "code",
        "scope": "openid profile",
        "code_challenge": challenge_of("v" * 43),
        "code_challenge_method": "S256",
    }
    return f"{ready['oidc']}/oauth2/authorize?{urlencode({**asked, **changes})}"


def status_of(url: str, data: bytes | None = None) -> int:
    """Return the status of an answer."""
    try:
        with urlopen(url, data) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def test_the_id_token_says_who_it_is(ready: dict[str, Any]) -> None:
    """Signature, issuer and audience verify; name, group, force and time are claims, for an hour."""
    token = sign_in(ready, "supervisor", "other")
    key = jwt.PyJWKClient(f"{ready['oidc']}/jwks").get_signing_keys()[0]
    claims = jwt.decode(token, key, algorithms=["RS256"], audience="viewer", issuer=ready["oidc"])
    assert (claims["sub"], claims["name"]) == ("david-osei", "Sgt 7048 David Osei")
    assert (claims["cognito:groups"], claims["custom:force_id"]) == (["supervisor"], "other")
    assert claims["exp"] - claims["iat"] == 3600
    assert 0 <= claims["iat"] - claims["auth_time"] <= 5


def test_the_page_offers_every_person(ready: dict[str, Any]) -> None:
    """A person in a browser chooses by name and role."""
    with urlopen(authorize_url(ready)) as answer:
        page = answer.read().decode()
    assert "PC 4411 Amara Okafor" in page
    assert page.count('name="sub"') == len(PEOPLE)


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "another"},
        {"redirect_uri": "https://elsewhere.example/"},
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
    ],
)
def test_strangers_and_requests_without_proof_are_refused(ready: dict[str, Any], changes: dict[str, str]) -> None:
    """An unknown client, an unknown return address, and a request without PKCE are answered 400."""
    assert status_of(authorize_url(ready, **changes)) == 400


def test_a_code_is_worth_nothing_without_its_verifier(ready: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong verifier gets no token, and the code is spent."""
    monkeypatch.setattr("infra.local.signin.client.challenge_of", lambda _verifier: challenge_of("another"))
    with pytest.raises(HTTPError) as refusal:
        sign_in(ready)
    assert refusal.value.code == 400
    refusal.value.close()


def test_a_client_that_is_not_registered_gets_no_code(ready: dict[str, Any]) -> None:
    """The program's way in has the same guard."""
    with pytest.raises(SignInRefusedError):
        sign_in({**ready, "client_id": "another"})


def test_any_origin_may_ask(ready: dict[str, Any]) -> None:
    """Discovery and tokens can be read by a page of another origin, as from a user pool."""
    with urlopen(f"{ready['oidc']}/.well-known/openid-configuration") as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
