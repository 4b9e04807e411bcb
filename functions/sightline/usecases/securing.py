"""Puts all objects of what is evidence, or held, on legal hold: tens of thousands, hence some in each run."""

import logging
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.locking import Locking
from sightline.domain.material import Material
from sightline.domain.object_version import ObjectVersion, Stretch
from sightline.ports import LockingNotes, MaterialQueue, ObjectLocks
from sightline.usecases.custody import Holdings, catch_up
from sightline.usecases.decisions import decide

OBJECTS_A_RUN = 10_000
"""About a minute's work: each object is a request of its own, sixteen at a time."""
OBJECTS_A_NOTE = 1_000
"""A few seconds' work: so often whoever looks sees it move on."""

log = logging.getLogger(__name__)


class Securing(Holdings, Protocol):
    """The ports of putting legal holds."""

    @property
    def locks(self) -> ObjectLocks:
        """The objects' locks."""
        ...

    @property
    def locking_notes(self) -> LockingNotes:
        """How far it is."""
        ...

    @property
    def hold_queue(self) -> MaterialQueue:
        """What is still to be put on hold."""
        ...


def secure_material(securing: Securing, stretch: Stretch, most: int = OBJECTS_A_RUN) -> None:
    """Put the next objects of a material on hold, and ask for those that are left; the last run writes it down.

    Whoever runs twice puts a hold that stands already.
    """
    material = catch_up(securing, stretch.material_id)
    if not material.awaits_legal_hold():
        return
    begun = stretch if stretch.after else _begin(securing, material)
    versions = list(islice(securing.locks.list_versions(material.prefix, begun.after), most))
    _hold(securing, begun, versions)
    log.info("put on legal hold", extra={"objects": len(versions)})
    if len(versions) == most:
        securing.hold_queue.put(begun.after_next(versions))
        return
    securing.locking_notes.remove(material.material_id)
    decide(securing, material.material_id, lambda newest: _secured(newest, begun.manifest_sha256))


def _begin(securing: Securing, material: Material) -> Stretch:
    """Count what there is: a thousand a request, where each hold is a request of its own."""
    count = sum(1 for _ in securing.locks.list_versions(material.prefix))
    return Stretch(material.material_id, manifest_sha256=material.manifest_sha256, count=count)


def _hold(securing: Securing, stretch: Stretch, versions: Sequence[ObjectVersion]) -> None:
    locked = stretch.done
    for some in _portions(versions):
        securing.locking_notes.note(stretch.material_id, Locking(locked, max(locked, stretch.count)))
        securing.locks.hold(some)
        locked += len(some)


def _portions(versions: Sequence[ObjectVersion]) -> Iterator[Sequence[ObjectVersion]]:
    return (versions[first : first + OBJECTS_A_NOTE] for first in range(0, len(versions), OBJECTS_A_NOTE))


def _secured(newest: Material, seen: str | None) -> Event | None:
    """Say so, unless more was stored since the first of these runs: then the next night begins again."""
    all_of_it = newest.awaits_legal_hold() and newest.manifest_sha256 == seen
    return Event(CustodyAction.SECURED) if all_of_it else None
