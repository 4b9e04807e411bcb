"""A material: one thing that is held, and what has become of it by its chain of custody.

Nothing here is decided by a row of a table: a material is made of its manifest, and folded over its chain's entries.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sightline.domain.custody import CustodyAction, Entry
from sightline.domain.disposal import Disposal, Review
from sightline.domain.invite import RetentionCategory


class MaterialKind(StrEnum):
    """What sort of thing it is. The last four are copies, made of a master."""

    SESSION = "session"
    UPLOAD = "upload"
    CLIP = "clip"
    SNAPSHOT = "snapshot"
    PLAYABLE = "playable"
    REDACTED = "redacted"


class MaterialState(StrEnum):
    """Where it stands. What is disposed of is gone but for its chain and its certificate."""

    HELD = "held"
    DISPOSAL_PROPOSED = "disposal-proposed"
    DISPOSAL_APPROVED = "disposal-approved"
    DISPOSAL_ANNOUNCED = "disposal-announced"
    DISPOSAL_BEGUN = "disposal-begun"
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
    media_type: str | None = None
    """Of a file that was brought in, as its first bytes say."""
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
    disposal: Disposal | None = None
    """None unless it is on its way out, or gone."""
    review: Review | None = None
    """The newest decision to keep it."""
    secured: bool = False
    """Whether the store has every object of it on legal hold."""
    custody_sequence: int = 0
    """The last entry of its chain that this takes account of."""
    version: int = field(default=1, compare=False)
    """Counted up by its store with every change."""

    @property
    def prefix(self) -> str:
        """The beginning of all keys of its objects in the evidence bucket."""
        return f"{self.force_id}/{self.material_id}/"

    @property
    def derived_prefix(self) -> str:
        """The beginning of all keys in the bucket of copies that go with it: its own, or those of its copies."""
        return f"{self.force_id}/{self.parent_id}/{self.material_id}/" if self.parent_id else self.prefix

    def is_let_go(self) -> bool:
        """Say whether it is gone, or on its way without return."""
        return self.state in {MaterialState.DISPOSAL_BEGUN, MaterialState.DISPOSED}

    def is_evidential(self) -> bool:
        """Say whether it was marked as evidence, hence never goes by itself."""
        return self.exhibit_ref is not None

    def goes_by_itself(self) -> bool:
        """Say whether no person need decide on its end: it is not evidential, and nobody holds or disposes of it."""
        ordinary = self.category is RetentionCategory.NOT_EVIDENTIAL and not self.is_evidential() and not self.holds
        return ordinary and self.proposed_by is None

    def awaits_legal_hold(self) -> bool:
        """Say whether it is evidence, or held by somebody, and the store does not yet know."""
        at_rest = self.state in {MaterialState.HELD, MaterialState.DISPOSAL_PROPOSED}
        return at_rest and not self.secured and (self.is_evidential() or bool(self.holds))

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
        media_type=_text(entry.details, "media_type"),
        began_at=_instant(entry.details, "began_at"),
        ended_at=_instant(entry.details, "ended_at"),
        secured=False,  # more has come
    )


def _derived(material: Material, entry: Entry) -> Material:
    """Let the derivation stand for the manifest: it says what a copy is, as that does of a master."""
    details = {**entry.details, "manifest_sha256": entry.details["derivation_sha256"]}
    return _sealed(material, replace(entry, details=details))


def _asked_for(material: Material, entry: Entry) -> Material:
    """Name the officer who asked a citizen, or let a camera send."""
    return replace(
        material,
        officer_id=_text(entry.details, "officer_id"),
        officer_name=_text(entry.details, "officer_name"),
    )


def _stays(material: Material) -> Material:
    """Call off a disposal that was on its way."""
    return replace(material, state=MaterialState.HELD, proposed_by=None, disposal=None)


def _marked(material: Material, entry: Entry) -> Material:
    return replace(
        _stays(material),
        exhibit_ref=_text(entry.details, "exhibit_ref"),
        crime_number=_text(entry.details, "crime_number"),
        review_on=_day(entry.details, "review_on") or material.review_on,
        secured=False,
    )


def _categorised(material: Material, entry: Entry) -> Material:
    """Only a person's decision calls a disposal off: the first date that the nightly job gives does not."""
    return replace(
        _stays(material) if entry.actor else material,
        category=RetentionCategory(str(entry.details["category"])),
        review_on=_day(entry.details, "review_on"),
    )


def _held(material: Material, entry: Entry) -> Material:
    hold = Hold(
        hold_id=str(entry.details["hold_id"]),
        reason=entry.reason or "",
        by_name=_name(entry),
        since=entry.at,
        review_on=date.fromisoformat(str(entry.details["review_on"])),
    )
    return replace(_stays(material), holds=(*material.holds, hold), secured=False)


def _released(material: Material, entry: Entry) -> Material:
    left = tuple(hold for hold in material.holds if hold.hold_id != entry.details["hold_id"])
    return replace(material, holds=left)


def _reviewed(material: Material, entry: Entry) -> Material:
    """Whoever decides to keep it has looked at its holds too: they are next looked at with the rest."""
    until = _day(entry.details, "review_on")
    if until is None:
        return material
    holds = tuple(replace(hold, review_on=max(hold.review_on, until)) for hold in material.holds)
    review = Review(_name(entry), entry.reason or "", until)
    return replace(_stays(material), review_on=until, review=review, holds=holds)


def _secured(material: Material, _entry: Entry) -> Material:
    return replace(material, secured=True)


def _proposed(material: Material, entry: Entry) -> Material:
    return replace(
        material,
        state=MaterialState.DISPOSAL_PROPOSED,
        proposed_by=entry.actor.participant_id if entry.actor else None,
        disposal=Disposal(entry.reason or "", proposed_by_name=_name(entry)),
    )


def _approved(material: Material, entry: Entry) -> Material:
    approved_by = entry.actor.participant_id if entry.actor else None
    agreed = replace(_disposal(material), approved_by=approved_by, approved_by_name=_name(entry))
    return replace(material, state=MaterialState.DISPOSAL_APPROVED, disposal=agreed)


def _refused(material: Material, _entry: Entry) -> Material:
    return _stays(material)


def _announced(material: Material, entry: Entry) -> Material:
    known = material.disposal or Disposal(entry.reason or "")
    dated = replace(known, not_before=_day(entry.details, "not_before"))
    return replace(material, state=MaterialState.DISPOSAL_ANNOUNCED, disposal=dated)


def _begun(material: Material, entry: Entry) -> Material:
    object_count, byte_count = (int(str(entry.details[name])) for name in ("object_count", "byte_count"))
    begun = replace(_disposal(material), object_count=object_count, byte_count=byte_count)
    return replace(material, state=MaterialState.DISPOSAL_BEGUN, disposal=begun, secured=False)


def _disposed(material: Material, entry: Entry) -> Material:
    """What is gone is not named or placed any more; its chain and certificate say what it was."""
    known = material.disposal or Disposal(entry.reason or "")
    gone = replace(known, disposed_at=datetime.fromisoformat(entry.at))
    return replace(material, state=MaterialState.DISPOSED, title="", place=None, secured=False, disposal=gone)


_CHANGES: Mapping[CustodyAction, Callable[[Material, Entry], Material]] = {
    CustodyAction.BEGAN: _asked_for,
    CustodyAction.CONSENTED: _asked_for,
    CustodyAction.SEALED: _sealed,
    CustodyAction.DERIVED: _derived,
    CustodyAction.UPLOADED: _sealed,
    CustodyAction.MARKED: _marked,
    CustodyAction.CATEGORISED: _categorised,
    CustodyAction.HELD: _held,
    CustodyAction.RELEASED: _released,
    CustodyAction.REVIEWED: _reviewed,
    CustodyAction.SECURED: _secured,
    CustodyAction.DISPOSAL_PROPOSED: _proposed,
    CustodyAction.DISPOSAL_APPROVED: _approved,
    CustodyAction.DISPOSAL_REFUSED: _refused,
    CustodyAction.DISPOSAL_ANNOUNCED: _announced,
    CustodyAction.DISPOSAL_BEGUN: _begun,
    CustodyAction.DISPOSED: _disposed,
}


def _disposal(material: Material) -> Disposal:
    return material.disposal or Disposal("")


def _name(entry: Entry) -> str:
    return entry.actor.name if entry.actor else ""


def _text(details: Mapping[str, Any], name: str) -> str | None:
    value = details.get(name)
    return None if value is None else str(value)


def _instant(details: Mapping[str, Any], name: str) -> datetime | None:
    value = details.get(name)
    return None if value is None else datetime.fromisoformat(str(value))


def _day(details: Mapping[str, Any], name: str) -> date | None:
    value = details.get(name)
    return None if value is None else date.fromisoformat(str(value))
