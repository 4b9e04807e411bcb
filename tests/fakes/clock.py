"""A clock that moves when it is told to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@dataclass
class ClockAtRest:
    """A Clock."""

    instant: datetime = NOON
    meanwhile: Callable[[], object] = lambda: None
    """What happens while somebody waits."""

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.instant

    def wait(self, duration: timedelta) -> None:
        """Move on at once, and let happen what happens meanwhile."""
        self.advance(duration)
        self.meanwhile()

    def advance(self, by: timedelta) -> None:
        """Move on."""
        self.instant += by
