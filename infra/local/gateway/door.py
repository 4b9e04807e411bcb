"""The authorizer before `$connect`: asked once a connection, answered by an IAM policy."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Protocol

from infra.local.gateway.answer import RefusedError
from infra.local.gateway.authorizers import Invoke, identity_from
from infra.local.gateway.socket_event import Handshake, authorizer_event


class Door(Protocol):
    """Decides who may open a connection."""

    async def admit(self, handshake: Handshake) -> Handshake:
        """Return the handshake with the authorizer's context, or raise RefusedError."""
        ...


class OpenDoor:
    """Admits everyone, for an API without an authorizer."""

    async def admit(self, handshake: Handshake) -> Handshake:
        """Admit."""
        return handshake


class LambdaDoor:
    """Asks a REQUEST authorizer."""

    def __init__(self, invoke: Invoke, identity_sources: Sequence[str], arn: str) -> None:
        """`arn` is that of the API's stage."""
        self._invoke = invoke
        self._sources = identity_sources
        self._arn = arn

    async def admit(self, handshake: Handshake) -> Handshake:
        """Admit whom the policy allows; the context goes along with every event of the connection."""
        if not all(identity_from(source, handshake.call) for source in self._sources):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized")
        response = await self._invoke(authorizer_event(handshake, self._arn))
        if not isinstance(response, dict) or "policyDocument" not in response:
            raise RefusedError(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal server error")
        if not allows(response["policyDocument"]):
            raise RefusedError(HTTPStatus.FORBIDDEN, "User is not authorized to access this resource")
        context = {"principalId": response.get("principalId"), **(response.get("context") or {})}
        return replace(handshake, authorizer=context)


def allows(policy: dict[str, Any]) -> bool:
    """Say whether a policy allows and nothing in it denies; its resources are the one that was asked about."""
    statements = policy.get("Statement", [])
    effects = {each["Effect"] for each in (statements if isinstance(statements, list) else [statements])}
    return effects == {"Allow"}
