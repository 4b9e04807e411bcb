"""Bodies of the routes by which positions come in and trails go out."""

from typing import Annotated

from pydantic import Field

from sightline.messages.base import Model, PositionFix, PositionView


class PositionsRequest(Model):
    """Positions in the order taken; a repeated one is recognised by its sequence."""

    positions: Annotated[list[PositionFix], Field(min_length=1, max_length=100)]


class PositionsAccepted(Model):
    """How many of the positions are stored now, repeated ones included."""

    stored: int


class Trail(Model):
    """Positions in the order fixed."""

    positions: list[PositionView]
