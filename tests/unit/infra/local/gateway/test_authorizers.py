"""JWT and Lambda authorizers let the right callers through, with what is known of them."""

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from infra.local.gateway.answer import RefusedError
from infra.local.gateway.authorizers import JwtAuthorizer, LambdaAuthorizer, bearer_of, identity_from
from infra.local.gateway.call import ApiCall

ISSUER = "http://127.0.0.1:1/oidc"
ROUTE = "GET /invites"
PRIVATE = rsa.generate_private_key(65537, 2048)
OTHER = rsa.generate_private_key(65537, 2048)


class OneKey:
    """An issuer with one key."""

    async def key_for(self, _token: str) -> jwt.PyJWK:
        """Return it."""
        return jwt.PyJWK(json.loads(RSAAlgorithm.to_jwk(PRIVATE.public_key())), algorithm="RS256")


def call_with(authorization: str | None) -> ApiCall:
    """Return a request with an Authorization header."""
    headers = (("Authorization", authorization),) if authorization else ()
    return ApiCall("GET", "/api/invites", "host", "192.0.2.7", headers=headers)


def token(key: rsa.RSAPrivateKey = PRIVATE, **changes: Any) -> str:
    """Return a token that would be let through, but for the changes."""
    claims = {"iss": ISSUER, "aud": ["viewer"], "exp": time.time() + 60, "sub": "a", "cognito:groups": ["auditor"]}
    given = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    return jwt.encode(given, key, algorithm="RS256")


async def status_of(authorizer: JwtAuthorizer | LambdaAuthorizer, call: ApiCall) -> int:
    """Return the status with which a request is refused."""
    with pytest.raises(RefusedError) as refusal:
        await authorizer.admit(call, ROUTE)
    return refusal.value.answer.status


async def test_a_good_token_brings_its_claims() -> None:
    """The claims go on as text."""
    context = await JwtAuthorizer(ISSUER, ["viewer"], OneKey()).admit(call_with(f"Bearer {token()}"), ROUTE)
    assert context["claims"]["sub"] == "a"
    assert context["claims"]["cognito:groups"] == "[auditor]"


@pytest.mark.parametrize(
    "bad",
    [
        token(OTHER),
        token(iss="https://elsewhere.example"),
        token(aud=["another"]),
        token(exp=time.time() - 1),
        token(exp=None),
        "not-a-token",
        jwt.encode({"iss": ISSUER, "aud": "viewer", "exp": time.time() + 60}, key="", algorithm="none"),
    ],
)
async def test_a_bad_token_is_unauthorized(bad: str) -> None:
    """Another key, issuer or audience, a past or missing end, no signature: all are refused."""
    assert await status_of(JwtAuthorizer(ISSUER, ["viewer"], OneKey()), call_with(f"Bearer {bad}")) == 401


async def test_no_token_is_unauthorized() -> None:
    """Without a credential nobody is asked."""
    assert await status_of(JwtAuthorizer(ISSUER, ["viewer"], OneKey()), call_with(None)) == 401


class Asked:
    """An authorizer function that answers the same each time and counts."""

    def __init__(self, response: Any) -> None:
        """Take the answer."""
        self.response = response
        self.events: list[Any] = []

    async def __call__(self, event: Any) -> Any:
        """Answer."""
        self.events.append(event)
        return self.response


def lambda_authorizer(function: Asked, seconds: float = 0) -> LambdaAuthorizer:
    """Return an authorizer that asks the function."""
    return LambdaAuthorizer(function, ["$request.header.Authorization"], "arn:api/stage", seconds)


async def test_an_allowed_caller_brings_context_as_text() -> None:
    """Payload 1.0 carries the context's values as text."""
    function = Asked({"isAuthorized": True, "context": {"role": "citizen", "count": 3, "new": True}})
    context = await lambda_authorizer(function).admit(call_with("Bearer x"), ROUTE)
    assert context == {"role": "citizen", "count": "3", "new": "true"}
    (event,) = function.events
    assert (event["version"], event["routeKey"], event["identitySource"]) == ("2.0", ROUTE, ["Bearer x"])
    assert event["headers"] == {"authorization": "Bearer x"}
    assert event["routeArn"] == "arn:api/stage/GET/invites"


async def test_a_denied_caller_is_forbidden() -> None:
    """`isAuthorized: false` is 403."""
    assert await status_of(lambda_authorizer(Asked({"isAuthorized": False})), call_with("Bearer x")) == 403


async def test_without_identity_the_function_is_not_asked() -> None:
    """A missing identity source is 401 at once."""
    function = Asked({"isAuthorized": True})
    assert await status_of(lambda_authorizer(function), call_with(None)) == 401
    assert function.events == []


@pytest.mark.parametrize("response", [None, {}, {"isAuthorized": "yes"}])
async def test_a_malformed_answer_is_an_error(response: Any) -> None:
    """An answer that is no simple response admits nobody."""
    assert await status_of(lambda_authorizer(Asked(response)), call_with("Bearer x")) == 500


@pytest.mark.parametrize(("seconds", "asked"), [(0, 2), (300, 1)])
async def test_an_answer_is_remembered_as_long_as_the_template_says(seconds: float, asked: int) -> None:
    """A result life of 0 asks each time anew."""
    function = Asked({"isAuthorized": True})
    authorizer = lambda_authorizer(function, seconds)
    await authorizer.admit(call_with("Bearer x"), ROUTE)
    await authorizer.admit(call_with("Bearer x"), ROUTE)
    assert len(function.events) == asked


@pytest.mark.parametrize(
    ("header", "expected"), [("Bearer a.b.c", "a.b.c"), ("a.b.c", "a.b.c"), ("Basic a", None), ("", None), (None, None)]
)
def test_the_bearer_is_taken_from_the_header(header: str | None, expected: str | None) -> None:
    """The scheme's name may be missing, but must not be another."""
    assert bearer_of(header) == expected


def test_identity_sources_of_both_kinds_are_read() -> None:
    """HTTP and WebSocket APIs name the same things differently."""
    call = ApiCall("GET", "/ws", "host", "ip", headers=(("X-Key", "k"),), query=(("ticket", "t"),))
    assert identity_from("$request.header.x-key", call) == "k"
    assert identity_from("route.request.querystring.ticket", call) == "t"
    assert identity_from("route.request.querystring.other", call) is None
