"""From what came in to messages."""

from typing import Annotated

import pytest
from pydantic import Field

from boundary.parsing import MAX_BODY, parse_body, parse_headers, parse_path, parse_query
from sightline.domain.errors import InvalidRequestError, MessageTooLargeError, NotFoundError
from sightline.messages.base import Model
from tests.unit.boundary.requests import a_request


class Parcel(Model):
    """A message of these tests."""

    name: Annotated[str, Field(max_length=5)]
    weight: float = 0


class Label(Model):
    """Headers of these tests."""

    colour: str = Field(alias="X-Colour")


def test_a_body_becomes_a_message() -> None:
    """It is read as JSON, whatever the headers' case."""
    assert parse_body(a_request(body='{"name": "box", "weight": 2.5}'), Parcel) == Parcel(name="box", weight=2.5)


@pytest.mark.parametrize(
    "body",
    [
        None,
        "",
        "{",
        "[]",
        '"box"',
        "{}",
        '{"name": "larger"}',
        '{"name": "box", "secret": 1}',
        '{"name": "box", "weight": NaN}',
        '{"name": "box", "weight": 1e999}',
        '{"name": "\\ud800"}',
        '{"name":' + "[" * 30_000,
    ],
)
def test_what_does_not_fit_is_refused(body: str | None) -> None:
    """Nothing missing, nothing unknown, no number that is none, no depth without end."""
    with pytest.raises(InvalidRequestError):
        parse_body(a_request(body=body), Parcel)


def test_a_refusal_names_the_field_and_repeats_nothing() -> None:
    """The sentence says where and what; what was typed is not in it."""
    with pytest.raises(InvalidRequestError) as refused:
        parse_body(a_request(body='{"name": "07700900123"}'), Parcel)
    assert refused.value.detail == "name: String should have at most 5 characters"
    assert "07700900123" not in str(refused.value.__cause__)


def test_a_body_has_a_largest_size() -> None:
    """Beyond it nothing is even parsed."""
    with pytest.raises(MessageTooLargeError):
        parse_body(a_request(body=" " * (MAX_BODY + 1)), Parcel)


def test_query_parameters_are_text_made_into_values() -> None:
    """Of a repeated one the last counts; an unknown one is refused."""
    request = a_request(query={"name": ["a", "box"], "weight": ["2.5"]})
    assert parse_query(request, Parcel) == Parcel(name="box", weight=2.5)
    with pytest.raises(InvalidRequestError):
        parse_query(a_request(query={"name": ["box"], "size": ["1"]}), Parcel)
    with pytest.raises(InvalidRequestError):
        parse_query(a_request(), Parcel)


def test_of_the_headers_only_the_named_are_read() -> None:
    """In any case; the others are no concern of the message's."""
    assert parse_headers(a_request(headers={"x-colour": "red", "x-other": "1"}), Label).colour == "red"
    with pytest.raises(InvalidRequestError):
        parse_headers(a_request(), Label)


@pytest.mark.parametrize("value", ["", "a" * 65, "a/b", "a b", "..", "é", "a\n"])
def test_there_is_nothing_under_what_is_no_identifier(value: str) -> None:
    """It is not found, as any other name of nothing."""
    with pytest.raises(NotFoundError):
        parse_path({"invite_id": value})
    assert parse_path({"invite_id": "aZ0_-"}) == {"invite_id": "aZ0_-"}
