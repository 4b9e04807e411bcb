"""A copy that was asked for, and that nobody has taken into the library yet."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class AwaitedCopy:
    """Which copy of which master, since when."""

    copy_id: str
    material_id: str
    asked_at: datetime
