"""From a WebSocket frame to a message that its sender's role can say."""

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sightline.domain.errors import InvalidRequestError, MessageTooLargeError, OfferTooLargeError
from sightline.domain.participant import OFFICER_ROLES, Role
from sightline.messages.base import Model
from sightline.messages.signalling import CITIZEN_MESSAGE, OFFICER_MESSAGE, WORKER_MESSAGE

MAX_BYTES = 16 * 1024
MAX_STILL_BYTES = 32 * 1024
"""A citizen's still fills a frame of API Gateway's; nothing else is let be so large."""
OFFERS = ("offer", "talk", "listen")
MAX_DEPTH = 4
"""No message nests deeper than a list in an object; the rest is room."""

_ADAPTERS: dict[Role, TypeAdapter[Any]] = {
    Role.CITIZEN: CITIZEN_MESSAGE,
    Role.WORKER: WORKER_MESSAGE,
    **dict.fromkeys(OFFICER_ROLES, OFFICER_MESSAGE),
}
"""Who has a word to say here; cameras and players speak HTTP."""


def parse_message(role: Role, body: str) -> Model:
    """Return the message, or raise what its sender is told."""
    size = len(body.encode(errors="replace"))
    if size > MAX_STILL_BYTES:
        raise MessageTooLargeError
    loaded = _load(body)
    if _depth(loaded) > MAX_DEPTH:
        raise MessageTooLargeError
    kind = loaded.get("type") if isinstance(loaded, dict) else None
    if size > MAX_BYTES and not (role is Role.CITIZEN and kind == "still"):
        raise OfferTooLargeError if kind in OFFERS else MessageTooLargeError
    if role not in _ADAPTERS:
        raise InvalidRequestError
    try:
        # From the text again, not from what was loaded: only this way are lone surrogates refused.
        message: Model = _ADAPTERS[role].validate_json(body)
    except ValidationError as error:
        raise InvalidRequestError(_describe(error)) from error
    return message


def _load(body: str) -> object:
    try:
        return json.loads(body)
    except RecursionError as error:
        raise MessageTooLargeError from error
    except ValueError as error:
        raise InvalidRequestError from error


def _depth(value: object) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return 0
    return 1 + max(map(_depth, value), default=0)


def _describe(error: ValidationError) -> str:
    """Say where the message departs from the schema, without repeating what it holds."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else str(first["msg"])
