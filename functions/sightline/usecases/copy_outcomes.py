"""What came of a copy: read beside it in the derived bucket, and taken into the library once it is made."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from sightline.domain.copy import (
    CopyTooLongError,
    MasterAlteredError,
    copy_prefix,
    derivation_key,
    failure_key,
    progress_key,
)
from sightline.domain.custody import CustodyAction, Event, Plain
from sightline.domain.errors import NotFoundError
from sightline.domain.instant import write_instant
from sightline.domain.material import Material, MaterialKind
from sightline.messages.copies import CopiedFile, CopyFailure, CopyProgress, CopyState, Derivation
from sightline.ports import AwaitedCopies, CopyQueue, CopyStore, Entropy, EvidenceStore
from sightline.usecases.custody import Holdings, catch_up, note_event
from sightline.usecases.viewings import Asking

MOST_PATIENCE = timedelta(hours=2)
"""After five tries of a quarter of an hour nothing more comes."""


class CopyShelf(Holdings, Protocol):
    """The ports of copies that are there."""

    @property
    def copies(self) -> CopyStore:
        """What lies in the derived bucket."""
        ...


class CopyDesk(CopyShelf, Asking, Protocol):
    """The ports of copies that are asked for."""

    @property
    def copy_queue(self) -> CopyQueue:
        """The copies to be made."""
        ...

    @property
    def awaited_copies(self) -> AwaitedCopies:
        """The copies that nobody has taken in yet."""
        ...

    @property
    def entropy(self) -> Entropy:
        """Randomness, for ids."""
        ...

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket of the masters."""
        ...


@dataclass(frozen=True)
class Outcome:
    """How far a copy is."""

    state: CopyState
    progress: float = 0.0
    failure: CopyFailure | None = None
    files: tuple[CopiedFile, ...] = ()


def read_outcome(desk: CopyShelf, master: Material, copy_id: str, asked_at: str) -> Outcome:
    """Say how far a copy is; one that is ready is in the library from then on."""
    if derivation := take_in_copy(desk, master, copy_id):
        return Outcome("ready", 1.0, files=tuple(derivation.files))
    return read_standing(desk, copy_prefix(master.force_id, master.material_id, copy_id), asked_at)


def read_standing(desk: CopyShelf, prefix: str, asked_at: str) -> Outcome:
    """Say how far something is that is not ready: a copy, or a search for faces."""
    if body := desk.copies.read_object(failure_key(prefix)):
        return Outcome("failed", failure=CopyFailure.model_validate_json(body))
    if desk.clock.now() - datetime.fromisoformat(asked_at) > MOST_PATIENCE:
        return Outcome("failed", failure=CopyFailure(code=CopyTooLongError.code, text=CopyTooLongError.text))
    if body := desk.copies.read_object(progress_key(prefix)):
        return Outcome("running", CopyProgress.model_validate_json(body).progress)
    return Outcome("waiting")


def take_in_copy(desk: CopyShelf, master: Material, copy_id: str) -> Derivation | None:
    """Return how a copy was made, holding it as a material of its own; None while it is not. Twice changes nothing.

    Raises MasterAlteredError where what lies there is not what the copy's chain says.
    """
    key = derivation_key(copy_prefix(master.force_id, master.material_id, copy_id))
    body = desk.copies.read_object(key)
    if body is None:
        return None
    derivation, digest = Derivation.model_validate_json(body), sha256(body).hexdigest()
    if (_find(desk, copy_id) or _hold(desk, master, derivation, digest)).manifest_sha256 != digest:
        raise MasterAlteredError(key)
    return derivation


def _find(desk: CopyShelf, copy_id: str) -> Material | None:
    try:
        return desk.materials.get(copy_id)
    except NotFoundError:
        return None


def _hold(desk: CopyShelf, master: Material, derivation: Derivation, digest: str) -> Material:
    """Write in the copy's own chain how it was made, and add it to the library."""
    copy_id = derivation.copy_id
    details: dict[str, Plain] = {
        "parent_id": master.material_id,
        "kind": derivation.kind,
        "category": master.category.value,
        "exact": derivation.exact,
        "began_at": write_instant(derivation.files[0].began_at),
        "ended_at": write_instant(derivation.files[-1].ended_at),
        "made_at": write_instant(derivation.made_at),
        "byte_count": sum(file.bytes for file in derivation.files),
        "manifest_sha256": derivation.manifest.sha256,
        "derivation_sha256": digest,
        "files": [{"file": file.file, "sha256": file.sha256, "bytes": file.bytes} for file in derivation.files],
    }
    note_event(desk, master.force_id, copy_id, Event(CustodyAction.DERIVED, details=details, event_id="derived"))
    desk.materials.add(_read_copy(master, derivation))
    return catch_up(desk, copy_id)


def _read_copy(master: Material, derivation: Derivation) -> Material:
    """Return the material of a copy; the rest is in its chain."""
    return Material(
        material_id=derivation.copy_id,
        force_id=master.force_id,
        kind=MaterialKind(derivation.kind),
        incident_ref=master.incident_ref,
        title=master.title,
        created_at=derivation.made_at,
        category=master.category,
        officer_id=master.officer_id,
        officer_name=master.officer_name,
        place=master.place,
        parent_id=master.material_id,
    )
