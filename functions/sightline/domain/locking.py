"""How far the store is with putting a material's objects on legal hold: a day of one stream is 40,000 of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Locking:
    """So many objects are on hold, of so many that there are."""

    locked: int
    of: int
