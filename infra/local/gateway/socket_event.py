"""Events of a WebSocket API: to its authorizer, and to the functions of its three routes."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from infra.local.gateway.call import ApiCall, request_time


@dataclass(frozen=True)
class Handshake:
    """The request that opened a connection, and what all of its events have in common."""

    call: ApiCall
    api_id: str
    stage: str
    connection_id: str
    authorizer: Mapping[str, Any] = field(default_factory=dict)

    def context(self, route_key: str, kind: str, *, at: datetime | None = None) -> dict[str, Any]:
        """Return the requestContext of an event; `kind` is CONNECT, MESSAGE or DISCONNECT."""
        context: dict[str, Any] = {
            "routeKey": route_key,
            "eventType": kind,
            "messageDirection": "IN",
            "stage": self.stage,
            "apiId": self.api_id,
            "domainName": self.call.host,
            "connectionId": self.connection_id,
            "connectedAt": int(self.call.at.timestamp() * 1000),
            "identity": {"sourceIp": self.call.source_ip, "userAgent": self.call.header("user-agent") or ""},
            "requestId": str(uuid.uuid4()),
            "extendedRequestId": self.call.request_id,
            **request_time(at or self.call.at),
        }
        return {**context, "authorizer": dict(self.authorizer)} if self.authorizer else context


def connect_event(handshake: Handshake) -> dict[str, Any]:
    """Build the event of `$connect`."""
    return {
        **_request(handshake.call),
        "requestContext": handshake.context("$connect", "CONNECT"),
        "isBase64Encoded": False,
    }


def authorizer_event(handshake: Handshake, arn: str) -> dict[str, Any]:
    """Build the event of the REQUEST authorizer; `arn` is that of the API's stage."""
    return {
        "type": "REQUEST",
        "methodArn": f"{arn}/$connect",
        **_request(handshake.call),
        "stageVariables": {},
        "requestContext": handshake.context("$connect", "CONNECT"),
    }


def message_event(handshake: Handshake, text: str, now: datetime) -> dict[str, Any]:
    """Build the event of a message, which comes to `$default`."""
    context = handshake.context("$default", "MESSAGE", at=now)
    return {"requestContext": {**context, "messageId": context["requestId"]}, "body": text, "isBase64Encoded": False}


def disconnect_event(handshake: Handshake, code: int, reason: str, now: datetime) -> dict[str, Any]:
    """Build the event of `$disconnect`."""
    context = handshake.context("$disconnect", "DISCONNECT", at=now)
    ending = {"disconnectStatusCode": code, "disconnectReason": reason}
    return {**_headers(handshake.call), "requestContext": {**context, **ending}, "isBase64Encoded": False}


def _request(call: ApiCall) -> dict[str, Any]:
    return {
        **_headers(call),
        "queryStringParameters": {name: values[-1] for name, values in call.query_values.items()},
        "multiValueQueryStringParameters": dict(call.query_values),
    }


def _headers(call: ApiCall) -> dict[str, Any]:
    return {
        "headers": {name: values[-1] for name, values in call.header_values.items()},
        "multiValueHeaders": dict(call.header_values),
    }
