"""Regions: what is hidden at which instant, between the spots where it is known."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.box import Box
from sightline.domain.region import MARGIN, Region, Spot

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    """Return an instant."""
    return NOON + timedelta(seconds=seconds)


STILL = Region(at(1), at(9), (Spot(at(2), Box(0.4, 0.4, 0.1, 0.2)), Spot(at(4), Box(0.4, 0.4, 0.1, 0.2))))
MOVING = Region(at(0), at(4), (Spot(at(0), Box(0.1, 0.4, 0.1, 0.1)), Spot(at(4), Box(0.7, 0.4, 0.1, 0.1))))


@pytest.mark.parametrize("seconds", [1, 1.5, 2, 3, 4, 8, 9])
def test_what_stands_still_is_hidden_with_a_margin_from_beginning_to_end(seconds: float) -> None:
    """Before its first spot and after its last one too."""
    (hidden,) = STILL.hidden_between(at(seconds), at(seconds))
    assert (hidden.x, hidden.width) == pytest.approx((0.4 - 0.1 * MARGIN, 0.1 + 0.2 * MARGIN))
    assert (hidden.y, hidden.height) == pytest.approx((0.4 - 0.2 * MARGIN, 0.2 + 0.4 * MARGIN))


@pytest.mark.parametrize("seconds", [0, 0.999, 9.001, 100])
def test_outside_its_time_nothing_is_hidden(seconds: float) -> None:
    """What nobody confirmed stays to be seen."""
    assert STILL.hidden_between(at(seconds), at(seconds)) == []


@given(st.floats(0, 3.999))
def test_what_moves_is_covered_wherever_it_is_on_its_way(seconds: float) -> None:
    """The straight way is covered, and a quarter of the way besides on each side."""
    (hidden,) = MOVING.hidden_between(at(seconds), at(seconds))
    x = 0.1 + 0.6 * seconds / 4
    assert hidden.x <= max(0, x - 0.6 / 4) + 1e-6
    assert hidden.x + hidden.width >= min(1, x + 0.1 + 0.6 / 4) - 1e-6
    assert hidden.is_on_picture()


def test_one_spot_is_enough() -> None:
    """A box that an officer draws and leaves where it is."""
    drawn = Region(at(0), at(5), (Spot(at(2), Box(0, 0, 1, 1)),))
    assert drawn.hidden_between(at(5), at(5)) == [Box(0, 0, 1, 1)]


@pytest.mark.parametrize(
    ("began", "ended", "count"), [(0, 1, 0), (0, 1.001, 1), (9, 10, 1), (9.001, 10, 0), (0, 10, 3), (3, 5, 2)]
)
def test_a_picture_counts_from_its_own_instant_to_the_next_ones(began: float, ended: float, count: int) -> None:
    """However long it stands: a region that begins with the next picture is not on it; each bend adds a box."""
    assert len(STILL.hidden_between(at(began), at(ended))) == count


ZIGZAG = Region(
    at(1),
    at(7),
    tuple(Spot(at(second), Box(x, 0.4, 0.1, 0.1)) for second, x in ((1, 0.1), (3, 0.7), (4, 0.6), (6, 0.2))),
)


@given(st.floats(0, 8), st.floats(0, 8), st.floats(0, 1))
def test_all_that_is_hidden_at_some_instant_is_hidden_on_the_picture_that_stands_then(
    began: float, lasts: float, share: float
) -> None:
    """Bends and all: nothing of the way is left out."""
    instant = at(began + lasts * share * 0.999)
    on_picture = ZIGZAG.hidden_between(at(began), at(began + lasts))
    for box in ZIGZAG.hidden_between(instant, instant):
        assert any(box.around(each).likeness(each) > 1 - 1e-6 for each in on_picture)
