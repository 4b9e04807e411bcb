"""Answers of the routes of sessions."""

from sightline.messages.base import Model
from sightline.messages.views import ChatView, SessionView


class Sessions(Model):
    """Newest first. `next` goes into the query parameter `after`."""

    sessions: list[SessionView]
    next: str | None = None


class SessionDetail(Model):
    """One session with what was said in it."""

    session: SessionView
    chat: list[ChatView]
