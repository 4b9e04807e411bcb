"""What whoever listens is told of a change, by routes and schedules too, which need nothing else that is said."""

from typing import Literal

from sightline.domain.session import EndReason
from sightline.messages.base import (
    Identifier,
    Model,
    PositionView,
)
from sightline.messages.views import InviteView, SessionView


class SessionChanged(Model):
    """A session is new or has changed. To officers of its force."""

    type: Literal["session"] = "session"
    session: SessionView


class InviteChanged(Model):
    """An invite is new or has changed. To officers of its force."""

    type: Literal["invite"] = "invite"
    invite: InviteView


class Positions(Model):
    """New positions of a session. To the officers who watch it."""

    type: Literal["positions"] = "positions"
    session_id: Identifier
    positions: list[PositionView]


class Ended(Model):
    """The session is over. To the citizen, who stops the camera."""

    type: Literal["ended"] = "ended"
    session_id: Identifier
    reason: EndReason


class EndSession(Model):
    """Close all legs of a session, finish its recording, free its place."""

    type: Literal["end"] = "end"
    session_id: Identifier


class Hangup(Model):
    """Closes one leg; the session goes on."""

    type: Literal["hangup"] = "hangup"
    session_id: Identifier
    leg_id: Identifier


class Error(Model):
    """What you sent could not be done: `code` for programs, `text` for people."""

    type: Literal["error"] = "error"
    code: str
    text: str
    ref: str | None = None
