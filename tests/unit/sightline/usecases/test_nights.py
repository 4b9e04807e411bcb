"""The nightly job says what it will do before it does it."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.disposal import Disposal
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Hold, MaterialState
from sightline.domain.object_version import Stretch
from sightline.domain.period import Period
from sightline.messages.retention import CategoriseRequest, HoldRequest
from sightline.usecases.custody import record_event
from sightline.usecases.keeping import categorise_material, hold_material
from sightline.usecases.nights import report_key, run_night
from tests.fakes.clock import NOON
from tests.fakes.keeping import INVESTIGATOR, KeepingInMemory
from tests.fakes.materials import a_material
from tests.fakes.retention import RULES

TODAY = NOON.date()
OVER = NOON - timedelta(days=40)
"""When something came whose month is over."""
HOLD = Hold("h", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000Z", TODAY)
AGREED = Disposal("The case is closed", "DC Patel", "supervisor-1", "Insp Moss")


def store(**changes: Any) -> KeepingInMemory:
    """Return a store that holds one material whose month is over, changed as told."""
    keeping = KeepingInMemory()
    keeping.keep(a_material(**{"created_at": OVER, "review_on": (OVER + timedelta(days=31)).date(), **changes}))
    return keeping


def report(keeping: KeepingInMemory) -> dict[str, Any]:
    """Return what this day's report says."""
    said: dict[str, Any] = json.loads(keeping.evidence.objects[report_key("force", keeping.clock.now().date())])
    return said


def test_a_new_material_is_given_its_date() -> None:
    """By the rule of the category that came with the invite, once, and by nobody's hand."""
    keeping = KeepingInMemory()
    keeping.keep(a_material(category=RetentionCategory.MOPI_GROUP_3))
    run_night(keeping)
    run_night(keeping)
    assert keeping.materials.get("material-1").review_on == TODAY.replace(year=TODAY.year + 6)
    (entry,) = keeping.custody.list_entries("material-1")
    assert (entry.action, entry.actor) == (CustodyAction.CATEGORISED, None)
    assert not keeping.evidence.objects


def test_a_first_date_calls_off_no_disposal() -> None:
    """Two people may agree on the day on which it came; only another person's decision changes that."""
    keeping = KeepingInMemory()
    keeping.keep(a_material(created_at=OVER, state=MaterialState.DISPOSAL_APPROVED, disposal=AGREED))
    run_night(keeping)
    assert keeping.materials.get("material-1").review_on
    assert keeping.materials.get("material-1").state is MaterialState.DISPOSAL_APPROVED
    run_night(keeping)
    assert keeping.materials.get("material-1").state is MaterialState.DISPOSAL_ANNOUNCED
    assert report(keeping)["announced"][0]["reason"] == AGREED.reason
    keep = CategoriseRequest(category=RetentionCategory.MOPI_GROUP_1, reason="Another suspect")
    assert categorise_material(keeping, INVESTIGATOR, "material-1", keep).state is MaterialState.HELD


def test_what_is_no_evidence_goes_by_itself_the_night_after_it_was_named() -> None:
    """Named in the report and in its chain first; queued for disposal no sooner than the next night."""
    keeping = store()
    run_night(keeping)
    announced = keeping.materials.get("material-1")
    assert announced.state is MaterialState.DISPOSAL_ANNOUNCED
    assert report(keeping)["announced_count"] == 1
    assert report(keeping)["announced"][0]["material_id"] == "material-1"
    run_night(keeping)
    assert keeping.disposal_queue.puts == []
    keeping.clock.advance(timedelta(days=1))
    run_night(keeping)
    assert report(keeping)["begun"][0]["material_id"] == "material-1"
    assert keeping.disposal_queue.puts == [Stretch("material-1")]
    assert keeping.actions() == ["disposal-announced"]


@pytest.mark.parametrize(
    "changes",
    [
        {"exhibit_ref": "AB/1", "secured": True},
        {"category": RetentionCategory.MOPI_GROUP_3},
        {"holds": (HOLD,), "secured": True},
        {
            "state": MaterialState.DISPOSAL_PROPOSED,
            "proposed_by": "investigator-1",
            "exhibit_ref": "AB/1",
            "secured": True,
        },
        {"state": MaterialState.DISPOSED},
    ],
    ids=["evidence", "a group", "a hold", "one person's word", "gone"],
)
def test_nothing_else_ever_goes_by_itself(changes: dict[str, Any]) -> None:
    """However long ago it came."""
    keeping = store(**changes)
    for _ in range(3):
        run_night(keeping)
        keeping.clock.advance(timedelta(days=4_000))
    assert keeping.disposal_queue.puts == []
    assert keeping.actions() == []
    assert not keeping.evidence.objects


def test_what_two_people_agreed_on_is_announced() -> None:
    """With their reason."""
    keeping = store(exhibit_ref="AB/1", state=MaterialState.DISPOSAL_APPROVED, proposed_by="x", disposal=AGREED)
    run_night(keeping)
    assert report(keeping)["announced"][0]["reason"] == "The case is closed"
    disposal = keeping.materials.get("material-1").disposal
    assert disposal
    assert disposal.not_before == TODAY + timedelta(days=1)
    assert disposal.approved_by_name == "Insp Moss"


def test_what_is_locked_waits_and_the_report_says_so() -> None:
    """Nothing is tried before the store's lock has ended."""
    keeping = store(created_at=NOON, exhibit_ref="AB/1", state=MaterialState.DISPOSAL_APPROVED, disposal=AGREED)
    run_night(keeping)
    assert report(keeping)["waiting"][0]["why"] == "It is locked until 23 December 2026."
    assert keeping.actions() == []
    keeping.clock.advance(timedelta(days=32))
    run_night(keeping)
    assert report(keeping)["announced_count"] == 1


def test_what_its_category_keeps_waits_though_its_lock_has_ended() -> None:
    """A force may lock for a day alone, and a date may be older than the category, whose time is what counts."""
    keeping = store(created_at=NOON - timedelta(days=10))
    keeping.retention = replace(RULES, lock=Period(days=1))
    run_night(keeping)
    assert report(keeping)["waiting"][0]["why"] == "Its category keeps it until 12 December 2026."
    assert keeping.actions() == []
    keeping.clock.advance(timedelta(days=21))
    run_night(keeping)
    assert report(keeping)["announced_count"] == 1


@pytest.mark.parametrize("changes", [{"holds": (HOLD,)}, {"category": RetentionCategory.MOPI_GROUP_2}])
def test_no_agreement_goes_before_a_hold_or_a_group(changes: dict[str, Any]) -> None:
    """Either would have called it off; should one stand beside it all the same, nothing goes."""
    keeping = store(state=MaterialState.DISPOSAL_APPROVED, disposal=AGREED, **changes)
    run_night(keeping)
    assert (report(keeping)["waiting_count"], report(keeping)["announced_count"]) == (1, 0)
    assert keeping.actions() == []


def test_a_hold_after_the_announcement_stops_it() -> None:
    """That is what the night in between is for."""
    keeping = store()
    run_night(keeping)
    hold_material(
        keeping, INVESTIGATOR, "material-1", HoldRequest(reason="Appeal", review_on=TODAY + timedelta(days=9))
    )
    keeping.clock.advance(timedelta(days=1))
    run_night(keeping)
    assert keeping.disposal_queue.puts == []
    assert keeping.hold_queue.puts[-1] == Stretch("material-1")


def test_a_report_is_written_once_and_followed() -> None:
    """What becomes due after this day's report is for the next one's; what the first run left undone is done."""
    keeping = store()
    run_night(keeping)
    keeping.keep(a_material(material_id="late", created_at=OVER, review_on=TODAY))
    run_night(keeping)
    assert keeping.materials.get("late").state is MaterialState.HELD
    assert keeping.actions("late") == []
    keeping.clock.advance(timedelta(days=1))
    run_night(keeping)
    assert keeping.materials.get("late").state is MaterialState.DISPOSAL_ANNOUNCED


def test_a_report_whose_run_broke_off_does_not_overrule_anybody() -> None:
    """Who marked it meanwhile is heard: the line in the report comes to nothing."""
    keeping = store()
    line = {
        "material_id": "material-1",
        "not_before": "2026-11-22",
        "reason": "",
    }
    said = {"announced": [line], "begun": [], "announced_count": 1, "begun_count": 0, "waiting_count": 0}
    keeping.evidence.objects[report_key("force", TODAY)] = json.dumps(said).encode()
    material = keeping.materials.get("material-1")
    record_event(keeping, material, Event(CustodyAction.MARKED, details={"exhibit_ref": "AB/1"}))
    keeping.keep(a_material(material_id="other", created_at=OVER, review_on=TODAY))
    run_night(keeping)
    assert keeping.actions() == ["marked"]


def test_each_force_has_a_report_of_its_own() -> None:
    """Which names nothing of another's."""
    keeping = store()
    keeping.keep(a_material(material_id="theirs", force_id="kent", created_at=OVER, review_on=TODAY))
    run_night(keeping)
    assert set(keeping.evidence.objects) == {report_key("force", TODAY), report_key("kent", TODAY)}
    assert "theirs" not in json.dumps(report(keeping))
