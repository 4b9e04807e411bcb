"""Positions of a citizen's phone: stored once each, passed on to whoever watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.domain.authority import Action
from sightline.domain.errors import NotAllowedError, NotFoundError
from sightline.domain.invite import Capability, FunnelStage
from sightline.domain.position import Position
from sightline.messages.changes import Positions
from sightline.usecases.access import find_session
from sightline.usecases.announcements import announce_session, tell, view_position
from sightline.usecases.presence import note_presence
from sightline.usecases.progress import reach_stage
from sightline.usecases.topics import watchers_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sightline.domain.participant import Participant
    from sightline.domain.session import Session
    from sightline.messages.base import PositionFix
    from sightline.usecases.exchange import Exchange


def take_positions(exchange: Exchange, citizen: Participant, fixes: Sequence[PositionFix]) -> int:
    """Store positions of the citizen's own session; return how many stand now, repeated ones included."""
    session = _find_own_session(exchange, citizen)
    now = exchange.clock.now()
    is_first = exchange.positions.latest(session.session_id) is None
    new = exchange.positions.add_all([_locate(session, fix, now) for fix in _once_each(fixes)])
    note_presence(exchange.sessions, session, now)
    if new:
        views = [view_position(position) for position in new]
        tell(exchange, watchers_of(session.session_id), Positions(session_id=session.session_id, positions=views))
    if is_first:
        announce_session(exchange, session)
    reach_stage(exchange, session, FunnelStage.FIRST_POSITION)
    return len(fixes)


def _find_own_session(exchange: Exchange, citizen: Participant) -> Session:
    if citizen.session_id is None:
        raise NotFoundError
    session = find_session(exchange.sessions, citizen, Action.SEND_POSITIONS, citizen.session_id)
    session.require_running()
    if not session.consented(Capability.LOCATION):
        raise NotAllowedError
    return session


def _once_each(fixes: Sequence[PositionFix]) -> list[PositionFix]:
    """Keep the first of each sequence, in order."""
    by_sequence = {fix.sequence: fix for fix in reversed(fixes)}
    return [by_sequence[sequence] for sequence in sorted(by_sequence)]


def _locate(session: Session, fix: PositionFix, received_at: datetime) -> Position:
    return Position(session_id=session.session_id, received_at=received_at, **fix.model_dump())
