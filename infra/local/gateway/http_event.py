"""Events of payload 1.0, as an HTTP API hands them to a Lambda integration."""

import base64
from collections.abc import Mapping
from typing import Any

from infra.local.gateway.call import ApiCall, request_time
from infra.local.template.scope import ACCOUNT

TEXT_TYPES = ("text/", "application/json", "application/javascript", "application/xml")


def payload_1(
    call: ApiCall, *, api_id: str, stage: str, route_path: str, parameters: Mapping[str, str], authorizer: Any
) -> dict[str, Any]:
    """Build the event of a request; `route_path` is the route's, as in /invites/{invite_id}."""
    body, is_base64 = encoded_body(call)
    return {
        "version": "1.0",
        "resource": route_path,
        "path": call.path,
        "httpMethod": call.method,
        "headers": {name: values[-1] for name, values in call.header_values.items()},
        "multiValueHeaders": dict(call.header_values),
        "queryStringParameters": {name: values[-1] for name, values in call.query_values.items()} or None,
        "multiValueQueryStringParameters": dict(call.query_values) or None,
        "requestContext": {
            **_request_context(call, api_id, stage),
            "resourceId": None,
            "resourcePath": route_path,
            "authorizer": authorizer,
        },
        "pathParameters": dict(parameters) or None,
        "stageVariables": None,
        "body": body,
        "isBase64Encoded": is_base64,
    }


def _request_context(call: ApiCall, api_id: str, stage: str) -> dict[str, Any]:
    return {
        "accountId": ACCOUNT,
        "apiId": api_id,
        "domainName": call.host,
        "domainPrefix": call.host.split(".")[0],
        "extendedRequestId": call.request_id,
        "httpMethod": call.method,
        "identity": {"sourceIp": call.source_ip, "userAgent": call.header("user-agent") or ""},
        "path": call.path,
        "protocol": "HTTP/1.1",
        "requestId": call.request_id,
        "stage": stage,
        **request_time(call.at),
    }


def encoded_body(call: ApiCall) -> tuple[str | None, bool]:
    """Return the body as the event carries it, and whether that is base64: all but the known text types are."""
    if not call.body:
        return None, False
    content_type = (call.header("content-type") or "text/plain").lower()
    if content_type.startswith(TEXT_TYPES) or "+json" in content_type:
        try:
            return call.body.decode(), False
        except UnicodeDecodeError:
            pass
    return base64.b64encode(call.body).decode(), True


def claims_as_text(claims: Mapping[str, Any]) -> dict[str, str]:
    """Render claims as API Gateway does: everything is text, a list is `[a b]`."""
    return {name: _text(value) for name, value in claims.items()}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return f"[{' '.join(_text(each) for each in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
