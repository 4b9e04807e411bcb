"""What a search finds."""

from datetime import timedelta

import pytest

from sightline.domain.material import Place
from sightline.domain.search import Area, Search, moment_of, names_of, plain
from tests.fakes.clock import NOON
from tests.fakes.materials import a_material

MATERIAL = a_material(
    exhibit_ref="AB/1", crime_number="420/26", officer_id="o-1", officer_name="PC Khan", place=Place(51.5, -0.12)
)


@pytest.mark.parametrize("typed", ["ab/1", " AB / 1 ", "Ab/1"])
def test_references_are_compared_without_case_and_spaces(typed: str) -> None:
    """As officers type them."""
    assert plain(typed) == plain("AB/1")
    assert Search(exhibit_ref=typed).finds(MATERIAL)


@pytest.mark.parametrize("words", ["inc-7", "ab/1", "420/26", "o-1", "khan", "pc khan"])
def test_one_line_finds_by_any_name(words: str) -> None:
    """Incident, exhibit, crime number, officer."""
    assert Search(words=words).finds(MATERIAL)
    assert plain(words) in names_of(MATERIAL)


@pytest.mark.parametrize(
    "search",
    [
        Search(words="AB"),
        Search(incident_ref="AB/1"),
        Search(crime_number="INC-7"),
        Search(officer="Poole"),
        Search(since=NOON + timedelta(seconds=1)),
        Search(before=NOON),
        Search(area=Area(west=-0.1, south=51, east=1, north=52)),
        Search(officer="khan", before=NOON),
    ],
)
def test_what_differs_in_one_thing_is_not_found(search: Search) -> None:
    """A part of a reference is none; an instant's end is not in its span; all that is asked for must be so."""
    assert not search.finds(MATERIAL)


def test_what_has_no_place_is_on_no_part_of_the_map() -> None:
    """Nor has it an exhibit reference that it was not given."""
    assert not Search(area=Area(-180, -90, 180, 90)).finds(a_material())
    assert not Search(exhibit_ref="AB/1").finds(a_material())


def test_moments_order_by_time() -> None:
    """Then by id, so that no two are the same."""
    later = a_material(created_at=NOON + timedelta(seconds=1), material_id="a")
    assert moment_of(a_material(material_id="a")) < moment_of(a_material(material_id="b")) < moment_of(later)
