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

    def is_alive(self, now: datetime) -> bool:
        """Say whether it has announced itself lately."""
        return now - self.announced_at < ANNOUNCEMENT_LIFE

    def keeps_sessions(self, now: datetime) -> bool:
        """Say whether a session that has its place here may open one more leg."""
        return self.is_alive(now) and not self.draining

    def takes_sessions(self, now: datetime) -> bool:
        """Say whether a new session may be sent here."""
        return self.free_places > 0 and self.keeps_sessions(now)
