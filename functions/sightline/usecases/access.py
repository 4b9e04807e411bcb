"""The one way from a session's id to the session, past the table of who may do what."""

from sightline.domain.authority import Action, require, require_object
from sightline.domain.participant import Participant
from sightline.domain.session import Session
from sightline.ports import SessionStore


def find_session(sessions: SessionStore, caller: Participant, action: Action, session_id: str) -> Session:
    """Return a session on which the caller may do this; another force's looks like none."""
    require(caller, action)
    session = sessions.get(session_id)
    require_object(caller, force_id=session.force_id, session_id=session_id)
    return session
