"""Reviews, and disposal by two people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import (
    AnotherPersonRequiredError,
    DisposalBegunError,
    FreshSignInRequiredError,
    NoDisposalProposedError,
    NotAllowedError,
    NotFoundError,
    ReviewDateInvalidError,
    StillKeptError,
)
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Hold, Material, MaterialState
from sightline.domain.participant import Participant, Role
from sightline.messages.retention import Decision, ReasonRequest, ReviewRequest
from sightline.usecases.custody import record_event
from sightline.usecases.disposals import (
    approve_disposal,
    list_reviews,
    propose_disposal,
    refuse_disposal,
    review_material,
)
from tests.fakes.clock import NOON
from tests.fakes.keeping import HANDLER, INVESTIGATOR, OTHER_SUPERVISOR, STRANGER, SUPERVISOR, KeepingInMemory
from tests.fakes.materials import a_material

TODAY = NOON.date()
BECAUSE = ReasonRequest(reason="The case is closed")
HOLD = Hold("h", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000Z", TODAY + timedelta(days=99))
KEEP = ReviewRequest(decision=Decision.KEEP, reason="Trial in May", review_on=TODAY + timedelta(days=200))
DISPOSE = ReviewRequest(decision=Decision.DISPOSE, reason="The case is closed")


def store(**changes: Any) -> KeepingInMemory:
    """Return a store that holds one exhibit, changed as told."""
    keeping = KeepingInMemory()
    keeping.keep(a_material(**{"exhibit_ref": "AB/1", "secured": True, "review_on": TODAY, **changes}))
    return keeping


def approve(keeping: KeepingInMemory, officer: Participant, minutes_ago: int | None = 1) -> Material:
    """Agree to a disposal, so long after the sign-in."""
    signed_in_at = None if minutes_ago is None else NOON - timedelta(minutes=minutes_ago)
    return approve_disposal(keeping, officer, signed_in_at, "material-1", BECAUSE)


def test_two_people_dispose_of_evidence() -> None:
    """One proposes, another agrees; both are named, and nothing is deleted yet."""
    keeping = store()
    keeping.evidence.objects["force/material-1/fragment"] = b"evidence"
    proposed = propose_disposal(keeping, INVESTIGATOR, "material-1", BECAUSE)
    assert proposed.state is MaterialState.DISPOSAL_PROPOSED
    approved = approve(keeping, SUPERVISOR)
    assert approved.state is MaterialState.DISPOSAL_APPROVED
    assert approved.disposal
    assert (approved.disposal.proposed_by_name, approved.disposal.approved_by_name) == ("DC Patel", "Insp Moss")
    assert approved.disposal.reason == "The case is closed"
    assert keeping.evidence.objects


def test_one_person_disposes_of_nothing() -> None:
    """Whoever proposes cannot agree, whatever the rank."""
    keeping = store()
    propose_disposal(keeping, SUPERVISOR, "material-1", BECAUSE)
    with pytest.raises(AnotherPersonRequiredError):
        approve(keeping, SUPERVISOR)
    assert keeping.actions() == ["disposal-proposed"]
    assert approve(keeping, OTHER_SUPERVISOR).state is MaterialState.DISPOSAL_APPROVED


def test_nobody_is_two_people_by_two_roles() -> None:
    """It is the person that counts, whatever they were let in as when they proposed."""
    keeping = store()
    propose_disposal(keeping, replace(SUPERVISOR, role=Role.INVESTIGATOR, name="Moss"), "material-1", BECAUSE)
    with pytest.raises(AnotherPersonRequiredError):
        approve(keeping, SUPERVISOR)


@pytest.mark.parametrize("minutes_ago", [16, None])
def test_who_agrees_has_just_signed_in(minutes_ago: int | None) -> None:
    """Within a quarter of an hour, as the token says; one that does not say is no proof."""
    keeping = store()
    propose_disposal(keeping, INVESTIGATOR, "material-1", BECAUSE)
    with pytest.raises(FreshSignInRequiredError):
        approve(keeping, SUPERVISOR, minutes_ago)
    assert keeping.actions() == ["disposal-proposed"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"holds": (HOLD,)}, "Insp Moss holds it"),
        ({"category": RetentionCategory.MOPI_GROUP_2}, "MoPI group 2"),
    ],
)
def test_what_is_held_or_in_its_clear_period_stays(changes: dict[str, Any], why: str) -> None:
    """The refusal says which, and nothing is written down."""
    keeping = store(**changes)
    with pytest.raises(StillKeptError, match=why):
        propose_disposal(keeping, INVESTIGATOR, "material-1", BECAUSE)
    assert keeping.actions() == []


def test_what_a_copy_was_made_of_stays_with_it() -> None:
    """As long as the copy is evidence, the refusal names it."""
    keeping = store()
    keeping.keep(a_material(material_id="copy-1", parent_id="material-1", exhibit_ref="AB/2"))
    copied = Event(CustodyAction.COPIED, details={"copy_id": "copy-1"})
    record_event(keeping, keeping.materials.get("material-1"), copied)
    with pytest.raises(StillKeptError, match="AB/2"):
        propose_disposal(keeping, INVESTIGATOR, "material-1", BECAUSE)


def test_what_forbids_a_disposal_by_now_forbids_agreeing() -> None:
    """A copy was marked as evidence since it was proposed, which the material's own chain does not tell of."""
    keeping = store()
    propose_disposal(keeping, INVESTIGATOR, "material-1", BECAUSE)
    keeping.keep(a_material(material_id="copy-1", parent_id="material-1", exhibit_ref="AB/2"))
    copied = Event(CustodyAction.COPIED, details={"copy_id": "copy-1"})
    record_event(keeping, keeping.materials.get("material-1"), copied)
    with pytest.raises(StillKeptError, match="AB/2"):
        approve(keeping, SUPERVISOR)
    assert "disposal-approved" not in keeping.actions()


def test_what_goes_by_rule_is_nobodys_proposal() -> None:
    """It can be refused by a mark or a hold; whoever proposes it is the first to, with a reason of their own."""
    keeping = store(exhibit_ref=None, state=MaterialState.DISPOSAL_ANNOUNCED)
    with pytest.raises(NoDisposalProposedError):
        refuse_disposal(keeping, SUPERVISOR, "material-1", BECAUSE)
    assert propose_disposal(keeping, SUPERVISOR, "material-1", BECAUSE).proposed_by == SUPERVISOR.participant_id


def test_a_second_proposal_changes_nothing() -> None:
    """The first one's person and reason stand, so that nobody makes room for their own approval."""
    keeping = store()
    propose_disposal(keeping, SUPERVISOR, "material-1", BECAUSE)
    again = propose_disposal(keeping, OTHER_SUPERVISOR, "material-1", ReasonRequest(reason="Other"))
    assert again.proposed_by == SUPERVISOR.participant_id
    assert keeping.actions() == ["disposal-proposed"]


def test_without_a_proposal_there_is_nothing_to_say() -> None:
    """Neither yes nor no."""
    keeping = store()
    with pytest.raises(NoDisposalProposedError):
        approve(keeping, SUPERVISOR)
    with pytest.raises(NoDisposalProposedError):
        refuse_disposal(keeping, SUPERVISOR, "material-1", BECAUSE)


def test_a_refusal_stops_it_even_after_the_approval() -> None:
    """Until it has begun."""
    keeping = store()
    propose_disposal(keeping, INVESTIGATOR, "material-1", BECAUSE)
    approve(keeping, SUPERVISOR)
    assert refuse_disposal(keeping, OTHER_SUPERVISOR, "material-1", BECAUSE).state is MaterialState.HELD
    assert keeping.actions()[-1] == "disposal-refused"


def test_a_review_keeps_it_until_another_day() -> None:
    """With the person and the reason; holds are next looked at with the rest."""
    keeping = store(holds=(HOLD,))
    kept = review_material(keeping, SUPERVISOR, "material-1", KEEP)
    assert kept.review_on == TODAY + timedelta(days=200)
    assert kept.holds[0].review_on == kept.review_on
    assert kept.review
    assert (kept.review.by_name, kept.review.reason) == ("Insp Moss", "Trial in May")


def test_a_review_may_propose_the_disposal() -> None:
    """The supervisor who decides so is the first of the two."""
    keeping = store()
    assert review_material(keeping, SUPERVISOR, "material-1", DISPOSE).proposed_by == SUPERVISOR.participant_id
    with pytest.raises(AnotherPersonRequiredError):
        approve(keeping, SUPERVISOR)


def test_no_review_keeps_it_for_longer_than_the_rules_let() -> None:
    """Evidence is looked at each year."""
    with pytest.raises(ReviewDateInvalidError):
        review_material(
            store(), SUPERVISOR, "material-1", KEEP.model_copy(update={"review_on": TODAY + timedelta(days=366)})
        )


def test_supervisors_see_what_is_due_soonest_first() -> None:
    """A proposal before all; of their own force, and nothing that the night sees to."""
    keeping = KeepingInMemory()
    group = {"category": RetentionCategory.MOPI_GROUP_4}
    keeping.keep(a_material(material_id="later", review_on=TODAY + timedelta(days=9), **group))
    keeping.keep(a_material(material_id="sooner", review_on=TODAY + timedelta(days=1), **group))
    keeping.keep(a_material(material_id="theirs", review_on=TODAY, force_id="kent", **group))
    keeping.keep(a_material(material_id="by-itself", review_on=TODAY))
    keeping.keep(
        a_material(material_id="material-1", review_on=TODAY + timedelta(days=99), exhibit_ref="A/1", secured=True)
    )
    propose_disposal(keeping, INVESTIGATOR, "material-1", BECAUSE)
    assert [each.material_id for each in list_reviews(keeping, SUPERVISOR)] == ["material-1", "sooner", "later"]
    with pytest.raises(NotAllowedError):
        list_reviews(keeping, INVESTIGATOR)


DEEDS: dict[str, Callable[[KeepingInMemory, Participant], Material]] = {
    "propose": lambda keeping, officer: propose_disposal(keeping, officer, "material-1", BECAUSE),
    "approve": approve,
    "refuse": lambda keeping, officer: refuse_disposal(keeping, officer, "material-1", BECAUSE),
    "review": lambda keeping, officer: review_material(keeping, officer, "material-1", KEEP),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_neither_any_role_nor_another_force_decides(deed: str) -> None:
    """A call handler decides nothing; to another force there is no such thing."""
    with pytest.raises(NotAllowedError):
        DEEDS[deed](store(), HANDLER)
    with pytest.raises(NotFoundError):
        DEEDS[deed](store(), STRANGER)


@pytest.mark.parametrize("deed", ["approve", "refuse", "review"])
def test_an_investigator_proposes_and_no_more(deed: str) -> None:
    """To agree, refuse and review is a supervisor's."""
    with pytest.raises(NotAllowedError):
        DEEDS[deed](store(), INVESTIGATOR)


@pytest.mark.parametrize("deed", ["propose", "refuse", "review"])
def test_what_has_begun_is_beyond_any_decision(deed: str) -> None:
    """Nor can it be kept any more."""
    with pytest.raises(DisposalBegunError):
        DEEDS[deed](store(state=MaterialState.DISPOSAL_BEGUN), SUPERVISOR)
