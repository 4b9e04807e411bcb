"""A region of a film: a box that goes where a face goes, from one instant to another.

It is known at some spots. Between them it moves in a straight line, and what is hidden is larger than the box by a
margin, and the faster it moves the larger: nobody walks in straight lines.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sightline.domain.box import Box

MARGIN = 0.1
"""Of the box's size, on each side."""
SLACK = 0.25
"""Of the way from one spot to the next, on each side."""


@dataclass(frozen=True)
class Spot:
    """Where the box is at an instant."""

    at: datetime
    box: Box


@dataclass(frozen=True)
class Region:
    """Its spots, one at least, in order of time; before the first and after the last it stands still."""

    began_at: datetime
    ended_at: datetime
    spots: tuple[Spot, ...]

    def hidden_between(self, began_at: datetime, ended_at: datetime) -> list[Box]:
        """Return boxes that cover all that is to be hidden of a picture on the screen from one instant until another.

        At the other one the next picture is there already. None where there is nothing to hide.
        """
        first, last = max(began_at, self.began_at), min(ended_at, self.ended_at)
        if first > self.ended_at or began_at < self.began_at >= ended_at:
            return []
        bends = [spot.at for spot in self.spots if first < spot.at < last]
        return [self._swept(since, until) for since, until in pairwise([first, *bends, max(first, last)])]

    def _swept(self, since: datetime, until: datetime) -> Box:
        """Return what covers the box, and its margin, on the straight way between two instants."""
        before, after = self._around(since)
        slack = SLACK * before.box.distance(after.box)
        begin, end = (between(before, after, instant).grown(MARGIN, slack) for instant in (since, until))
        return begin.around(end)

    def _around(self, instant: datetime) -> tuple[Spot, Spot]:
        place = bisect_right(self.spots, instant, key=lambda spot: spot.at)
        return self.spots[max(0, place - 1)], self.spots[min(place, len(self.spots) - 1)]


def between(before: Spot, after: Spot, instant: datetime) -> Box:
    """Return where the box is on its way from one spot to the next."""
    lasts = (after.at - before.at).total_seconds()
    gone = (instant - before.at).total_seconds()
    return before.box.towards(after.box, min(1.0, max(0.0, gone / lasts))) if lasts > 0 else before.box
