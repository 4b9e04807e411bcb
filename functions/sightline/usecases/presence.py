"""When a citizen's phone was last heard of; a session without its citizen is ended after a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sightline.domain.session import Session
    from sightline.ports import SessionStore

COARSE = timedelta(seconds=30)
"""How exact it needs to be: a phone sends positions every second, and each note is a write."""


def note_presence(sessions: SessionStore, session: Session, now: datetime) -> None:
    """Note that the citizen is there now."""
    if now - session.last_seen_at >= COARSE:
        sessions.change(session.session_id, lambda newest: replace(newest, last_seen_at=max(newest.last_seen_at, now)))
