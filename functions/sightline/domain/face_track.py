"""Faces that were seen in single pictures, put together to those that are one face's through time.

A detector sees a face in one picture and misses it in the next, when it turns away. So a face that is found again near
the same place within seconds is the same one, and was there meanwhile. It is a proposal: a person looks at it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sightline.domain.box import Box
from sightline.domain.region import Region, Spot, between

LONGEST_SEARCH = timedelta(minutes=10)
"""Two pictures a second, each 0.3 s of a core, within a function's quarter of an hour."""
LOST_AFTER = timedelta(seconds=3)
HOLD = timedelta(seconds=1)
"""Before the first and after the last sight of it: a face does not come out of nothing between two looks."""
SAME = 0.2
"""How alike two boxes are that can be one face's, half a second apart."""
STRAIGHT = 0.8
"""A spot that a straight line comes as near to as this is left out."""


def faces_key(prefix: str) -> str:
    """Name the object that says what a search has found."""
    return f"{prefix}faces.json"


@dataclass(frozen=True)
class Sighting:
    """All faces of one picture."""

    at: datetime
    boxes: tuple[Box, ...]


def follow_faces(sightings: Iterable[Sighting], began_at: datetime, ended_at: datetime) -> list[Region]:
    """Return a region for each face, in the order of coming, within two instants."""
    tracks: list[list[Spot]] = []
    for sighting in sightings:
        _take(tracks, sighting)
    return [_as_region(track, began_at, ended_at) for track in tracks]


def _take(tracks: list[list[Spot]], sighting: Sighting) -> None:
    """Add each box to the track that it is most like, the likest pair first; what is left over begins a track."""
    free = [track for track in tracks if sighting.at - track[-1].at <= LOST_AFTER]
    left = list(sighting.boxes)
    pairs = [(track[-1].box.likeness(box), track, box) for track in free for box in left]
    for likeness, track, box in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if likeness >= SAME and track[-1].at < sighting.at and box in left:
            track.append(Spot(sighting.at, box))
            left.remove(box)
    tracks.extend([Spot(sighting.at, box)] for box in left)


def _as_region(track: Sequence[Spot], began_at: datetime, ended_at: datetime) -> Region:
    first, last = max(began_at, track[0].at - HOLD), min(ended_at, track[-1].at + HOLD)
    return Region(first, last, tuple(straighten(track)))


def straighten(spots: Sequence[Spot]) -> list[Spot]:
    """Leave out the spots that lie on the way between others (Ramer, Douglas and Peucker's way, by likeness)."""
    if len(spots) <= 2:  # noqa: PLR2004 a line has two ends
        return list(spots)
    first, last = spots[0], spots[-1]
    offs = [spot.box.likeness(between(first, last, spot.at)) for spot in spots[1:-1]]
    worst = min(range(len(offs)), key=offs.__getitem__) + 1
    if offs[worst - 1] >= STRAIGHT:
        return [first, last]
    return [*straighten(spots[: worst + 1])[:-1], *straighten(spots[worst:])]
