"""A media worker as signalling knows it: an announcement with an age."""

from dataclasses import dataclass
from datetime import datetime, timedelta

ANNOUNCEMENT_LIFE = timedelta(seconds=30)


@dataclass(frozen=True)
class Worker:
    """What a worker last said of itself. `places` are sessions it can carry in all."""

    worker_id: str
    connection_id: str
    places: int
    free_places: int
    draining: bool
    announced_at: datetime
    backlog: tuple[str, ...] = ()
    """Sessions of which something waits on its disk for the store."""

    def is_alive(self, now: datetime) -> bool:
        """Say whether it has announced itself lately."""
        return now - self.announced_at < ANNOUNCEMENT_LIFE

    def keeps_sessions(self, now: datetime) -> bool:
        """Say whether a session that has its place here may open one more leg."""
        return self.is_alive(now) and not self.draining

    def holds_evidence_of(self, session_id: str, now: datetime) -> bool:
        """Say whether it lives and has yet to store something of a session."""
        return session_id in self.backlog and self.is_alive(now)

    def takes_sessions(self, now: datetime) -> bool:
        """Say whether a new session may be sent here."""
        return self.free_places > 0 and self.keeps_sessions(now)
