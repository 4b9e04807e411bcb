"""Disposes of one material: deletes what is to go, and certifies it.

What was announced is looked at once more, and begun by a conditional write; from then on every run goes on with it
until nothing is left, the certificate stands and the chain says so.
"""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Protocol

from sightline.domain.bundle import bundle_prefix
from sightline.domain.custody import CustodyAction, Event, Plain
from sightline.domain.disposal import Disposal
from sightline.domain.disposed_material import describe_disposal
from sightline.domain.instant import write_instant
from sightline.domain.material import Material, MaterialState
from sightline.domain.object_version import ObjectVersion, is_manifest, outlives_disposal
from sightline.domain.retention import RetentionRules, what_forbids, write_day
from sightline.ports import ObjectLocks
from sightline.usecases.copies_of import list_copies, why_copies_stay
from sightline.usecases.custody import catch_up, record_event
from sightline.usecases.decisions import decide
from sightline.usecases.forgetting import Memory, forget_session
from sightline.usecases.share_endings import ShareBook, end_shares
from sightline.usecases.signing import Signing, put_or_read, sign_statement

BEGUN = MaterialState.DISPOSAL_BEGUN
WITH_ITS_MASTER = "What it was made of was disposed of."

log = logging.getLogger(__name__)


class Disposing(ShareBook, Signing, Memory, Protocol):
    """The ports of a disposal."""

    @property
    def retention(self) -> RetentionRules:
        """The force's rules."""
        ...

    @property
    def locks(self) -> ObjectLocks:
        """The evidence's locks."""
        ...

    @property
    def derived_locks(self) -> ObjectLocks:
        """The same of the bucket of copies, which locks nothing."""
        ...


def dispose_of(disposing: Disposing, material_id: str) -> None:
    """Dispose of a material if it was announced and its day has come; do the rest of what was begun."""
    material = catch_up(disposing, material_id)
    if material.state is MaterialState.DISPOSAL_ANNOUNCED:
        material = _begin(disposing, material)
    if material.state is not BEGUN:
        log.info("not disposed of", extra={"state": material.state.value})
        return
    for going in (material, *list_copies(disposing, material)):
        end_shares(disposing, going)
    disposing.locks.delete(each for each in _going(disposing, material) if not is_manifest(each.key))
    disposing.derived_locks.delete(_made_of_it(disposing, material))
    forget_session(disposing, material)
    digest = _certify(disposing, material)
    disposing.locks.delete(_going(disposing, material))  # manifests, once the certificate says what it was
    _conclude(disposing, material, digest)


def _begin(disposing: Disposing, material: Material) -> Material:
    """Begin, unless something forbids it by now, or the store still locks a part: then it waits, and says so."""
    versions = list(_going(disposing, material))
    now, locked_until = disposing.clock.now(), disposing.locks.locked_until(versions)
    versions += _made_of_it(disposing, material)

    def begin(newest: Material) -> Event | None:
        if not _is_due(newest, now.date()) or what_forbids(disposing.retention, newest, now.date()):
            return None
        if why_copies_stay(disposing, disposing.retention, newest, now.date()):
            return None
        if locked_until and locked_until > now:
            return _wait(locked_until.date() + timedelta(days=1))
        counts = {"object_count": len(versions), "byte_count": sum(each.byte_count for each in versions)}
        return Event(CustodyAction.DISPOSAL_BEGUN, None, _agreed(newest).reason, dict(counts))

    return decide(disposing, material.material_id, begin)


def _is_due(material: Material, today: date) -> bool:
    announced = material.state is MaterialState.DISPOSAL_ANNOUNCED
    not_before = _agreed(material).not_before
    return announced and not_before is not None and not_before <= today


def _wait(until: date) -> Event:
    """Announce it anew: nothing is tried before the store's own lock has ended."""
    reason = f"A part of it is locked. It is not disposed of before {write_day(until)}."
    return Event(CustodyAction.DISPOSAL_ANNOUNCED, None, reason, {"not_before": until.isoformat()})


def _going(disposing: Disposing, material: Material) -> Iterator[ObjectVersion]:
    versions = disposing.locks.list_versions(material.prefix)
    return (version for version in versions if not outlives_disposal(version.key))


def _made_of_it(disposing: Disposing, material: Material) -> Iterator[ObjectVersion]:
    """Yield the files of copies, and the bundles that the chain tells of; a copy is in its master's."""
    yield from disposing.derived_locks.list_versions(material.derived_prefix)
    for entry in disposing.custody.list_entries(material.parent_id or material.material_id):
        if entry.action is CustodyAction.EXPORTED:
            prefix = bundle_prefix(material.force_id, str(entry.details["bundle_id"]))
            yield from disposing.derived_locks.list_versions(prefix)


def _certify(disposing: Disposing, material: Material) -> str:
    """Put the certificate and its seal into the bucket; return the SHA-256 of the one that stands there."""
    prefix = f"{material.prefix}disposal/"
    now = disposing.clock.now()
    body = put_or_read(disposing.evidence, f"{prefix}certificate.json", describe_disposal(material, now))
    digest = sha256(body).hexdigest()
    said = {"material_id": material.material_id, "certificate_sha256": digest, "at": write_instant(now)}
    put_or_read(disposing.evidence, f"{prefix}seal.json", sign_statement(disposing.signer, said))
    return digest


def _conclude(disposing: Disposing, material: Material, digest: str) -> None:
    """Write it down; from here on only chain, seals and certificate tell of it."""
    agreed = _agreed(material)
    details: dict[str, Plain] = {"certificate_sha256": digest, "object_count": agreed.object_count}
    disposed = Event(CustodyAction.DISPOSED, None, agreed.reason, details, event_id="disposed")
    for copy in list_copies(disposing, material):
        gone = Event(CustodyAction.DISPOSED, None, WITH_ITS_MASTER, details, event_id="disposed")
        record_event(disposing, copy, gone)
    decide(disposing, material.material_id, lambda newest: disposed if newest.state is BEGUN else None)
    log.info("disposed", extra={"objects": agreed.object_count})


def _agreed(material: Material) -> Disposal:
    return material.disposal or Disposal("")
