"""What can be asked of the library in an address."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from library.queries import MaterialsQuery
from sightline.domain.material import MaterialKind
from sightline.domain.search import Area, Search


def test_an_address_becomes_a_search() -> None:
    """By the names that the contract has; what is left out does not matter."""
    given = {
        "words": " AB/1 ",
        "from": "2026-03-01T00:00:00Z",
        "to": "2026-03-02T00:00:00Z",
        "kind": "clip",
        "west": "-0.2",
        "south": "51",
        "east": "0.1",
        "north": "52",
    }
    assert MaterialsQuery.model_validate_strings(given).search() == Search(
        words="AB/1",
        since=datetime(2026, 3, 1, tzinfo=UTC),
        before=datetime(2026, 3, 2, tzinfo=UTC),
        kind=MaterialKind.CLIP,
        area=Area(-0.2, 51, 0.1, 52),
    )
    assert MaterialsQuery.model_validate_strings({}).search() == Search()


@pytest.mark.parametrize(
    "given",
    [
        {"west": "1"},
        {"west": "1", "south": "50", "east": "0", "north": "51"},
        {"west": "0", "south": "52", "east": "1", "north": "51"},
        {"north": "91"},
        {"from": "yesterday"},
        {"kind": "tape"},
        {"words": ""},
        {"after": "1"},
        {"colour": "red"},
    ],
)
def test_what_makes_no_sense_is_refused(given: dict[str, str]) -> None:
    """A part of an area, one upside down, no such kind, no such word."""
    with pytest.raises(ValidationError):
        MaterialsQuery.model_validate_strings(given)
