"""What officers decide of how long a material is kept: evidence, category, holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sightline.domain.authority import Action
from sightline.domain.custody import CustodyAction, Event, actor_of
from sightline.domain.errors import (
    DisposalBegunError,
    ExhibitRefTakenError,
    HoldReasonMissingError,
    NotFoundError,
    ReviewDateInvalidError,
)
from sightline.domain.object_version import Stretch
from sightline.domain.retention import RetentionRules, first_review_on, latest_review_on, write_day
from sightline.usecases.custody import Holdings
from sightline.usecases.decisions import decide
from sightline.usecases.material_views import find_material

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sightline.domain.invite import RetentionCategory
    from sightline.domain.material import Material
    from sightline.domain.participant import Participant
    from sightline.messages.retention import CategoriseRequest, HoldRequest, MarkRequest, ReasonRequest
    from sightline.ports import Entropy, MaterialQueue


class Keeping(Holdings, Protocol):
    """The ports of deciding how long something is kept."""

    @property
    def entropy(self) -> Entropy:
        """Randomness, for ids."""
        ...

    @property
    def retention(self) -> RetentionRules:
        """The force's rules."""
        ...

    @property
    def hold_queue(self) -> MaterialQueue:
        """Materials whose objects are to be put on legal hold."""
        ...


def mark_material(keeping: Keeping, officer: Participant, material_id: str, request: MarkRequest) -> Material:
    """Mark a material as evidence under a reference that nothing else of its incident has; it never goes by itself."""
    material = find_material(keeping.materials, officer, Action.KEEP_MATERIAL, material_id)
    require_still_here(keeping, material)
    if not keeping.materials.take_exhibit_ref(material, request.exhibit_ref):
        message = (
            f"{request.exhibit_ref} is already the reference of something else in this incident. Choose another one."
        )
        raise ExhibitRefTakenError(message)

    def mark(newest: Material) -> Event:
        require_still_here(keeping, newest)
        review_on = latest_review_on(keeping.retention, newest, today(keeping))
        details = {"exhibit_ref": request.exhibit_ref, "crime_number": request.crime_number}
        return _event(CustodyAction.MARKED, officer, request.reason, details | {"review_on": review_on.isoformat()})

    return _secure(keeping, decide(keeping, material_id, mark))


def categorise_material(
    keeping: Keeping, officer: Participant, material_id: str, request: CategoriseRequest
) -> Material:
    """Give a material another retention category, and with it the date of its first review."""
    find_material(keeping.materials, officer, Action.KEEP_MATERIAL, material_id)

    def categorise(newest: Material) -> Event:
        require_still_here(keeping, newest)
        return categorised(keeping, newest, request.category, officer, request.reason)

    return decide(keeping, material_id, categorise)


def categorised(
    keeping: Keeping, material: Material, category: RetentionCategory, officer: Participant | None, reason: str
) -> Event:
    """Return the event of a category that is given by an officer, or by rule."""
    review_on = first_review_on(keeping.retention, material, category)
    details = {"category": category.value, "review_on": review_on.isoformat()}
    return Event(CustodyAction.CATEGORISED, actor_of(officer) if officer else None, reason, details)


def hold_material(keeping: Keeping, officer: Participant, material_id: str, request: HoldRequest) -> Material:
    """Hold a material for a reason, until somebody releases it; a disposal that was on its way is called off."""
    find_material(keeping.materials, officer, Action.KEEP_MATERIAL, material_id)
    if not request.reason:
        raise HoldReasonMissingError
    hold_id = keeping.entropy.token(128)

    def hold(newest: Material) -> Event:
        require_still_here(keeping, newest)
        require_review_date(keeping, newest, request.review_on)
        details = {"hold_id": hold_id, "review_on": request.review_on.isoformat()}
        return _event(CustodyAction.HELD, officer, request.reason, details)

    return _secure(keeping, decide(keeping, material_id, hold))


def release_hold(
    keeping: Keeping, officer: Participant, material_id: str, hold_id: str, request: ReasonRequest
) -> Material:
    """End one hold; others go on."""
    find_material(keeping.materials, officer, Action.RELEASE_HOLD, material_id)

    def release(newest: Material) -> Event:
        if hold_id not in {hold.hold_id for hold in newest.holds}:
            raise NotFoundError
        return _event(CustodyAction.RELEASED, officer, request.reason, {"hold_id": hold_id})

    return decide(keeping, material_id, release)


def require_still_here(keeping: Keeping, material: Material) -> None:
    """Raise if the material, or the master with which a copy goes, is gone or already on its way without return."""
    masters = [keeping.materials.get(material.parent_id)] if material.parent_id else []
    if any(each.is_let_go() for each in (material, *masters)):
        raise DisposalBegunError


def require_review_date(keeping: Keeping, material: Material, review_on: date) -> None:
    """Raise unless the day lies ahead, and no later than its category lets one decision last."""
    latest = latest_review_on(keeping.retention, material, today(keeping))
    if not today(keeping) < review_on <= latest:
        message = f"Choose a day after today, and not after {write_day(latest)}."
        raise ReviewDateInvalidError(message)


def today(keeping: Keeping) -> date:
    """Return the day that it is now, in UTC."""
    return keeping.clock.now().date()


def _event(action: CustodyAction, officer: Participant, reason: str, details: Mapping[str, str]) -> Event:
    return Event(action, actor_of(officer), reason, dict(details))


def _secure(keeping: Keeping, material: Material) -> Material:
    """Let the store know: the objects, of which there may be tens of thousands, are put on legal hold afterwards."""
    if material.awaits_legal_hold():
        keeping.hold_queue.put(Stretch(material.material_id))
    return material
