"""What officers may say of how long something is kept."""

from typing import Any

import pytest
from pydantic import ValidationError

from sightline.messages.retention import HoldRequest, MarkRequest, ReviewRequest

MARK = {"exhibit_ref": "AB/1", "crime_number": "0123/26", "reason": "Shows the blow"}


@pytest.mark.parametrize("exhibit_ref", ["AB/1", "ABC 12", "KR-2/b", "7"])
def test_takes_references_as_forces_write_them(exhibit_ref: str) -> None:
    """Initials and a number, mostly."""
    assert MarkRequest.model_validate({**MARK, "exhibit_ref": f" {exhibit_ref} "}).exhibit_ref == exhibit_ref


@pytest.mark.parametrize("exhibit_ref", ["", "/1", "<b>", "A\nB", "A" * 33])
def test_refuses_what_is_no_reference(exhibit_ref: str) -> None:
    """Nothing that would break a line, a key or a page."""
    with pytest.raises(ValidationError):
        MarkRequest.model_validate({**MARK, "exhibit_ref": exhibit_ref})


@pytest.mark.parametrize(
    "said",
    [
        {"decision": "keep"},
        {"decision": "dispose", "review_on": "2027-01-01"},
        {"decision": "perhaps", "review_on": "2027-01-01"},
        {"decision": "keep", "review_on": "tomorrow"},
    ],
)
def test_a_review_keeps_until_a_day_or_disposes(said: dict[str, Any]) -> None:
    """Never both, never neither."""
    with pytest.raises(ValidationError):
        ReviewRequest.model_validate({"reason": "Trial", **said})


def test_a_hold_without_a_reason_is_left_to_the_use_case() -> None:
    """Which says so in words of its own."""
    assert HoldRequest.model_validate({"reason": "  ", "review_on": "2027-01-01"}).reason == ""
