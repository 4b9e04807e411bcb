"""The machine's clock."""

from datetime import UTC, datetime


class SystemClock:
    """A Clock."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC)
