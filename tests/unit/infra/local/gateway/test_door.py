"""The REQUEST authorizer before `$connect` decides by an IAM policy."""

from typing import Any

import pytest

from infra.local.gateway.answer import RefusedError
from infra.local.gateway.call import ApiCall
from infra.local.gateway.door import LambdaDoor, allows
from infra.local.gateway.socket_event import Handshake

TICKET = "route.request.querystring.ticket"


def policy(*effects: str) -> dict[str, Any]:
    """Return a policy with a statement of each effect."""
    return {"Statement": [{"Effect": effect, "Action": "execute-api:Invoke", "Resource": "*"} for effect in effects]}


def handshake(*query: tuple[str, str]) -> Handshake:
    """Return a handshake with a query."""
    return Handshake(ApiCall("GET", "/ws", "host", "192.0.2.7", query=query), "abc", "ws", "id=")


async def test_an_allowed_caller_brings_context_to_every_event() -> None:
    """Principal and context are kept with the connection."""
    events = []

    async def function(event: Any) -> Any:
        events.append(event)
        return {"principalId": "p", "policyDocument": policy("Allow"), "context": {"role": "officer"}}

    admitted = await LambdaDoor(function, [TICKET], "arn:api/ws").admit(handshake(("ticket", "t")))
    assert admitted.authorizer == {"principalId": "p", "role": "officer"}
    assert events[0]["methodArn"] == "arn:api/ws/$connect"
    assert events[0]["queryStringParameters"] == {"ticket": "t"}


@pytest.mark.parametrize(
    ("query", "response", "status"),
    [
        ((), {"policyDocument": policy("Allow")}, 401),
        ((("ticket", "t"),), {"policyDocument": policy("Deny")}, 403),
        ((("ticket", "t"),), None, 500),
    ],
)
async def test_others_are_refused(query: tuple[tuple[str, str], ...], response: Any, status: int) -> None:
    """Without a ticket, with a denying policy, or by a malformed answer nobody comes in."""

    async def function(_event: Any) -> Any:
        return response

    with pytest.raises(RefusedError) as refusal:
        await LambdaDoor(function, [TICKET], "arn").admit(handshake(*query))
    assert refusal.value.answer.status == status


@pytest.mark.parametrize(
    ("document", "allowed"),
    [(policy("Allow"), True), (policy("Allow", "Deny"), False), (policy(), False), ({}, False)],
)
def test_one_denial_is_enough(document: dict[str, Any], allowed: bool) -> None:  # noqa: FBT001 - a test's table
    """A policy allows if something in it allows and nothing denies."""
    assert allows(document) is allowed
