"""The one way from a session's id to the session, past the table of who may do what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sightline.domain.authority import Action, require, require_object
from sightline.domain.participant import Participant, Role

if TYPE_CHECKING:
    from sightline.domain.session import Session
    from sightline.ports import SessionStore

URL_LIFE = timedelta(seconds=60)
"""How long an address of an object can be fetched."""
RECIPIENT_URL_LIFE = timedelta(seconds=5)
"""The same for whom something is shared with: a share that is revoked shows nothing more after so long."""


def find_session(sessions: SessionStore, caller: Participant, action: Action, session_id: str) -> Session:
    """Return a session on which the caller may do this; another force's looks like none."""
    require(caller, action)
    session = sessions.get(session_id)
    require_object(caller, force_id=session.force_id, session_id=session_id)
    return session


def url_life(caller: Participant) -> timedelta:
    """Return for how long an address may be fetched by whoever asks for it."""
    return RECIPIENT_URL_LIFE if caller.role is Role.RECIPIENT else URL_LIFE
