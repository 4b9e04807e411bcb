"""What is hidden of third parties in a copy: faces that were found and confirmed, boxes that an officer drew."""

from typing import Annotated, Literal

from pydantic import Field

from sightline.domain.box import Box
from sightline.domain.redaction import MOST_REGIONS, MOST_SPOTS
from sightline.domain.region import Region, Spot
from sightline.messages.base import Identifier, Instant, Model, Number


class BoxSpot(Model):
    """Where a box is at an instant: shares of width and height, as the picture is seen, from its upper left corner."""

    at: Instant
    x: Number
    y: Number
    width: Number
    height: Number


class BoxRegion(Model):
    """A box from one instant to another; between its spots it moves in a straight line."""

    began_at: Instant
    ended_at: Instant
    spots: Annotated[list[BoxSpot], Field(max_length=MOST_SPOTS)]

    def as_region(self) -> Region:
        """Return it as the domain thinks of it."""
        spots = (Spot(spot.at, Box(spot.x, spot.y, spot.width, spot.height)) for spot in self.spots)
        return Region(self.began_at, self.ended_at, tuple(spots))


class RedactionRequest(Model):
    """What an officer confirms: faces that a search found, and boxes that they drew."""

    search_id: Identifier | None = None
    face_ids: Annotated[list[Identifier], Field(max_length=MOST_REGIONS)]
    """Of the faces found in that search, those that are to be hidden; the others stay to be seen."""
    drawn: Annotated[list[BoxRegion], Field(max_length=MOST_REGIONS)]
    silent: bool = False
    """Whether the copy has no sound, which names people too."""


class HiddenRegion(BoxRegion):
    """A region that is hidden, with where it comes from."""

    origin: Literal["found", "drawn"]
    """By a program, and confirmed; or by the officer."""


class Redaction(Model):
    """What a copy hides, and by whose word."""

    regions: list[HiddenRegion]
    silent: bool
    search_id: Identifier | None
    left_count: int
    """How many faces were found that stay to be seen."""
    confirmed_by_id: str
    confirmed_by_name: str
    confirmed_at: Instant
