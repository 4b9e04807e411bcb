"""One frame in, answers out: whatever a frame holds, its sender gets a message and keeps the connection."""

import logging

from sightline.domain.errors import SightlineError
from sightline.domain.participant import Connection
from sightline.messages.base import Model
from sightline.messages.changes import Error
from sightline.usecases.exchange import Exchange
from signalling.dispatch import answer_message
from signalling.parsing import parse_message

log = logging.getLogger("sightline.signalling")


def converse(exchange: Exchange, caller: Connection, body: str) -> None:
    """Answer one frame to the connection that it came from."""
    for answer in _answer(exchange, caller, body):
        exchange.sender.send(caller.connection_id, answer)


def _answer(exchange: Exchange, caller: Connection, body: str) -> list[Model]:
    message: Model | None = None
    try:
        message = parse_message(caller.participant.role, body)
        return list(answer_message(exchange, caller, message))
    except SightlineError as error:
        log.info("refused", extra={"code": error.code, "role": caller.participant.role})
        return [_describe(error, message)]
    except Exception:
        log.exception("failed")
        return [_describe(SightlineError(), message)]


def _describe(error: SightlineError, message: Model | None) -> Error:
    """Tell the sender by its own mark which of its messages could not be done."""
    ref = getattr(message, "ref", None) or getattr(message, "leg_id", None)
    return Error(code=error.code, text=error.detail, ref=ref)
