"""Events as API Gateway sends them (HTTP API, payload 1.0)."""

import json
from types import SimpleNamespace
from typing import Any

from chalice.app import Request

CONTEXT = SimpleNamespace(
    function_name="function",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:eu-west-2:123456789012:function:function",
    aws_request_id="request-1",
    get_remaining_time_in_millis=lambda: 10_000,
)
OFFICER = {"claims": {"sub": "o-1", "name": "PC Rees", "cognito:groups": "[call-handler]", "custom:force_id": "force"}}
CITIZEN = {"participant_id": "c-1", "role": "citizen", "name": "Citizen", "force_id": "force", "session_id": "s-1"}


def an_event(method: str = "GET", resource: str = "/things", **parts: Any) -> dict[str, Any]:
    """Return an event; its parts are `body`, `headers`, `query`, `path` and `authorizer`."""
    return {
        "headers": {"content-type": "application/json", **parts.get("headers", {})},
        "multiValueQueryStringParameters": parts.get("query"),
        "pathParameters": parts.get("path"),
        "stageVariables": None,
        "requestContext": {
            "httpMethod": method,
            "resourcePath": resource,
            "authorizer": parts.get("authorizer") or {},
        },
        "body": parts.get("body"),
        "isBase64Encoded": False,
    }


def a_request(**parts: Any) -> Request:
    """Return a request as a view's parsers see it."""
    return Request(an_event(**parts), CONTEXT)


def answer_of(app: Any, event: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
    """Call an app; return status, body and headers."""
    answer = app(event, CONTEXT)
    text, headers = answer["body"], answer["headers"]
    return answer["statusCode"], json.loads(text) if text and "json" in headers["Content-Type"] else text, headers
