"""The HTTP routes of sessions, and the function that runs each minute."""

import logging
from typing import Any

from boundary.apps import make_app
from boundary.endpoints import endpoint
from sessions.desks import expiry_desk, session_desk
from sessions.queries import SessionsQuery
from sightline.domain.participant import Participant
from sightline.messages.sessions import SessionDetail, Sessions
from sightline.messages.views import SessionView
from sightline.usecases import sessions
from sightline.usecases.expiry import end_abandoned_sessions, expire_invites

log = logging.getLogger("sightline.sessions")

app = make_app("sessions")


@endpoint(app, "GET", "/sessions")
def list_sessions(officer: Participant, query: SessionsQuery) -> Sessions:
    """List sessions by state, newest first."""
    return sessions.list_sessions(session_desk(), officer, sorted(set(query.state)), query.after)


@endpoint(app, "GET", "/sessions/{session_id}")
def get_session(officer: Participant, session_id: str) -> SessionDetail:
    """Show one session with its chat."""
    return sessions.get_session(session_desk(), officer, session_id)


@endpoint(app, "POST", "/sessions/{session_id}/end")
def end_session(officer: Participant, session_id: str) -> SessionView:
    """End a session for everybody."""
    return sessions.end_by_officer(session_desk(), officer, session_id)


@app.lambda_function(name="expire")
def expire(_event: dict[str, Any], _context: object) -> None:
    """Close links that have run out, end sessions that were left."""
    desk = expiry_desk()
    expired, abandoned = expire_invites(desk), end_abandoned_sessions(desk)
    log.info("time passed", extra={"expired_invites": expired, "abandoned_sessions": abandoned})
