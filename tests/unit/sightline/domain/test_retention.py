"""How long a material is kept, and who says so."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sightline.domain.copy import UNDATED
from sightline.domain.disposal import Review
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Hold
from sightline.domain.retention import (
    first_review_on,
    kept_until,
    latest_review_on,
    locked_until,
    what_forbids,
    why_kept,
)
from tests.fakes.clock import NOON
from tests.fakes.materials import a_material
from tests.fakes.retention import RULES

BORN = NOON.date()
HOLD = Hold("h", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000Z", date(2027, 9, 1))


def years(count: int) -> date:
    """Return the day so many years after the material came."""
    return BORN.replace(year=BORN.year + count)


@pytest.mark.parametrize(
    ("category", "until", "review"),
    [
        (RetentionCategory.NOT_EVIDENTIAL, BORN + timedelta(days=31), BORN + timedelta(days=31)),
        (RetentionCategory.MOPI_GROUP_1, years(100), years(10)),
        (RetentionCategory.MOPI_GROUP_2, years(10), years(10)),
        (RetentionCategory.MOPI_GROUP_3, years(6), years(6)),
        (RetentionCategory.MOPI_GROUP_4, years(6), years(6)),
    ],
)
def test_each_category_has_its_clear_period_and_first_review(
    category: RetentionCategory, until: date, review: date
) -> None:
    """As the settings that are delivered say."""
    material = a_material(category=category)
    assert kept_until(RULES, material) == until
    assert first_review_on(RULES, material, category) == review


def test_evidence_is_looked_at_each_year() -> None:
    """However long its category would leave it alone, at first and after each review."""
    evidence = a_material(category=RetentionCategory.MOPI_GROUP_2, exhibit_ref="AB/1")
    assert first_review_on(RULES, evidence, RetentionCategory.MOPI_GROUP_2) == years(1)
    assert latest_review_on(RULES, evidence, BORN) == years(1)
    assert latest_review_on(RULES, a_material(category=RetentionCategory.MOPI_GROUP_2), BORN) == years(10)


def test_says_every_reason_and_the_longest_first() -> None:
    """Evidence and a hold end with people only; then a review's date, the category's, the lock's."""
    material = a_material(
        category=RetentionCategory.MOPI_GROUP_3,
        exhibit_ref="AB/1",
        crime_number="0123/26",
        holds=(HOLD,),
        review=Review("Insp Moss", "Trial in May", years(7)),
    )
    reasons = why_kept(RULES, material, BORN)
    assert [reason.until for reason in reasons] == [None, None, years(7), years(6), BORN + timedelta(days=32)]
    assert reasons[0].sentence == "It is evidence (exhibit AB/1, crime 0123/26). It never goes by itself."
    assert reasons[1].sentence == "Insp Moss holds it: “Appeal”. It is looked at again on 1 September 2027."
    assert "Trial in May" in reasons[2].sentence
    assert "MoPI group 3" in reasons[3].sentence


def test_evidence_is_not_told_to_go_by_itself() -> None:
    """What is marked while its category still says otherwise has the mark's reason, not the category's."""
    sentences = [reason.sentence for reason in why_kept(RULES, a_material(exhibit_ref="AB/1"), BORN)]
    assert not any("go by themselves" in sentence for sentence in sentences)
    assert any("go by themselves" in reason.sentence for reason in why_kept(RULES, a_material(), BORN))


def test_a_reason_that_is_over_is_not_told() -> None:
    """After its last one nothing keeps it."""
    material = a_material()
    assert [reason.until for reason in why_kept(RULES, material, BORN + timedelta(days=31))] == [
        locked_until(RULES, material)
    ]
    assert why_kept(RULES, material, BORN + timedelta(days=32)) == []


@pytest.mark.parametrize(
    ("changes", "forbidden"),
    [
        ({}, False),
        ({"exhibit_ref": "AB/1"}, False),
        ({"holds": (HOLD,)}, True),
        ({"category": RetentionCategory.MOPI_GROUP_3}, True),
    ],
)
def test_a_hold_and_a_clear_period_bind_even_two_people(changes: dict[str, Any], forbidden: bool) -> None:  # noqa: FBT001
    """Evidence may be disposed of by two; what somebody holds, or a group's clear period keeps, may not."""
    assert (what_forbids(RULES, a_material(**changes), BORN) is not None) is forbidden


def test_the_lock_ends_a_day_after_the_last_that_was_stored() -> None:
    """Counted from the end of the session, not from its beginning."""
    long = a_material(ended_at=NOON + timedelta(days=2))
    assert locked_until(RULES, long) == BORN + timedelta(days=34)


@pytest.mark.parametrize("ended_at", [NOON - timedelta(days=900), UNDATED])
def test_the_lock_of_what_was_brought_in_counts_from_when_it_came(ended_at: datetime) -> None:
    """However long ago it was recorded, or if nobody knows when."""
    assert locked_until(RULES, a_material(ended_at=ended_at)) == BORN + timedelta(days=32)
