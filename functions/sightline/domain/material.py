"""A material: one thing that is held, and what has become of it by its chain of custody.

Nothing here is decided by a row of a table: a material is made of its manifest, and folded over its chain's entries.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sightline.domain.custody import CustodyAction, Entry
from sightline.domain.invite import RetentionCategory


class MaterialKind(StrEnum):
    """What sort of thing it is. The last three are copies, made of a master."""

    SESSION = "session"
    UPLOAD = "upload"
    CLIP = "clip"
    SNAPSHOT = "snapshot"
    PLAYABLE = "playable"


class MaterialState(StrEnum):
    """Where it stands. What is disposed of is gone but for its chain and its certificate."""

    HELD = "held"
    DISPOSAL_PROPOSED = "disposal-proposed"
    DISPOSED = "disposed"


@dataclass(frozen=True)
class Place:
    """Where it was first seen to be, WGS 84, degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Hold:
    """A reason to keep it whatever its category says, to be looked at again by `review_on`."""

    hold_id: str
    reason: str
    by_name: str
    since: str
    review_on: date


@dataclass(frozen=True)
class Material:
    """One thing that is held. `material_id` is the session's, the upload's or the copy's id, and its chain's."""

    material_id: str
    force_id: str
    kind: MaterialKind
    incident_ref: str
    title: str
    created_at: datetime
    category: RetentionCategory
    officer_id: str | None = None
    officer_name: str | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    place: Place | None = None
    byte_count: int = 0
    manifest_sha256: str | None = None
    parent_id: str | None = None
    exhibit_ref: str | None = None
    crime_number: str | None = None
    holds: tuple[Hold, ...] = ()
    review_on: date | None = None
    """When a person must decide whether it is kept; None until one has, or its category says."""
    state: MaterialState = MaterialState.HELD
    proposed_by: str | None = None
    """The participant who proposed its disposal; another one must agree."""
    custody_sequence: int = 0
    """The last entry of its chain that this takes account of."""
    version: int = field(default=1, compare=False)
    """Counted up by its store with every change."""

    def is_evidential(self) -> bool:
        """Say whether it was marked as evidence, hence never goes by itself."""
        return self.exhibit_ref is not None

    def after(self, entries: Iterable[Entry]) -> "Material":
        """Return what it is after these entries; those that it knows already change nothing."""
        material = self
        for entry in entries:
            if entry.sequence > material.custody_sequence:
                change = _CHANGES.get(entry.action)
                changed = change(material, entry) if change else material
                material = replace(changed, custody_sequence=entry.sequence)
        return material


def _sealed(material: Material, entry: Entry) -> Material:
    return replace(
        material,
        manifest_sha256=_text(entry.details, "manifest_sha256"),
        byte_count=int(str(entry.details["byte_count"])),
        began_at=_instant(entry.details, "began_at"),
        ended_at=_instant(entry.details, "ended_at"),
    )


def _asked_for(material: Material, entry: Entry) -> Material:
    """Name the officer who asked a citizen, or let a camera send."""
    return replace(
        material,
        officer_id=_text(entry.details, "officer_id"),
        officer_name=_text(entry.details, "officer_name"),
    )


def _marked(material: Material, entry: Entry) -> Material:
    return replace(
        material,
        exhibit_ref=_text(entry.details, "exhibit_ref"),
        crime_number=_text(entry.details, "crime_number"),
    )


def _categorised(material: Material, entry: Entry) -> Material:
    return replace(
        material,
        category=RetentionCategory(str(entry.details["category"])),
        review_on=_day(entry.details, "review_on"),
    )


def _held(material: Material, entry: Entry) -> Material:
    hold = Hold(
        hold_id=str(entry.details["hold_id"]),
        reason=entry.reason or "",
        by_name=entry.actor.name if entry.actor else "",
        since=entry.at,
        review_on=date.fromisoformat(str(entry.details["review_on"])),
    )
    return replace(material, holds=(*material.holds, hold))


def _released(material: Material, entry: Entry) -> Material:
    left = tuple(hold for hold in material.holds if hold.hold_id != entry.details["hold_id"])
    return replace(material, holds=left)


def _reviewed(material: Material, entry: Entry) -> Material:
    return replace(material, review_on=_day(entry.details, "review_on"))


def _proposed(material: Material, entry: Entry) -> Material:
    proposed_by = entry.actor.participant_id if entry.actor else None
    return replace(material, state=MaterialState.DISPOSAL_PROPOSED, proposed_by=proposed_by)


def _refused(material: Material, _entry: Entry) -> Material:
    return replace(material, state=MaterialState.HELD, proposed_by=None)


def _disposed(material: Material, _entry: Entry) -> Material:
    return replace(material, state=MaterialState.DISPOSED)


_CHANGES: Mapping[CustodyAction, Callable[[Material, Entry], Material]] = {
    CustodyAction.BEGAN: _asked_for,
    CustodyAction.CONSENTED: _asked_for,
    CustodyAction.SEALED: _sealed,
    CustodyAction.MARKED: _marked,
    CustodyAction.CATEGORISED: _categorised,
    CustodyAction.HELD: _held,
    CustodyAction.RELEASED: _released,
    CustodyAction.REVIEWED: _reviewed,
    CustodyAction.DISPOSAL_PROPOSED: _proposed,
    CustodyAction.DISPOSAL_REFUSED: _refused,
    CustodyAction.DISPOSED: _disposed,
}


def _text(details: Mapping[str, Any], name: str) -> str | None:
    value = details.get(name)
    return None if value is None else str(value)


def _instant(details: Mapping[str, Any], name: str) -> datetime | None:
    value = details.get(name)
    return None if value is None else datetime.fromisoformat(str(value))


def _day(details: Mapping[str, Any], name: str) -> date | None:
    value = details.get(name)
    return None if value is None else date.fromisoformat(str(value))
