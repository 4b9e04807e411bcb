"""A daily root: where every chain of custody that changed on a day stood, bound to the root of the day before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sightline.domain.custody import Head

FORMAT = "sightline-root/1"
LOOK_BACK = timedelta(days=31)
"""Where there is no root yet, so far back changes are looked for; and so long a time-stamp is tried for."""
ONE_DAY = timedelta(days=1)

_NAME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)\.(?P<kind>json|seal\.json|tsr)\Z", re.ASCII)


@dataclass(frozen=True)
class Roots:
    """The roots that a force's bucket holds, by day."""

    written: frozenset[date]
    sealed: frozenset[date]
    stamped: frozenset[date]

    def missing(self, today: date, first: date) -> list[date]:
        """Return the days that are over and not sealed, in order: those after the last seal.

        Where there is none yet, from the root on that a run has left without its seal, or else from `first`.
        """
        begin = max(self.sealed) + ONE_DAY if self.sealed else min(self.written, default=first)
        return [begin + ONE_DAY * number for number in range((today - begin).days)]

    def unstamped(self, today: date) -> list[date]:
        """Return the sealed days of late that have no time-stamp, in order."""
        return sorted(day for day in self.sealed - self.stamped if today - day <= LOOK_BACK)


def roots_prefix(force_id: str) -> str:
    """Name the beginning of the keys of a force's roots."""
    return f"{force_id}/roots/"


def root_key(force_id: str, day: date, kind: str = "json") -> str:
    """Name a day's root, or what stands beside it: `seal.json`, `tsr`."""
    return f"{roots_prefix(force_id)}{day.isoformat()}.{kind}"


def read_roots(keys: Iterable[str]) -> Roots:
    """Return which roots a listing has."""
    found = [match for key in keys if (match := _NAME.search(key))]
    written, sealed, stamped = (
        frozenset(date.fromisoformat(match["day"]) for match in found if match["kind"] == kind)
        for kind in ("json", "seal.json", "tsr")
    )
    return Roots(written, sealed, stamped)


def build_root(force_id: str, day: date, heads: Iterable[Head], previous_sha256: str | None) -> dict[str, object]:
    """Return a root's document; the chains are in the order of their names."""
    chains = [
        {"chain_id": head.chain_id, "sequence": head.sequence, "hash": head.hash}
        for head in sorted(heads, key=lambda head: head.chain_id)
    ]
    return {
        "format": FORMAT,
        "force_id": force_id,
        "day": day.isoformat(),
        "chains": chains,
        "previous_sha256": previous_sha256,
    }
