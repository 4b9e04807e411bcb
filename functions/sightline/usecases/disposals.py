"""Reviews, and disposal by two people: one proposes, another one who has just signed in agrees."""

from datetime import datetime

from sightline.domain.authority import Action, force_of, require, require_fresh
from sightline.domain.custody import CustodyAction, Event, actor_of
from sightline.domain.errors import AnotherPersonRequiredError, NoDisposalProposedError, StillKeptError
from sightline.domain.material import Material, MaterialState
from sightline.domain.participant import Participant
from sightline.domain.retention import what_forbids
from sightline.messages.retention import ReasonRequest, ReviewRequest
from sightline.usecases.copies_of import why_copies_stay
from sightline.usecases.decisions import decide
from sightline.usecases.keeping import Keeping, require_review_date, require_still_here, today
from sightline.usecases.material_views import find_material

MOST_LISTED = 100
UNDER_WAY = frozenset(
    {MaterialState.DISPOSAL_PROPOSED, MaterialState.DISPOSAL_APPROVED, MaterialState.DISPOSAL_ANNOUNCED}
)
"""Where somebody can still say no."""


def list_reviews(keeping: Keeping, officer: Participant) -> list[Material]:
    """Return what a supervisor has to look at, soonest first; what is not due yet comes last."""
    require(officer, Action.REVIEW_MATERIAL)
    return keeping.materials.list_reviews(force_of(officer), MOST_LISTED)


def review_material(keeping: Keeping, officer: Participant, material_id: str, request: ReviewRequest) -> Material:
    """Note a supervisor's decision: it is kept until another day, or its disposal is proposed."""
    find_material(keeping.materials, officer, Action.REVIEW_MATERIAL, material_id)

    def review(newest: Material) -> Event | None:
        require_still_here(keeping, newest)
        if request.review_on is None:
            return _propose(keeping, newest, officer, request.reason)
        require_review_date(keeping, newest, request.review_on)
        details = {"decision": request.decision.value, "review_on": request.review_on.isoformat()}
        return Event(CustodyAction.REVIEWED, actor_of(officer), request.reason, dict(details))

    return decide(keeping, material_id, review)


def propose_disposal(keeping: Keeping, officer: Participant, material_id: str, request: ReasonRequest) -> Material:
    """Propose that a material go; nothing is done until another person agrees."""
    find_material(keeping.materials, officer, Action.PROPOSE_DISPOSAL, material_id)
    return decide(keeping, material_id, lambda newest: _propose(keeping, newest, officer, request.reason))


def approve_disposal(
    keeping: Keeping, officer: Participant, signed_in_at: datetime | None, material_id: str, request: ReasonRequest
) -> Material:
    """Agree to a disposal that somebody else has proposed; the nightly job announces it."""
    find_material(keeping.materials, officer, Action.DECIDE_DISPOSAL, material_id)
    require_fresh(signed_in_at, keeping.clock.now())

    def approve(newest: Material) -> Event:
        if newest.state is not MaterialState.DISPOSAL_PROPOSED:
            raise NoDisposalProposedError
        if newest.proposed_by == officer.participant_id:
            raise AnotherPersonRequiredError
        _require_nothing_forbids(keeping, newest)
        return Event(CustodyAction.DISPOSAL_APPROVED, actor_of(officer), request.reason)

    return decide(keeping, material_id, approve)


def refuse_disposal(keeping: Keeping, officer: Participant, material_id: str, request: ReasonRequest) -> Material:
    """Stop a disposal that people have proposed or agreed on, as long as it has not begun."""
    find_material(keeping.materials, officer, Action.DECIDE_DISPOSAL, material_id)

    def refuse(newest: Material) -> Event:
        require_still_here(keeping, newest)
        if newest.state not in UNDER_WAY or newest.proposed_by is None:
            raise NoDisposalProposedError
        return Event(CustodyAction.DISPOSAL_REFUSED, actor_of(officer), request.reason)

    return decide(keeping, material_id, refuse)


def _propose(keeping: Keeping, material: Material, officer: Participant, reason: str) -> Event | None:
    require_still_here(keeping, material)
    if material.state in UNDER_WAY and material.proposed_by is not None:
        return None  # somebody has, with a reason of their own
    _require_nothing_forbids(keeping, material)
    return Event(CustodyAction.DISPOSAL_PROPOSED, actor_of(officer), reason)


def _require_nothing_forbids(keeping: Keeping, material: Material) -> None:
    if forbids := what_forbids(keeping.retention, material, today(keeping)):
        raise StillKeptError(forbids.sentence)
    if why := why_copies_stay(keeping, keeping.retention, material, today(keeping)):
        raise StillKeptError(why)
