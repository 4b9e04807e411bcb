"""Sessions in memory."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sightline.domain.errors import NotFoundError
from sightline.domain.session import Session, SessionState


@dataclass
class SessionsInMemory:
    """A SessionStore."""

    by_id: dict[str, Session] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, session: Session) -> None:
        """Store a new session."""
        self.by_id.setdefault(session.session_id, session)

    def get(self, session_id: str) -> Session:
        """Return a session, or raise NotFoundError."""
        if session_id not in self.by_id:
            raise NotFoundError
        return self.by_id[session_id]

    def change(self, session_id: str, how: Callable[[Session], Session]) -> Session:
        """Apply `how` while nobody else does."""
        with self.lock:
            known = self.get(session_id)
            changed = replace(how(known), version=known.version + 1)
            self.by_id[session_id] = changed
            return changed

    def list_by_force(
        self, force_id: str, states: Sequence[SessionState], after: str | None, limit: int
    ) -> tuple[list[Session], str | None]:
        """Return sessions newest first; the next page begins before the last one's instant."""
        found = [
            session
            for session in self.by_id.values()
            if session.force_id == force_id
            and session.state in states
            and (after is None or session.created_at.isoformat() < after)
        ]
        newest_first = sorted(found, key=lambda session: session.created_at, reverse=True)
        page = newest_first[:limit]
        return page, page[-1].created_at.isoformat() if len(newest_first) > limit else None

    def list_running(self) -> list[Session]:
        """Return all sessions that have not ended."""
        return [session for session in self.by_id.values() if session.state is not SessionState.ENDED]

    def list_unsealed(self) -> list[Session]:
        """Return all ended sessions without a seal."""
        ended = (session for session in self.by_id.values() if session.state is SessionState.ENDED)
        return [session for session in ended if session.seal is None]

    def list_awaiting_original(self) -> list[Session]:
        """Return all sealed sessions whose phone may still send its own recording."""
        return [session for session in self.by_id.values() if session.seal and session.awaits_original()]
