"""Stills: kept as evidence first, then shown to whoever watches."""

from base64 import b64decode
from hashlib import sha256

from sightline.domain.errors import InvalidStillError, NotAllowedError
from sightline.domain.instant import write_instant
from sightline.domain.invite import Capability
from sightline.domain.participant import Connection
from sightline.domain.session import Session, session_prefix
from sightline.domain.still import name_still, read_jpeg_size
from sightline.messages.signalling import Still, StillShown, StillStored
from sightline.usecases.announcements import tell
from sightline.usecases.exchange import Answers, Exchange
from sightline.usecases.topics import watchers_of


def take_still(exchange: Exchange, _caller: Connection, message: Still, session: Session) -> Answers:
    """Store a still and pass it on; a repeated one is stored already, and passed on again."""
    session.require_running()
    if not session.consented(Capability.VIDEO):
        raise NotAllowedError
    body = _read_body(message)
    now = exchange.clock.now()
    exchange.sessions.change(session.session_id, lambda newest: newest.took_still(now))
    digest = sha256(body).hexdigest()
    name = name_still(session_prefix(session).rstrip("/"), message.sequence, message.captured_at, digest)
    exchange.stills.put_still(name, body, {"received-at": write_instant(now), "sha256": digest})
    shown = StillShown(received_at=now, **message.model_dump(exclude={"type"}))
    tell(exchange, watchers_of(session.session_id), shown)
    return [StillStored(session_id=session.session_id, sequence=message.sequence)]


def _read_body(message: Still) -> bytes:
    """Return the JPEG's bytes if its own markers agree with the message."""
    try:
        body = b64decode(message.jpeg, validate=True)
    except ValueError as error:
        raise InvalidStillError from error
    if read_jpeg_size(body) != (message.width, message.height):
        raise InvalidStillError
    return body
