"""What API Gateway answers: a function's response, or a refusal of its own in its own words."""

import base64
import binascii
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, free of the server that sends it."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class RefusedError(Exception):
    """API Gateway refuses by itself."""

    def __init__(self, status: HTTPStatus, message: str, *headers: tuple[str, str]) -> None:
        """Take the status and the `message` of the body."""
        super().__init__(message)
        self.answer = plain_answer(status, message, *headers)


def plain_answer(status: HTTPStatus, message: str, *headers: tuple[str, str]) -> Answer:
    """Return an answer like `{"message":"Not Found"}`."""
    body = json.dumps({"message": message}, separators=(",", ":")).encode()
    return Answer(status, (("content-type", "application/json"), *headers), body)


NOT_FOUND = plain_answer(HTTPStatus.NOT_FOUND, "Not Found")
TOO_LARGE = plain_answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large")
FAILED = plain_answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")
TOO_LATE = plain_answer(HTTPStatus.SERVICE_UNAVAILABLE, "Service Unavailable")


def answer_of(response: Any) -> Answer:
    """Return a function's response in payload 1.0 as an answer; one that is malformed counts as a failure."""
    if not isinstance(response, dict) or not isinstance(response.get("statusCode"), int):
        return FAILED
    try:
        return Answer(response["statusCode"], _headers(response), _body(response))
    except (binascii.Error, AttributeError, TypeError):
        return FAILED


def _headers(response: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    single = (response.get("headers") or {}).items()
    several = (response.get("multiValueHeaders") or {}).items()
    given = {name.lower(): ((name.lower(), str(value)),) for name, value in single}
    given |= {name.lower(): tuple((name.lower(), str(value)) for value in values) for name, values in several}
    return tuple(pair for pairs in given.values() for pair in pairs)


def _body(response: dict[str, Any]) -> bytes:
    body = response.get("body") or ""
    if response.get("isBase64Encoded"):
        return base64.b64decode(body, validate=True)
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()
