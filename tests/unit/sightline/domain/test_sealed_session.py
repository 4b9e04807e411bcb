"""A session as its manifest says it."""

from dataclasses import fields

from sightline.domain.sealed_session import LOST
from sightline.domain.session import Session


def test_what_is_lost_are_fields_of_a_session() -> None:
    """The list names nothing that is gone; usecases/test_rebuilding.py compares the others field by field."""
    assert {field.name for field in fields(Session)} > LOST
