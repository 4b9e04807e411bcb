"""From what came in over HTTP to messages; what does not fit the schema is one kind of refusal."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from chalice.app import Request
from pydantic import ValidationError

from sightline.domain.errors import InvalidRequestError, MessageTooLargeError, NotFoundError
from sightline.messages.base import Model

MAX_BODY = 64 * 1024
"""Bytes; a full batch of positions is about half of it."""

_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")

Message = TypeVar("Message", bound=Model)


def parse_body(request: Request, shape: type[Message]) -> Message:
    """Read the request's body; deep nesting is refused by the parser itself."""
    body = request.raw_body
    if len(body) > MAX_BODY:
        raise MessageTooLargeError
    with _refusals():
        return shape.model_validate_json(body or b"null")


def read_document(request: Request) -> str:
    """Read a body that is text of another type than JSON."""
    body = request.raw_body
    if len(body) > MAX_BODY:
        raise MessageTooLargeError
    try:
        return body if isinstance(body, str) else body.decode()
    except UnicodeDecodeError as error:
        message = "body: not UTF-8"
        raise InvalidRequestError(message) from error


def parse_query(request: Request, shape: type[Message]) -> Message:
    """Read the query parameters; of a repeated one the last counts."""
    given = dict(request.query_params.items()) if request.query_params else {}
    with _refusals():
        return shape.model_validate_strings(given)


def parse_headers(request: Request, shape: type[Message]) -> Message:
    """Read the headers that the shape names by its aliases, and no others."""
    names = (field.alias or name for name, field in shape.model_fields.items())
    with _refusals():
        return shape.model_validate_strings({name: request.headers[name] for name in names if name in request.headers})


def parse_path(given: Mapping[str, str]) -> dict[str, str]:
    """Read the path's parameters, all of them identifiers; there is nothing under any other name."""
    if not all(_IDENTIFIER.fullmatch(value) for value in given.values()):
        raise NotFoundError
    return dict(given)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise InvalidRequestError(_describe(error)) from error


def _describe(error: ValidationError) -> str:
    """Name each field and what is wrong with it, without repeating what was sent."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, detail['loc'])) or 'body'}: {detail['msg']}" for detail in details[:5])
