"""Whose turn it is with a material."""

from datetime import date
from typing import Any

import pytest

from sightline.domain.disposal import Disposal
from sightline.domain.due import Desk, Due, due
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Hold, MaterialState
from tests.fakes.clock import NOON
from tests.fakes.materials import a_material

BORN, LATER, LAST = NOON.date(), date(2030, 1, 1), date(2040, 1, 1)
EARLY_HOLD = Hold("a", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000Z", LATER)
LATE_HOLD = Hold("b", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000Z", LAST)
GROUP_3 = RetentionCategory.MOPI_GROUP_3


@pytest.mark.parametrize(
    ("changes", "turn"),
    [
        ({}, Due(Desk.NIGHT, BORN)),
        ({"review_on": LATER}, Due(Desk.NIGHT, LATER)),
        ({"review_on": LATER, "category": GROUP_3}, Due(Desk.REVIEW, LATER)),
        ({"review_on": LATER, "exhibit_ref": "AB/1"}, Due(Desk.NIGHT, BORN)),
        ({"review_on": LATER, "exhibit_ref": "AB/1", "secured": True}, Due(Desk.REVIEW, LATER)),
        ({"review_on": BORN, "holds": (LATE_HOLD, EARLY_HOLD), "secured": True}, Due(Desk.REVIEW, LATER)),
        ({"review_on": LAST, "state": MaterialState.DISPOSAL_PROPOSED}, Due(Desk.REVIEW, BORN)),
        ({"review_on": LAST, "state": MaterialState.DISPOSAL_APPROVED}, Due(Desk.NIGHT, BORN)),
        (
            {"state": MaterialState.DISPOSAL_ANNOUNCED, "disposal": Disposal("", not_before=LATER)},
            Due(Desk.NIGHT, LATER),
        ),
        ({"state": MaterialState.DISPOSED}, None),
    ],
    ids=[
        "new: the night gives it its date",
        "goes by itself: the night of that day",
        "has a group: a person, when it is due",
        "evidence without legal hold yet: the next night",
        "evidence: a person, when it is due",
        "held: a person, at the first hold's date",
        "proposed: a person, first of all",
        "approved: the next night",
        "announced: the night that was named",
        "gone: nobody",
    ],
)
def test_each_material_has_one_turn(changes: dict[str, Any], turn: Due | None) -> None:
    """A person's or the night's, from one day on."""
    assert due(a_material(**changes)) == turn
