"""A function's response becomes an HTTP answer, or a failure if it is none."""

from typing import Any

import pytest

from infra.local.gateway.answer import FAILED, NOT_FOUND, Answer, answer_of


def test_the_refusals_read_like_the_real_ones() -> None:
    """API Gateway's own bodies are JSON without blanks."""
    assert Answer(404, (("content-type", "application/json"),), b'{"message":"Not Found"}') == NOT_FOUND


def test_several_values_of_a_header_are_all_sent() -> None:
    """MultiValueHeaders stand above headers of the same name."""
    response = {
        "statusCode": 201,
        "headers": {"Content-Type": "text/plain", "Set-Cookie": "lost"},
        "multiValueHeaders": {"set-cookie": ["a", "b"]},
        "body": "made",
    }
    headers = (("content-type", "text/plain"), ("set-cookie", "a"), ("set-cookie", "b"))
    assert answer_of(response) == Answer(201, headers, b"made")


def test_a_base64_body_is_decoded() -> None:
    """isBase64Encoded says that the body is bytes."""
    assert answer_of({"statusCode": 200, "body": "AP8=", "isBase64Encoded": True}).body == b"\x00\xff"


@pytest.mark.parametrize(
    "response",
    [None, "text", {}, {"statusCode": "200"}, {"statusCode": 200, "body": "?", "isBase64Encoded": True}],
)
def test_a_malformed_response_is_a_failure(response: Any) -> None:
    """What is no response of payload 1.0 is answered 500."""
    assert answer_of(response) == FAILED
