"""The lists that a material stands in, and those that a search reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.facets import ALL, MOST_CELLS, facets_for, facets_of
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import MaterialKind, MaterialState, Place
from sightline.domain.search import Area, Search
from tests.fakes.materials import a_material

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, st.floats(0, 5), st.floats(0, 5), st.floats(0, 1), st.floats(0, 1))
def test_what_lies_in_an_area_stands_in_one_of_its_cells(
    south: float, west: float, height: float, width: float, up: float, right: float
) -> None:
    """Wherever and however large the area is; in exactly one, so that nothing is found twice."""
    area = Area(west=west, south=south, east=west + width, north=south + height)
    place = Place(min(south + up * height, area.north), min(west + right * width, area.east))
    read = facets_for(Search(area=area))
    assert len(facets_of(a_material(place=place)) & set(read)) == 1
    assert len(read) <= MOST_CELLS


@pytest.mark.parametrize(
    ("search", "facet"),
    [
        (Search(), ALL),
        (Search(state=MaterialState.HELD), ALL),
        (Search(state=MaterialState.DISPOSED), "state#disposed"),
        (Search(kind=MaterialKind.CLIP), "kind#clip"),
        (Search(kind=MaterialKind.CLIP, category=RetentionCategory.MOPI_GROUP_1), "category#mopi-group-1"),
        (Search(kind=MaterialKind.CLIP, officer="PC Khan"), "named#pckhan"),
        (Search(officer="PC Khan", exhibit_ref="AB/1"), "named#ab/1"),
        (Search(area=Area(-8, 49, 2, 61), kind=MaterialKind.CLIP), "kind#clip"),
    ],
)
def test_reads_the_list_that_is_likely_to_be_the_shortest(search: Search, facet: str) -> None:
    """A name before a part of the map, that before what many have in common; of these, what says the most."""
    assert facets_for(search) == [facet]


def test_a_small_area_is_read_in_small_cells() -> None:
    """A street in those of 0.02 degrees, a county in larger ones."""
    assert facets_for(Search(area=Area(-0.13, 51.501, -0.125, 51.505))) == ["cell#0.02#2575#-7"]
    assert all(facet.startswith("cell#0.2#") for facet in facets_for(Search(area=Area(-0.5, 51.3, 0, 51.7))))
