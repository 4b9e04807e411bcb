"""The trail of a session, for officers and for the systems that they carry it to."""

from sightline.domain.authority import Action
from sightline.domain.participant import Participant
from sightline.domain.position import Position
from sightline.domain.session import Session
from sightline.ports import PositionStore, SessionStore
from sightline.usecases.access import find_session


def read_trail(
    sessions: SessionStore, positions: PositionStore, officer: Participant, session_id: str
) -> tuple[Session, list[Position]]:
    """Return a session and its positions in the order fixed."""
    session = find_session(sessions, officer, Action.READ_TRAIL, session_id)
    return session, positions.list_trail(session_id)
