"""The copies of a material, by its own chain."""

from typing import Any

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Hold, MaterialState
from sightline.usecases.copies_of import list_copies, why_copies_stay
from sightline.usecases.custody import record_event
from tests.fakes.clock import NOON
from tests.fakes.keeping import KeepingInMemory
from tests.fakes.materials import a_material
from tests.fakes.retention import RULES

HOLD = Hold("h", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000Z", NOON.date())
GROUP = RetentionCategory.MOPI_GROUP_3
SENTENCE = RULES.by_category[GROUP].because + ": until 21 November 2032."


def store(**changes: Any) -> KeepingInMemory:
    """Return a store with a material of which two copies were asked for, and one was made."""
    keeping = KeepingInMemory()
    master = keeping.keep(a_material())
    keeping.keep(a_material(**{"material_id": "made", "parent_id": "material-1", **changes}))
    for copy_id in ("made", "asked-for"):
        record_event(keeping, master, Event(CustodyAction.COPIED, details={"copy_id": copy_id}))
    return keeping


def test_lists_what_was_made_and_is_still_there() -> None:
    """Neither what was only asked for, nor what is gone."""
    assert [copy.material_id for copy in list_copies(store(), a_material())] == ["made"]
    assert list(list_copies(store(state=MaterialState.DISPOSED), a_material())) == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"exhibit_ref": "AB/2"}, "A copy of it is evidence (exhibit AB/2). Dispose of the copy first."),
        ({"holds": (HOLD,)}, "A copy of it is held by Insp Moss: “Appeal”."),
        ({"category": GROUP}, "A copy of it has a category of its own. " + SENTENCE),
    ],
)
def test_says_which_copy_must_stay(changes: dict[str, Any], why: str | None) -> None:
    """Evidence, what somebody holds, and what somebody has put into a group that is kept for longer."""
    assert why_copies_stay(store(**changes), RULES, a_material(), NOON.date()) == why


def test_a_category_that_a_copy_came_with_ends_with_its_masters() -> None:
    """Or one of its own, once its time is over."""
    same, over = a_material(category=GROUP), NOON.date().replace(year=NOON.year + 6)
    assert why_copies_stay(store(category=GROUP), RULES, same, NOON.date()) is None
    assert why_copies_stay(store(category=GROUP), RULES, a_material(), over) is None
