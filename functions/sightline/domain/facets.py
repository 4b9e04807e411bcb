"""Facets: the lists that a material stands in, newest first, so that a search reads one of them and not all there is.

A search reads the facet that is likely to be the shortest, and passes over what else it did not ask for.
"""

from collections.abc import Iterator
from itertools import product
from math import floor

from sightline.domain.material import Material, MaterialState, Place
from sightline.domain.search import Area, Search, names_of, plain

CELL_DEGREES = (0.02, 0.2, 2.0)
"""Sides of the map's cells: about a town's quarter (2 km), a county (20 km), a country (200 km)."""
MOST_CELLS = 16
"""As many lists are read side by side; a larger area is looked for in larger cells."""

ALL = "all"


def facets_of(material: Material) -> frozenset[str]:
    """Return the facets, within its force, that a material stands in."""
    place = material.place
    return frozenset(
        {
            ALL,
            f"state#{material.state}",
            f"category#{material.category}",
            f"kind#{material.kind}",
            *(f"named#{name}" for name in names_of(material)),
            *((_cell_of(place, side) for side in CELL_DEGREES) if place else ()),
        }
    )


def facets_for(search: Search) -> list[str]:
    """Return the facets that together hold all that a search can find, the shortest to be expected."""
    named = (search.exhibit_ref, search.crime_number, search.incident_ref, search.words, search.officer)
    if name := next((name for name in named if name), None):
        return [f"named#{plain(name)}"]
    if search.area and (cells := _cells_in(search.area)):
        return cells
    return [next(_broad_facets(search))]


def _broad_facets(search: Search) -> Iterator[str]:
    """Yield facets that may be long; nearly all there is is held, so that this says the least."""
    if search.state and search.state is not MaterialState.HELD:
        yield f"state#{search.state}"
    if search.category:
        yield f"category#{search.category}"
    if search.kind:
        yield f"kind#{search.kind}"
    yield ALL


def _cells_in(area: Area) -> list[str]:
    """Return the smallest cells of which few cover an area; none if even the largest are too many."""
    for side in CELL_DEGREES:
        rows = range(_step(area.south, side), _step(area.north, side) + 1)
        columns = range(_step(area.west, side), _step(area.east, side) + 1)
        if len(rows) * len(columns) <= MOST_CELLS:
            return [_cell(side, row, column) for row, column in product(rows, columns)]
    return []


def _cell_of(place: Place, side: float) -> str:
    return _cell(side, _step(place.latitude, side), _step(place.longitude, side))


def _cell(side: float, row: int, column: int) -> str:
    return f"cell#{side}#{row}#{column}"


def _step(degrees: float, side: float) -> int:
    return floor(degrees / side)
