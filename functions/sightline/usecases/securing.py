"""Puts all objects of what is evidence, or held, on legal hold: tens of thousands, hence some in each run."""

import logging
from itertools import islice
from typing import Protocol

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.material import Material
from sightline.domain.object_version import Stretch
from sightline.ports import MaterialQueue, ObjectLocks
from sightline.usecases.custody import Holdings, catch_up
from sightline.usecases.decisions import decide

OBJECTS_A_RUN = 10_000
"""About a minute's work: each object is a request of its own, sixteen at a time."""

log = logging.getLogger(__name__)


class Securing(Holdings, Protocol):
    """The ports of putting legal holds."""

    @property
    def locks(self) -> ObjectLocks:
        """The objects' locks."""
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
    seen = stretch.manifest_sha256 if stretch.after else material.manifest_sha256
    versions = list(islice(securing.locks.list_versions(material.prefix, stretch.after), most))
    securing.locks.hold(versions)
    log.info("put on legal hold", extra={"objects": len(versions)})
    if len(versions) == most:
        securing.hold_queue.put(Stretch(material.material_id, versions[-1].key, seen))
        return
    decide(securing, material.material_id, lambda newest: _secured(newest, seen))


def _secured(newest: Material, seen: str | None) -> Event | None:
    """Say so, unless more was stored since the first of these runs: then the next night begins again."""
    all_of_it = newest.awaits_legal_hold() and newest.manifest_sha256 == seen
    return Event(CustodyAction.SECURED) if all_of_it else None
