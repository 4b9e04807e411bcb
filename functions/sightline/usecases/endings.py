"""Ends sessions: one way out for the citizen's tap, the officer's click, a withdrawn invite and the clock."""

from dataclasses import replace
from datetime import timedelta

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.session import EndReason, Session, SessionState
from sightline.messages.changes import Ended, EndSession
from sightline.usecases.announcements import announce_session, cut_off, tell
from sightline.usecases.custody import note_event
from sightline.usecases.reach import Closing, Switchboard
from sightline.usecases.topics import citizen_of, connection_of

SEAL_AFTER = timedelta(seconds=30)
"""Time for the worker to store its last fragments; it asks for the seal itself when it is done sooner."""


def end_session(closing: Closing, session_id: str, reason: EndReason) -> Session:
    """End a session for everybody, and have its recording sealed.

    The first reason stays. Everybody is told again when it is asked again: a run that broke off half way
    is made whole by its repetition.
    """
    now = closing.clock.now()

    def end(session: Session) -> Session:
        if session.state is SessionState.ENDED:
            return session
        return replace(session, state=SessionState.ENDED, ended_at=now, end_reason=reason)

    session = closing.sessions.change(session_id, end)
    note_event(
        closing,
        session.force_id,
        session_id,
        Event(CustodyAction.ENDED, details={"reason": str(session.end_reason)}, event_id="ended"),
    )
    closing.seal_queue.put(session_id, SEAL_AFTER)
    _stop_streaming(closing, session, session.end_reason or reason)
    announce_session(closing, session)
    return session


def _stop_streaming(switchboard: Switchboard, session: Session, reason: EndReason) -> None:
    if session.worker_id:
        tell(switchboard, connection_of(session.worker_id), EndSession(session_id=session.session_id))
    topic = citizen_of(session.session_id)
    tell(switchboard, topic, Ended(session_id=session.session_id, reason=reason))
    cut_off(switchboard, topic)
