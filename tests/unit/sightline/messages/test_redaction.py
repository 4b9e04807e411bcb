"""Boxes as they are said, read as what they are."""

from datetime import UTC, datetime, timedelta

from sightline.domain.box import Box
from sightline.domain.region import Region, Spot
from sightline.messages.redaction import BoxRegion, BoxSpot

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
END = NOON + timedelta(seconds=2)


def test_a_region_is_read_with_all_its_spots() -> None:
    """Sides stay what they are called."""
    spots = [BoxSpot(at=at, x=0.1, y=0.2, width=0.3, height=0.4) for at in (NOON, END)]
    region = BoxRegion(began_at=NOON, ended_at=END, spots=spots).as_region()
    assert region == Region(NOON, END, (Spot(NOON, Box(0.1, 0.2, 0.3, 0.4)), Spot(END, Box(0.1, 0.2, 0.3, 0.4))))
