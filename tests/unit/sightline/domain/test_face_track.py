"""Faces of single pictures, put together to faces through time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.box import Box
from sightline.domain.face_track import STRAIGHT, Sighting, faces_key, follow_faces, straighten
from sightline.domain.region import Region, Spot, between

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LEFT, RIGHT = Box(0.1, 0.3, 0.1, 0.15), Box(0.7, 0.3, 0.1, 0.15)


def at(seconds: float) -> datetime:
    """Return an instant."""
    return NOON + timedelta(seconds=seconds)


def follow(*seen: tuple[float, list[Box]]) -> list[Region]:
    """Follow what was seen at some seconds of a minute."""
    return follow_faces([Sighting(at(second), tuple(boxes)) for second, boxes in seen], at(0), at(60))


def test_two_faces_that_stay_are_two_regions() -> None:
    """Each lasts from a second before it was first seen to a second after."""
    regions = follow(*((10 + half / 2, [LEFT, RIGHT] if half % 2 else [RIGHT, LEFT]) for half in range(5)))
    assert [(region.began_at, region.ended_at) for region in regions] == [(at(9), at(13))] * 2
    assert {region.spots[0].box for region in regions} == {LEFT, RIGHT}
    assert all(spot.box == region.spots[0].box for region in regions for spot in region.spots)


def test_a_face_that_is_missed_for_some_pictures_was_there_meanwhile() -> None:
    """Who turns away and back within three seconds is one person, hidden all the while."""
    (region,) = follow((1, [LEFT]), (1.5, []), (3.5, []), (4, [LEFT]))
    assert (region.began_at, region.ended_at) == (at(0), at(5))
    assert region.hidden_between(at(2.5), at(2.5))


def test_a_face_that_comes_back_later_is_another_one() -> None:
    """After more than three seconds nobody can say that it was there."""
    first, second = follow((1, [LEFT]), (4.5, [LEFT]))
    assert (first.ended_at, second.began_at) == (at(2), at(3.5))


def test_a_face_far_from_the_last_one_is_another_one() -> None:
    """Half a second takes nobody across the picture."""
    assert len(follow((1, [LEFT]), (1.5, [RIGHT]))) == 2


def test_each_face_goes_on_with_what_is_likest() -> None:
    """Of two that stand close, neither takes the other's place; two boxes of one picture are never one face."""
    near = Box(0.13, 0.3, 0.1, 0.15)
    regions = follow((1, [LEFT, near]), (1.5, [near, LEFT]))
    assert [[spot.box for spot in region.spots] for region in regions] == [[LEFT, LEFT], [near, near]]


def test_nothing_lasts_beyond_what_was_looked_through() -> None:
    """A region ends with the part of the recording that was searched."""
    (region,) = follow_faces([Sighting(at(0.2), (LEFT,)), Sighting(at(0.7), (LEFT,))], at(0), at(1))
    assert (region.began_at, region.ended_at) == (at(0), at(1))


@given(st.lists(st.tuples(st.floats(0, 0.9), st.floats(0, 0.9)), min_size=1, max_size=40))
def test_what_is_straightened_comes_near_to_every_spot(places: list[tuple[float, float]]) -> None:
    """Its ends stay, none is invented, and each that is left out lies where the line between those kept is."""
    spots = [Spot(at(number / 2), Box(x, y, 0.1, 0.1)) for number, (x, y) in enumerate(places)]
    kept = straighten(spots)
    assert kept[0] == spots[0]
    assert kept[-1] == spots[-1]
    assert [spot for spot in spots if spot in kept] == kept
    for spot in spots:
        before = max((one for one in kept if one.at <= spot.at), key=lambda one: one.at)
        after = min((one for one in kept if one.at >= spot.at), key=lambda one: one.at)
        assert spot.box.likeness(between(before, after, spot.at)) >= STRAIGHT - 1e-9


def test_a_straight_walk_needs_two_spots() -> None:
    """However often it was seen."""
    walk = [Spot(at(number / 2), Box(0.01 * number, 0.3, 0.1, 0.1)) for number in range(60)]
    assert straighten(walk) == [walk[0], walk[-1]]


def test_what_a_search_found_lies_below_its_master() -> None:
    """It goes with it."""
    assert faces_key("avon/session-1/search-1/") == "avon/session-1/search-1/faces.json"
