"""A clock that moves when it is told to."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@dataclass
class ClockAtRest:
    """A Clock."""

    instant: datetime = NOON

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.instant

    def advance(self, by: timedelta) -> None:
        """Move on."""
        self.instant += by
