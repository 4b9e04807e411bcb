"""What may be hidden in a copy, and with which sentence the rest is refused."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from sightline.domain.box import Box
from sightline.domain.copy import Span
from sightline.domain.errors import SightlineError
from sightline.domain.redaction import (
    MOST_REGIONS,
    MOST_SPOTS,
    NothingConfirmedError,
    RegionOutsideCopyError,
    RegionOutsidePictureError,
    TooManyRegionsError,
    check_redaction,
)
from sightline.domain.region import Region, Spot

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FACE = Box(0.4, 0.4, 0.1, 0.1)


def at(seconds: float) -> datetime:
    """Return an instant of a copy that lasts ten seconds."""
    return NOON + timedelta(seconds=seconds)


def a_region(began: float = 0, ended: float = 10, *spots: tuple[float, Box]) -> Region:
    """Return a region with these spots, or with a face that stands still."""
    return Region(at(began), at(ended), tuple(Spot(at(second), box) for second, box in spots or [(began, FACE)]))


COPY = Span(at(0), at(10))


def refusal_of(regions: Sequence[Region], *, silent: bool = False) -> str | None:
    """Return the code of why a copy cannot hide this, None if it can."""
    try:
        check_redaction(regions, COPY, silent=silent)
    except SightlineError as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(("faces", "silent"), [(1, False), (0, True), (1, True)])
def test_faces_sound_or_both_can_be_hidden(faces: int, silent: bool) -> None:  # noqa: FBT001  a case
    """But not nothing at all."""
    assert refusal_of([a_region()] * faces, silent=silent) is None
    assert refusal_of([]) == "nothing-confirmed"


@pytest.mark.parametrize(("inside", "beside"), [((-5, 0.001), (-5, 0)), ((9.999, 60), (10, 60)), ((-5, 60), (11, 60))])
def test_a_region_is_to_be_seen_in_the_copy(inside: tuple[float, float], beside: tuple[float, float]) -> None:
    """It may reach beyond both ends, as long as a moment of it lies between them."""
    assert refusal_of([a_region(*inside)]) is None
    assert refusal_of([a_region(*beside)]) == "region-outside-copy"


def test_as_much_as_a_message_holds_can_be_hidden() -> None:
    """And not one more."""
    spots = [(number / 1000, FACE) for number in range(MOST_SPOTS)]
    assert refusal_of([a_region()] * MOST_REGIONS) is None
    assert refusal_of([a_region(0, 10, *spots)]) is None
    assert refusal_of([a_region(0, 10, *spots), a_region()]) == "too-many-regions"


def test_a_box_may_touch_the_edges_of_the_picture() -> None:
    """The whole picture can be hidden; nothing that lies partly beside it."""
    assert refusal_of([a_region(0, 10, (0, Box(0, 0, 1, 1)))]) is None
    assert refusal_of([a_region(0, 10, (0, Box(0, -0.1, 1, 1)))]) == "region-outside-picture"


@pytest.mark.parametrize(
    ("regions", "refusal"),
    [
        ([], NothingConfirmedError),
        ([a_region(-5, 0)], RegionOutsideCopyError),
        ([a_region(10, 12)], RegionOutsideCopyError),
        ([a_region(5, 5)], RegionOutsideCopyError),
        ([a_region(5, 4)], RegionOutsideCopyError),
        ([Region(at(0), at(1), ())], RegionOutsideCopyError),
        ([a_region(0, 10, (3, FACE), (2, FACE))], RegionOutsideCopyError),
        ([a_region(0, 10, (2, FACE), (2, FACE))], RegionOutsideCopyError),
        ([a_region(0, 10, (0, FACE), (2, Box(0.95, 0.4, 0.1, 0.1)))], RegionOutsidePictureError),
        ([a_region(0, 10, (0, Box(0.4, 0.4, 0.0, 0.1)))], RegionOutsidePictureError),
        ([a_region()] * (MOST_REGIONS + 1), TooManyRegionsError),
        ([a_region(0, 10, *((n / 1000, FACE) for n in range(MOST_SPOTS + 1)))], TooManyRegionsError),
    ],
)
def test_what_cannot_be_hidden_is_refused(regions: Sequence[Region], refusal: type[SightlineError]) -> None:
    """Nothing confirmed, a box beside the picture, a time beside the copy, too much for one message."""
    with pytest.raises(refusal):
        check_redaction(regions, COPY, silent=False)
