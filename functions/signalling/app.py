"""Lambda functions connect, message and disconnect: the three routes of the WebSocket API."""

import logging
from typing import Any

from boundary.apps import make_app
from boundary.callers import read_caller
from boundary.events import WebsocketEvent
from sightline.bootstrap import ports
from sightline.domain.errors import SightlineError
from sightline.domain.participant import Connection
from sightline.usecases.connections import close_connection, open_connection
from signalling.conversation import converse

DONE = {"statusCode": 200}
REFUSED = {"statusCode": 403}

log = logging.getLogger("sightline.signalling")

app = make_app("signalling")


@app.on_ws_connect()
def connect(event: WebsocketEvent) -> dict[str, int]:
    """Take in a connection that the authorizer has let through."""
    connection = _connection(event)
    try:
        open_connection(ports(), connection)
    except SightlineError as error:
        log.info("refused", extra={"code": error.code, "role": connection.participant.role})
        return REFUSED
    log.info("opened", extra={"role": connection.participant.role})
    return DONE


@app.on_ws_message()
def message(event: WebsocketEvent) -> dict[str, int]:
    """Answer one frame."""
    converse(ports(), _connection(event), event.body or "")
    return DONE


@app.on_ws_disconnect()
def disconnect(event: WebsocketEvent) -> dict[str, int]:
    """Let a connection go."""
    connection = _connection(event)
    close_connection(ports(), connection)
    log.info("closed", extra={"role": connection.participant.role})
    return DONE


def _connection(event: WebsocketEvent) -> Connection:
    context: dict[str, Any] = event.to_dict()["requestContext"]
    return Connection(context["connectionId"], read_caller(context))
