"""The machine's clock."""

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """A Clock."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC)

    def wait(self, duration: timedelta) -> None:
        """Sleep."""
        time.sleep(duration.total_seconds())
