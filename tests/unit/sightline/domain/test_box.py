"""Boxes on a picture: cut to it, alike or not, on their way."""

from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.box import Box

SHARE = st.floats(0, 1)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    """Return a box that lies on the picture."""
    x, y = draw(st.floats(0, 0.9)), draw(st.floats(0, 0.9))
    return Box(x, y, draw(st.floats(0.01, 1 - x)), draw(st.floats(0.01, 1 - y)))


@given(boxes(), st.floats(0, 3), SHARE)
def test_a_grown_box_holds_the_first_one_and_stays_on_the_picture(box: Box, part: float, more: float) -> None:
    """Whatever the margin, nothing of the box is left out, and nothing lies beyond the edge."""
    grown = box.grown(part, more)
    assert grown.is_on_picture()
    assert grown.x <= box.x
    assert grown.y <= box.y
    assert grown.x + grown.width >= box.x + box.width - 1e-9
    assert grown.y + grown.height >= box.y + box.height - 1e-9


@given(boxes(), boxes(), SHARE)
def test_on_its_way_it_lies_between_both(first: Box, last: Box, share: float) -> None:
    """Each side lies between the sides of where it comes from and where it goes."""
    between = first.towards(last, share)
    for side in ("x", "y", "width", "height"):
        ends = sorted((getattr(first, side), getattr(last, side)))
        assert ends[0] - 1e-9 <= getattr(between, side) <= ends[1] + 1e-9
    assert between.is_on_picture()


@given(boxes(), boxes())
def test_likeness_is_the_same_both_ways(first: Box, second: Box) -> None:
    """It lies between 0 and 1, and a box is wholly like itself."""
    assert abs(first.likeness(second) - second.likeness(first)) < 1e-9
    assert -1e-9 <= first.likeness(second) <= 1 + 1e-9
    assert abs(first.likeness(first) - 1) < 1e-6


def test_boxes_apart_have_nothing_in_common() -> None:
    """One that lies elsewhere is not alike; of two that share a third of what they cover, it is a third."""
    assert Box(0, 0, 0.2, 0.2).likeness(Box(0.5, 0.5, 0.2, 0.2)) == 0
    assert abs(Box(0, 0, 0.4, 0.2).likeness(Box(0.2, 0, 0.4, 0.2)) - 1 / 3) < 1e-9
    assert Box(0, 0, 0, 0).likeness(Box(0, 0, 0, 0)) == 0


def test_what_has_no_size_or_lies_beyond_the_edge_is_not_on_the_picture() -> None:
    """What rounding adds is let pass."""
    assert Box(0.5, 0.5, 0.5000001, 0.5).is_on_picture()
    for outside in (Box(-0.01, 0, 0.1, 0.1), Box(0, -0.01, 0.1, 0.1), Box(0.95, 0, 0.1, 0.1), Box(0, 0.95, 0.1, 0.1)):
        assert not outside.is_on_picture()
    assert not Box(0.1, 0.1, 0, 0.1).is_on_picture()
    assert not Box(0.1, 0.1, 0.1, -0.1).is_on_picture()
