"""Events of payload 1.0 look as API Gateway's do."""

import base64
from datetime import UTC, datetime

import pytest

from infra.local.gateway.call import ApiCall
from infra.local.gateway.http_event import claims_as_text, encoded_body, payload_1

CALL = ApiCall(
    method="GET",
    path="/api/invites/7",
    host="abc.execute-api.eu-west-2.amazonaws.com",
    source_ip="192.0.2.7",
    headers=(("User-Agent", "Test"), ("X-Two", "1"), ("X-Two", "2")),
    query=(("state", "open"), ("state", "live")),
    request_id="id-1",
    at=datetime(2026, 11, 21, 10, 30, tzinfo=UTC),
)


def test_the_event_names_route_stage_and_caller() -> None:
    """Path and requestContext.path carry the stage, resource and resourcePath the route."""
    event = payload_1(
        CALL, api_id="abc", stage="api", route_path="/invites/{id}", parameters={"id": "7"}, authorizer={"a": "b"}
    )
    context = event["requestContext"]
    assert (event["version"], event["path"], event["resource"]) == ("1.0", "/api/invites/7", "/invites/{id}")
    assert (context["stage"], context["path"], context["resourcePath"]) == ("api", "/api/invites/7", "/invites/{id}")
    assert context["identity"] == {"sourceIp": "192.0.2.7", "userAgent": "Test"}
    assert (context["requestTime"], context["requestTimeEpoch"]) == ("21/Nov/2026:10:30:00 +0000", 1795257000000)
    assert (event["pathParameters"], context["authorizer"]) == ({"id": "7"}, {"a": "b"})


def test_repeated_headers_and_parameters_keep_all_their_values() -> None:
    """The single-value maps hold the last, the multi-value maps all."""
    event = payload_1(CALL, api_id="abc", stage="api", route_path="/", parameters={}, authorizer=None)
    assert event["headers"]["X-Two"] == "2"
    assert event["multiValueHeaders"]["X-Two"] == ["1", "2"]
    assert event["queryStringParameters"] == {"state": "live"}
    assert event["multiValueQueryStringParameters"] == {"state": ["open", "live"]}


def test_what_is_absent_is_null() -> None:
    """Without query, path variables and body the event says null."""
    bare = ApiCall("GET", "/api/a", "host", "127.0.0.1")
    event = payload_1(bare, api_id="abc", stage="api", route_path="/a", parameters={}, authorizer=None)
    assert event["queryStringParameters"] is None
    assert event["pathParameters"] is None
    assert (event["body"], event["isBase64Encoded"]) == (None, False)


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("application/json", b'{"a":1}', ('{"a":1}', False)),
        ("text/plain; charset=utf-8", "é".encode(), ("é", False)),
        ("application/octet-stream", b"abc", (base64.b64encode(b"abc").decode(), True)),
        ("application/json", b"\xff", (base64.b64encode(b"\xff").decode(), True)),
    ],
)
def test_a_body_is_text_or_base64(content_type: str, body: bytes, expected: tuple[str, bool]) -> None:
    """Known text types go as text, all else as base64."""
    call = ApiCall("POST", "/api/a", "host", "127.0.0.1", headers=(("content-type", content_type),), body=body)
    assert encoded_body(call) == expected


def test_claims_are_text() -> None:
    """Lists are written `[a b]`, booleans small, numbers plain."""
    claims = {"cognito:groups": ["supervisor", "auditor"], "exp": 17, "verified": True, "name": "Amara"}
    expected = {"cognito:groups": "[supervisor auditor]", "exp": "17", "verified": "true", "name": "Amara"}
    assert claims_as_text(claims) == expected
