"""WHIP (RFC 9725): a camera's program offers, trickles and hangs up, each time with its source's token."""

from typing import Protocol

from sightline.domain.errors import NotFoundError
from sightline.domain.ice_fragment import read_ice_fragment
from sightline.domain.participant import Participant
from sightline.domain.session import EndReason, Session
from sightline.domain.source import Source
from sightline.messages.signalling import Answer
from sightline.ports import SourceStore
from sightline.usecases.announcements import announce_session
from sightline.usecases.doors import hang_up, send_up, trickle
from sightline.usecases.endings import end_session
from sightline.usecases.exchange import Exchange
from sightline.usecases.source_sessions import find_session_of, recognise_source, sender_of, take_up_session


class CameraDoor(Exchange, Protocol):
    """The ports that cameras need."""

    @property
    def sources(self) -> SourceStore:
        """The sources."""
        ...


def begin_stream(door: CameraDoor, authorization: str | None, sdp: str) -> Answer:
    """Take a camera's offer to its session, which begins with it if none runs; return the worker's answer."""
    source = recognise_source(door, authorization)
    session = take_up_session(door, source)
    announce_session(door, session)
    return send_up(door, sender_of(source, session), session, sdp)


def trickle_stream(door: CameraDoor, authorization: str | None, leg_id: str, body: str, matching: str | None) -> None:
    """Take further candidates of a camera's leg."""
    _, session, sender = _find(door, authorization)
    trickle(door, sender, session, leg_id, read_ice_fragment(body), matching)


def end_stream(door: CameraDoor, authorization: str | None, leg_id: str) -> None:
    """Close a camera's leg, and with the one that it streams on its session, if the source is set so."""
    source, session, sender = _find(door, authorization)
    hang_up(door, sender, session, leg_id)
    if source.ends_with_stream and session.up_leg_id == leg_id:
        end_session(door, session.session_id, EndReason.HUNG_UP)


def _find(door: CameraDoor, authorization: str | None) -> tuple[Source, Session, Participant]:
    source = recognise_source(door, authorization)
    session = find_session_of(door, source)
    if session is None:
        raise NotFoundError
    return source, session, sender_of(source, session)
