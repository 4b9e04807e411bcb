"""Shows officers why something is kept, and what is to become of it."""

from typing import Protocol

from sightline.domain.authority import Action
from sightline.domain.material import Material, MaterialState
from sightline.domain.participant import Participant
from sightline.domain.retention import RetentionRules, latest_review_on, what_forbids, why_kept
from sightline.messages.retention import DisposalView, LockingView, ReasonView, RetentionView, Reviews
from sightline.ports import Clock, LockingNotes
from sightline.usecases.material_views import Shelves, find_material, view_hold


class Reading(Shelves, Protocol):
    """The ports of saying why something is kept."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def retention(self) -> RetentionRules:
        """The force's rules."""
        ...

    @property
    def locking_notes(self) -> LockingNotes:
        """How far legal holds are."""
        ...


def get_retention(reading: Reading, officer: Participant, material_id: str) -> RetentionView:
    """Show why one material is kept."""
    return view_retention(reading, find_material(reading.materials, officer, Action.READ_MATERIALS, material_id))


def view_reviews(reading: Reading, materials: list[Material]) -> Reviews:
    """Show what is to be looked at, in the order given."""
    return Reviews(reviews=[view_retention(reading, material) for material in materials])


def view_retention(reading: Reading, material: Material) -> RetentionView:
    """Return why a material is kept today, as officers see it."""
    rules, today = reading.retention, reading.clock.now().date()
    gone = material.state is MaterialState.DISPOSED
    reasons = [] if gone else why_kept(rules, material, today)
    return RetentionView(
        material_id=material.material_id,
        state=material.state,
        category=material.category,
        incident_ref=material.incident_ref,
        title=material.title,
        exhibit_ref=material.exhibit_ref,
        crime_number=material.crime_number,
        kept_because=[ReasonView(sentence=reason.sentence, until=reason.until) for reason in reasons],
        may_go=not gone and what_forbids(rules, material, today) is None,
        holds=[view_hold(hold) for hold in material.holds],
        review_on=material.review_on,
        next_review_by=latest_review_on(rules, material, today),
        secured=material.secured,
        locking=_view_locking(reading, material),
        disposal=_view_disposal(material),
    )


def _view_locking(reading: Reading, material: Material) -> LockingView | None:
    if not material.awaits_legal_hold():
        return None
    known = reading.locking_notes.find(material.material_id)
    return LockingView(locked=known.locked, of=known.of) if known else LockingView(locked=0, of=None)


def _view_disposal(material: Material) -> DisposalView | None:
    disposal = material.disposal
    if disposal is None:
        return None
    return DisposalView(
        reason=disposal.reason,
        proposed_by=material.proposed_by,
        proposed_by_name=disposal.proposed_by_name,
        approved_by_name=disposal.approved_by_name,
        not_before=disposal.not_before,
        disposed_at=disposal.disposed_at,
        object_count=disposal.object_count,
    )
