"""Marking, categorising, holding: what officers decide of how long a material is kept."""

from datetime import date, timedelta

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import (
    DisposalBegunError,
    ExhibitRefTakenError,
    HoldReasonMissingError,
    NotAllowedError,
    NotFoundError,
    ReviewDateInvalidError,
)
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import MaterialState
from sightline.domain.object_version import Stretch
from sightline.domain.participant import Participant
from sightline.messages.retention import CategoriseRequest, HoldRequest, MarkRequest, ReasonRequest
from sightline.usecases.custody import note_event
from sightline.usecases.keeping import categorise_material, hold_material, mark_material, release_hold
from tests.fakes.clock import NOON
from tests.fakes.keeping import HANDLER, INVESTIGATOR, STRANGER, SUPERVISOR, KeepingInMemory
from tests.fakes.materials import a_material

MARK = MarkRequest(exhibit_ref="AB/1", crime_number="0123/26", reason="Shows the blow")
TODAY = NOON.date()
GROUP = RetentionCategory.MOPI_GROUP_3
HOLD = HoldRequest(reason="Appeal", review_on=TODAY + timedelta(days=10))
BECAUSE = ReasonRequest(reason="Appeal is over")


@pytest.fixture
def keeping() -> KeepingInMemory:
    """Return a store that holds one material."""
    keeping = KeepingInMemory()
    keeping.keep(a_material())
    return keeping


def test_a_mark_makes_evidence(keeping: KeepingInMemory) -> None:
    """Under its reference, to be looked at within a year; its objects are queued for legal hold."""
    marked = mark_material(keeping, INVESTIGATOR, "material-1", MARK)
    assert (marked.exhibit_ref, marked.crime_number) == ("AB/1", "0123/26")
    assert marked.review_on == TODAY.replace(year=TODAY.year + 1)
    assert keeping.hold_queue.puts == [Stretch("material-1")]
    (entry,) = keeping.custody.list_entries("material-1")
    assert (entry.action, entry.reason) == (CustodyAction.MARKED, "Shows the blow")
    assert entry.actor
    assert entry.actor.name == "DC Patel"


def test_a_reference_names_one_thing_of_an_incident(keeping: KeepingInMemory) -> None:
    """However it is written; the same material may have it again, another incident's too."""
    keeping.keep(a_material(material_id="material-2"))
    keeping.keep(a_material(material_id="material-3", incident_ref="INC-8"))
    mark_material(keeping, INVESTIGATOR, "material-1", MARK)
    with pytest.raises(ExhibitRefTakenError, match="ab/1"):
        mark_material(keeping, INVESTIGATOR, "material-2", MARK.model_copy(update={"exhibit_ref": "ab/1"}))
    assert keeping.actions("material-2") == []
    mark_material(keeping, INVESTIGATOR, "material-1", MARK)
    assert mark_material(keeping, INVESTIGATOR, "material-3", MARK).exhibit_ref == "AB/1"


def test_a_category_brings_its_review(keeping: KeepingInMemory) -> None:
    """A group's clear period counts from the day the material came."""
    request = CategoriseRequest(category=RetentionCategory.MOPI_GROUP_3, reason="Assault")
    categorised = categorise_material(keeping, INVESTIGATOR, "material-1", request)
    assert categorised.category is RetentionCategory.MOPI_GROUP_3
    assert categorised.review_on == TODAY.replace(year=TODAY.year + 6)


def test_a_hold_stays_until_it_is_released(keeping: KeepingInMemory) -> None:
    """By a supervisor, with a reason; other holds go on."""
    hold_material(keeping, INVESTIGATOR, "material-1", HOLD)
    held = hold_material(keeping, SUPERVISOR, "material-1", HOLD)
    assert [hold.by_name for hold in held.holds] == ["DC Patel", "Insp Moss"]
    assert keeping.hold_queue.puts
    left = release_hold(keeping, SUPERVISOR, "material-1", held.holds[0].hold_id, BECAUSE)
    assert [hold.by_name for hold in left.holds] == ["Insp Moss"]
    with pytest.raises(NotFoundError):
        release_hold(keeping, SUPERVISOR, "material-1", held.holds[0].hold_id, BECAUSE)


def test_a_hold_says_why(keeping: KeepingInMemory) -> None:
    """Without a reason it is refused in words, and nothing is written down."""
    with pytest.raises(HoldReasonMissingError):
        hold_material(keeping, INVESTIGATOR, "material-1", HOLD.model_copy(update={"reason": ""}))
    assert keeping.actions() == []


@pytest.mark.parametrize("review_on", [TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=366)])
def test_a_hold_is_looked_at_again_in_time(keeping: KeepingInMemory, review_on: date) -> None:
    """After today, and no later than the rules let one decision last."""
    with pytest.raises(ReviewDateInvalidError):
        hold_material(keeping, INVESTIGATOR, "material-1", HOLD.model_copy(update={"review_on": review_on}))


@pytest.mark.parametrize("state", [MaterialState.DISPOSAL_BEGUN, MaterialState.DISPOSED])
def test_what_is_gone_is_neither_marked_nor_held(state: MaterialState) -> None:
    """There is no way back from a disposal that has begun."""
    keeping = KeepingInMemory()
    keeping.keep(a_material(state=state))
    other = CategoriseRequest(category=RetentionCategory.MOPI_GROUP_2, reason="Assault")
    with pytest.raises(DisposalBegunError):
        mark_material(keeping, INVESTIGATOR, "material-1", MARK)
    with pytest.raises(DisposalBegunError):
        hold_material(keeping, INVESTIGATOR, "material-1", HOLD)
    with pytest.raises(DisposalBegunError):
        categorise_material(keeping, INVESTIGATOR, "material-1", other)
    assert keeping.actions() == []
    assert keeping.materials.exhibit_refs == {}


@pytest.mark.parametrize("state", [MaterialState.DISPOSAL_BEGUN, MaterialState.DISPOSED])
def test_a_copy_that_goes_with_its_master_is_neither_marked_nor_held(state: MaterialState) -> None:
    """Its files are being deleted, though its own chain tells of nothing yet: a mark would be an empty promise."""
    keeping = KeepingInMemory()
    keeping.keep(a_material(material_id="master", state=state))
    keeping.keep(a_material(parent_id="master"))
    with pytest.raises(DisposalBegunError):
        mark_material(keeping, INVESTIGATOR, "material-1", MARK)
    with pytest.raises(DisposalBegunError):
        hold_material(keeping, INVESTIGATOR, "material-1", HOLD)
    assert keeping.actions("material-1") == []
    assert keeping.materials.exhibit_refs == {}


@pytest.mark.parametrize(("officer", "error"), [(HANDLER, NotAllowedError), (STRANGER, NotFoundError)])
def test_neither_any_role_nor_another_force_decides(
    keeping: KeepingInMemory, officer: Participant, error: type[Exception]
) -> None:
    """A call handler may not, and to another force there is no such thing."""
    with pytest.raises(error):
        mark_material(keeping, officer, "material-1", MARK)
    with pytest.raises(error):
        hold_material(keeping, officer, "material-1", HOLD)
    with pytest.raises(error):
        release_hold(keeping, officer, "material-1", "hold", BECAUSE)
    with pytest.raises(error):
        categorise_material(keeping, officer, "material-1", CategoriseRequest(category=GROUP, reason="Assault"))
    assert keeping.actions() == []


def test_a_hold_calls_a_disposal_off(keeping: KeepingInMemory) -> None:
    """As long as it has not begun."""
    for action in (CustodyAction.DISPOSAL_PROPOSED, CustodyAction.DISPOSAL_APPROVED):
        note_event(keeping, "force", "material-1", Event(action))
    held = hold_material(keeping, INVESTIGATOR, "material-1", HOLD)
    assert (held.state, held.disposal) == (MaterialState.HELD, None)
