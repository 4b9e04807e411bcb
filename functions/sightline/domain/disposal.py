"""What people have decided of a material's end."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Review:
    """A person's decision to keep it, and until when."""

    by_name: str
    reason: str
    until: date


@dataclass(frozen=True)
class Disposal:
    """What two people have agreed on, or are about to; of what goes by itself there are no people."""

    reason: str
    proposed_by_name: str | None = None
    approved_by: str | None = None
    approved_by_name: str | None = None
    not_before: date | None = None
    """Named in a nightly report, and not to be done before this day."""
    object_count: int = 0
    """What there was to be deleted as it began, and how many bytes."""
    byte_count: int = 0
    disposed_at: datetime | None = None
