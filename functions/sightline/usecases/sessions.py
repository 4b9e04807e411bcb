"""What officers do with sessions over HTTP: list them, look into one, end one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.domain.authority import Action, force_of, require, require_object
from sightline.domain.errors import ReasonRequiredError
from sightline.domain.participant import Participant
from sightline.domain.session import EndReason, Session, SessionState
from sightline.messages.sessions import SessionDetail, Sessions
from sightline.messages.views import SessionView
from sightline.ports import (
    ChatStore,
    Clock,
    ConnectionStore,
    CustodyLedger,
    EvidenceStore,
    PositionStore,
    SealQueue,
    Sender,
    SessionStore,
)
from sightline.usecases.announcements import view_session
from sightline.usecases.endings import end_session
from sightline.usecases.records import list_chat
from sightline.usecases.viewings import require_viewing

PAGE = 50


@dataclass(frozen=True)
class SessionDesk:
    """The ports that officers' work on sessions needs."""

    clock: Clock
    sessions: SessionStore
    connections: ConnectionStore
    sender: Sender
    positions: PositionStore
    chat: ChatStore
    seal_queue: SealQueue
    custody: CustodyLedger
    evidence: EvidenceStore
    asks_reason: bool


def list_sessions(
    desk: SessionDesk, officer: Participant, states: Sequence[SessionState], after: str | None
) -> Sessions:
    """Show a page of the force's sessions in these states, newest first."""
    require(officer, Action.READ_SESSIONS)
    sessions, following = desk.sessions.list_by_force(force_of(officer), states, after, PAGE)
    return Sessions(sessions=[view_session(desk, session) for session in sessions], next=following)


def get_session(desk: SessionDesk, officer: Participant, session_id: str) -> SessionDetail:
    """Show one session with its chat; once that is sealed, to whom has said why they look."""
    session = _find_session(desk, officer, session_id, Action.READ_SESSIONS)
    chat = list_chat(desk, session) if _may_read_chat(desk, officer, session) else []
    return SessionDetail(session=view_session(desk, session), chat=chat)


def end_by_officer(desk: SessionDesk, officer: Participant, session_id: str) -> SessionView:
    """End a session for everybody; ending it twice is the same as once."""
    _find_session(desk, officer, session_id, Action.END_SESSION)
    return view_session(desk, end_session(desk, session_id, EndReason.OFFICER))


def _may_read_chat(desk: SessionDesk, officer: Participant, session: Session) -> bool:
    try:
        if session.seal:
            require_viewing(desk, officer, session.force_id, session.session_id)
    except ReasonRequiredError:
        return False
    return True


def _find_session(desk: SessionDesk, officer: Participant, session_id: str, action: Action) -> Session:
    require(officer, action)
    session = desk.sessions.get(session_id)
    require_object(officer, force_id=session.force_id, session_id=session.session_id)
    return session
