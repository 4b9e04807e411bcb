"""Writes a force's daily roots, and has an authority outside the force say when they were there.

A chain counts under the day of its last entry: one that has gone on before its day's root was written is in the next.
Days that were missed are made up for in order, so that no two roots are ever more than a day apart.
"""

import logging
from datetime import date
from hashlib import sha256
from typing import Protocol

from sightline.domain.errors import TimestampFailedError
from sightline.domain.instant import write_instant
from sightline.domain.root import LOOK_BACK, ONE_DAY, Roots, build_root, read_roots, root_key, roots_prefix
from sightline.ports import TimeStamper
from sightline.usecases.custody import Chains
from sightline.usecases.signing import Signing, put_or_read, sign_statement

log = logging.getLogger(__name__)


class Treasury(Chains, Signing, Protocol):
    """The ports that roots need."""

    @property
    def time_stamper(self) -> TimeStamper | None:
        """The authority, where the force has set one."""
        ...


def write_roots(treasury: Treasury, force_id: str) -> int:
    """Write the root of each day that is over and has none, then the time-stamps that are missing; return how many."""
    today = treasury.clock.now().date()
    missing = _list_missing(treasury, force_id, today)
    for day in missing:
        _write_root(treasury, force_id, day)
    _stamp_roots(treasury, force_id, today)
    return len(missing)


def _list_missing(treasury: Treasury, force_id: str, today: date) -> list[date]:
    roots = _read(treasury, force_id)
    return roots.missing(today, today if roots.written else _first_change(treasury, force_id, today))


def _first_change(treasury: Treasury, force_id: str, today: date) -> date:
    """Return the first day on which a chain changed that has not changed since, of a force without a root."""
    days = [today - ONE_DAY * back for back in range(LOOK_BACK.days, 0, -1)]
    changed = (day for day in days if next(iter(treasury.custody.list_changed(force_id, day)), None))
    return next(changed, today)


def _write_root(treasury: Treasury, force_id: str, day: date) -> None:
    before = treasury.evidence.read_object(root_key(force_id, day - ONE_DAY))
    heads = treasury.custody.list_changed(force_id, day)
    document = build_root(force_id, day, heads, sha256(before).hexdigest() if before else None)
    root = put_or_read(treasury.evidence, root_key(force_id, day), document)
    said = {
        "force_id": force_id,
        "day": day.isoformat(),
        "root_sha256": sha256(root).hexdigest(),
        "at": write_instant(treasury.clock.now()),
    }
    put_or_read(treasury.evidence, root_key(force_id, day, "seal.json"), sign_statement(treasury.signer, said))


def _stamp_roots(treasury: Treasury, force_id: str, today: date) -> None:
    """Have roots time-stamped; where the authority fails, they stand without, and the next run asks again."""
    if treasury.time_stamper is None:
        return
    try:
        for day in _read(treasury, force_id).unstamped(today):
            _stamp_root(treasury, treasury.time_stamper, force_id, day)
    except TimestampFailedError:
        log.exception("time-stamp failed")


def _stamp_root(treasury: Treasury, stamper: TimeStamper, force_id: str, day: date) -> None:
    root = treasury.evidence.read_object(root_key(force_id, day))
    if root is not None:
        stamp = stamper.stamp(root)
        treasury.evidence.put_once(root_key(force_id, day, "tsr"), stamp, "application/timestamp-reply")


def _read(treasury: Treasury, force_id: str) -> Roots:
    return read_roots(treasury.evidence.list_keys(roots_prefix(force_id)))
