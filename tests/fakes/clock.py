"""A clock that stands still until it is moved, and randomness that counts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class ClockInHand:
    """A Clock."""

    instant: datetime = NOON

    def now(self) -> datetime:
        """Return the instant to which the clock was moved last."""
        return self.instant

    def pass_time(self, **span: float) -> None:
        """Move the clock on, as in pass_time(seconds=5)."""
        self.instant += timedelta(**span)


@dataclass
class CountingEntropy:
    """An Entropy whose tokens are as long as real ones, and all different."""

    numbers: count[int] = field(default_factory=count)

    def token(self, bits: int = 128) -> str:
        """Return the next number, padded to the length of that many bits in base64url."""
        return str(next(self.numbers)).zfill(-(-bits // 6))
