"""A region of a film: a box that goes where a face goes, from one instant to another.

It is known at some spots. Between them it moves in a straight line, and what is hidden is larger than the box by a
margin, and the faster it moves the larger: nobody walks in straight lines.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime

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

    def hidden_at(self, instant: datetime) -> Box | None:
        """Return what is to be hidden at an instant; None while there is nothing."""
        if not self.began_at <= instant <= self.ended_at:
            return None
        before, after = self._around(instant)
        box = between(before, after, instant)
        return box.grown(MARGIN, SLACK * before.box.distance(after.box))

    def _around(self, instant: datetime) -> tuple[Spot, Spot]:
        place = bisect_right(self.spots, instant, key=lambda spot: spot.at)
        return self.spots[max(0, place - 1)], self.spots[min(place, len(self.spots) - 1)]


def between(before: Spot, after: Spot, instant: datetime) -> Box:
    """Return where the box is on its way from one spot to the next."""
    lasts = (after.at - before.at).total_seconds()
    gone = (instant - before.at).total_seconds()
    return before.box.towards(after.box, min(1.0, max(0.0, gone / lasts))) if lasts > 0 else before.box
