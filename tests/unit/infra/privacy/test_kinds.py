"""Fields are sorted by what kind of personal data they are."""

import pytest

from infra.privacy.kinds import Kind, UnplacedFieldError, sort_fields
from infra.privacy.records import RECORDS


def test_fields_are_sorted_by_kind() -> None:
    """In the order in which the record has them."""
    assert sort_fields(["latitude", "phone_number", "longitude"]) == {
        Kind.PERSON: ["phone_number"],
        Kind.PLACE: ["latitude", "longitude"],
    }


def test_a_field_that_nobody_has_placed_is_named() -> None:
    """A new field cannot slip in unseen."""
    with pytest.raises(UnplacedFieldError, match="shoe_size"):
        sort_fields(["phone_number", "shoe_size"])


@pytest.mark.parametrize("table", RECORDS)
def test_every_field_of_every_record_has_its_kind(table: str) -> None:
    """Whoever adds a field to an invite, a session or a position says here what it is."""
    assert sum(map(len, sort_fields(RECORDS[table].names).values())) == len(RECORDS[table].names)
