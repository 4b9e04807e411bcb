"""What all messages share."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from sightline.messages.base import Day, Identifier, Instant, Model, PositionFix, Text

FIX: dict[str, Any] = {
    "sequence": 0,
    "latitude": 51.5,
    "longitude": -2.6,
    "accuracy": 12,
    "fixed_at": "2026-11-21T12:00:00Z",
}


class Parcel(Model):
    """A message of these tests."""

    name: str


def test_a_message_is_closed_and_does_not_change() -> None:
    """Unknown fields are refused, known ones stay."""
    with pytest.raises(ValidationError):
        Parcel.model_validate({"name": "box", "secret": 1})
    with pytest.raises(ValidationError):
        setattr(Parcel(name="box"), "name", "other")  # noqa: B010  an assignment would not get past mypy


def test_an_error_does_not_repeat_what_was_sent() -> None:
    """Errors go to the log."""
    with pytest.raises(ValidationError) as refused:
        Parcel.model_validate({"name": ["+447700900123"]})
    assert "900123" not in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [
        {"latitude": 90.1},
        {"longitude": -180.1},
        {"accuracy": -1},
        {"latitude": float("nan")},
        {"altitude": float("inf")},
        {"sequence": -1},
        {"sequence": 1.5},
        {"sequence": "1"},
        {"fixed_at": "2026-11-21T12:00:00"},
        {"fixed_at": "1812-01-01T00:00:00Z"},
    ],
)
def test_a_position_lies_on_the_earth(change: dict[str, Any]) -> None:
    """And its time has an offset and a sensible year."""
    PositionFix.model_validate_json(json.dumps(FIX))
    with pytest.raises(ValidationError):
        PositionFix.model_validate_json(json.dumps(FIX | change))


@pytest.mark.parametrize("wrong", [0, 0.5, True, "0", "0.5", "86400", "1763724000", ""])
@pytest.mark.parametrize("shape", [Day, Instant])
def test_a_number_is_no_time(shape: Any, wrong: object) -> None:
    """Nobody means seconds since 1970, least of all in a query."""
    with pytest.raises(ValidationError):
        TypeAdapter(shape).validate_python(wrong)
    with pytest.raises(ValidationError):
        TypeAdapter(shape).validate_json(json.dumps(wrong))


def test_days_and_instants_are_read() -> None:
    """As RFC 3339 writes them."""
    assert TypeAdapter(Day).validate_python("2026-11-21").isoformat() == "2026-11-21"
    assert TypeAdapter(Instant).validate_json('"2026-11-21T13:00:00+01:00"').hour == 13


def test_identifiers_and_texts_have_their_form() -> None:
    """No identifier can be a path; a text is not empty, and loses the space around it."""
    identifier, text = TypeAdapter(Identifier), TypeAdapter(Text)
    for wrong in ("", "a/b", "a" * 65, "a b"):
        with pytest.raises(ValidationError):
            identifier.validate_python(wrong)
    assert text.validate_python(" hello ") == "hello"
    for wrong in (" ", "a" * 1001):
        with pytest.raises(ValidationError):
            text.validate_python(wrong)
