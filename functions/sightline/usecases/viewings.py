"""Lets an officer look at sealed evidence, once they have said why (Data Protection Act 2018, section 62).

The right to look is the entry that tells of it: there is nothing else to be had, forged or forgotten. A session that is
not sealed yet asks for none, so that nothing stands between an officer and a live call.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import ReasonRequiredError
from sightline.usecases.access import find_session
from sightline.usecases.custody import Chains, looked_at, note_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sightline.domain.authority import Action
    from sightline.domain.participant import Participant
    from sightline.domain.session import Session
    from sightline.ports import SessionStore

LIFE = timedelta(hours=12)
"""A shift: within it an officer is not asked again."""


class Asking(Chains, Protocol):
    """The ports that asking why needs."""

    @property
    def asks_reason(self) -> bool:
        """Whether the force wants a reason before evidence is looked at."""
        ...


class Replaying(Asking, Protocol):
    """The ports that looking at what is sealed needs."""

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        ...


def find_replayed_session(replaying: Replaying, caller: Participant, action: Action, session_id: str) -> Session:
    """Return a session that the caller may look at, live or, with a reason given, sealed."""
    session = find_session(replaying.sessions, caller, action, session_id)
    if session.seal and caller.is_officer():
        require_viewing(replaying, caller, session.force_id, session_id)
    return session


def require_viewing(asking: Asking, officer: Participant, force_id: str, chain_id: str) -> None:
    """Raise ReasonRequiredError unless the officer has given a reason; where none is asked for, write down the look."""
    if require_reason(asking, officer, chain_id) is None:
        note_event(asking, force_id, chain_id, looked_at(CustodyAction.VIEWED, officer, asking.clock.now()))


def require_reason(asking: Asking, officer: Participant, chain_id: str) -> str | None:
    """Return why an officer looks, None where the force asks for no reason; raise ReasonRequiredError without one."""
    if not asking.asks_reason:
        return None
    now = asking.clock.now()
    known = (asking.custody.find_event(chain_id, event_id) for event_id in viewing_ids(officer, now))
    for entry in known:
        if entry and datetime.fromisoformat(entry.at) > now - LIFE:
            return entry.reason or ""
    raise ReasonRequiredError


def note_download(chains: Chains, officer: Participant, session: Session, file: str) -> None:
    """Write down that bytes leave, once an officer, file and quarter of an hour."""
    looked = looked_at(CustodyAction.DOWNLOADED, officer, chains.clock.now())
    event = Event(looked.action, looked.actor, details={"file": file}, event_id=f"{looked.event_id}/{file}")
    note_event(chains, session.force_id, session.session_id, event)


def viewing_ids(officer: Participant, now: datetime) -> Iterator[str]:
    """Name this half day's viewing and the last one's: one of them is the newest that may still hold."""
    half_day = int(now.timestamp() // LIFE.total_seconds())
    return (f"viewing/{officer.participant_id}/{each}" for each in (half_day, half_day - 1))
