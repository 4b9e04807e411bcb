"""The answers of Lambda authorizers: the HTTP API's simple form, the WebSocket API's policy."""

from typing import Any

from boundary.callers import context_of
from sightline.domain.participant import Participant


def allow_http(participant: Participant) -> dict[str, Any]:
    """Let a request in, with who it is (HTTP API, payload 2.0, simple response)."""
    return {"isAuthorized": True, "context": context_of(participant)}


def deny_http() -> dict[str, Any]:
    """Keep a request out; API Gateway answers 403."""
    return {"isAuthorized": False}


def allow_websocket(method_arn: str, participant: Participant) -> dict[str, Any]:
    """Let a connection in, with who it is."""
    return _policy("Allow", method_arn, participant.participant_id) | {"context": context_of(participant)}


def deny_websocket(method_arn: str) -> dict[str, Any]:
    """Keep a connection out; API Gateway answers 403."""
    return _policy("Deny", method_arn, "nobody")


def _policy(effect: str, method_arn: str, principal_id: str) -> dict[str, Any]:
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": method_arn}
    return {"principalId": principal_id, "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
