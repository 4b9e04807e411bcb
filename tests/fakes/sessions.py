"""Sessions in memory, and one to begin with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sightline.domain.errors import NotFoundError
from sightline.domain.invite import Capability, Consent, Language, Purpose, RetentionCategory
from sightline.domain.session import Session, SessionState
from tests.fakes.clock import NOON


@dataclass
class SessionsInMemory:
    """A SessionStore."""

    sessions: dict[str, Session] = field(default_factory=dict)

    def add(self, session: Session) -> None:
        """Store a new session."""
        self.sessions.setdefault(session.session_id, session)

    def get(self, session_id: str) -> Session:
        """Return a session, or raise NotFoundError."""
        if session_id not in self.sessions:
            raise NotFoundError
        return self.sessions[session_id]

    def change(self, session_id: str, how: Callable[[Session], Session]) -> Session:
        """Apply `how` to the newest version."""
        self.sessions[session_id] = how(self.get(session_id))
        return self.sessions[session_id]

    def list_by_force(
        self, force_id: str, states: Sequence[SessionState], after: str | None, limit: int
    ) -> tuple[list[Session], str | None]:
        """Return sessions newest first, and where the next page begins."""
        found = [each for each in self.sessions.values() if each.force_id == force_id and each.state in states]
        older = [each for each in found if after is None or each.created_at.isoformat() < after]
        newest_first = sorted(older, key=lambda each: each.created_at, reverse=True)
        page = newest_first[:limit]
        return page, page[-1].created_at.isoformat() if len(newest_first) > limit else None

    def list_running(self) -> list[Session]:
        """Return all sessions that have not ended."""
        return [each for each in self.sessions.values() if each.state is not SessionState.ENDED]

    def list_unsealed(self) -> list[Session]:
        """Return all ended sessions without a seal."""
        return [each for each in self.sessions.values() if each.state is SessionState.ENDED and each.seal is None]


def make_session(session_id: str = "session-1", force_id: str = "avon", at: datetime = NOON) -> Session:
    """Return an open session of a citizen who shares everything."""
    return Session(
        session_id=session_id,
        invite_id=f"invite-of-{session_id}",
        force_id=force_id,
        incident_ref="AV/2026/17",
        purpose=Purpose.INCIDENT_ASSESSMENT,
        language=Language.ENGLISH,
        retention_category=RetentionCategory.NOT_EVIDENTIAL,
        spoken_code="amber otter",
        consent=Consent(frozenset(Capability), "2026-01", Language.ENGLISH, at),
        state=SessionState.OPEN,
        created_at=at,
        last_seen_at=at,
    )
