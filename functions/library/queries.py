"""What can be asked of the library in an address."""

from dataclasses import fields
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from sightline.domain.invite import RetentionCategory
from sightline.domain.material import MaterialKind, MaterialState
from sightline.domain.search import Area, Search
from sightline.messages.base import Instant, Model

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


SEARCHED = {field.name for field in fields(Search)} - {"area"}


class MaterialsQuery(Model):
    """Which materials to find; what is left out does not matter."""

    words: Asked | None = None
    """Any name of it: incident, exhibit, crime number, officer, title."""
    incident_ref: Asked | None = None
    exhibit_ref: Asked | None = None
    crime_number: Asked | None = None
    officer: Asked | None = None
    """The officer's id, their whole name, or a word of it."""
    since: Annotated[Instant | None, Field(alias="from")] = None
    before: Annotated[Instant | None, Field(alias="to")] = None
    """Behind the last instant that is meant."""
    west: Longitude | None = None
    """All four edges of a part of the map, or none."""
    south: Latitude | None = None
    east: Longitude | None = None
    north: Latitude | None = None
    category: RetentionCategory | None = None
    state: MaterialState | None = None
    kind: MaterialKind | None = None
    after: Annotated[str, StringConstraints(pattern=r"^[0-9TZ:.-]{24}#[A-Za-z0-9_-]{1,64}$")] | None = None
    """`next` of the page before."""

    @model_validator(mode="after")
    def _has_an_area_or_none(self) -> "MaterialsQuery":
        area = self._area()
        if any(edge is not None for edge in self._edges()) and (area is None or not area.is_in_order()):
            message = "west, south, east and north go together, and in this order"
            raise ValueError(message)
        return self

    def search(self) -> Search:
        """Return it as a search."""
        named = self.model_dump(include=SEARCHED)
        return Search(**named, area=self._area())

    def _edges(self) -> tuple[float | None, ...]:
        return self.west, self.south, self.east, self.north

    def _area(self) -> Area | None:
        edges = [edge for edge in self._edges() if edge is not None]
        return Area(*edges) if len(edges) == len(self._edges()) else None


class CustodyQuery(Model):
    """From where on to read a chain of custody."""

    after: Annotated[int, Field(ge=0)] = 0
