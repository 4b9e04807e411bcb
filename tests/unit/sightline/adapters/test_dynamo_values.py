"""What DynamoDB is sent and what is read of it, held to boto3's own serializer."""

from decimal import Decimal
from typing import Any

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from sightline.adapters.dynamo_values import from_wire, to_wire

SCALARS = (
    st.none()
    | st.booleans()
    | st.text(max_size=5)
    | st.integers(-(10**37), 10**37)
    | st.decimals(-1000, 1000, places=6)
)
VALUES = st.recursive(SCALARS, lambda one: st.lists(one) | st.dictionaries(st.text(max_size=3), one), max_leaves=8)


def _without_absent(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_absent(member) for name, member in value.items() if member is not None}
    return [_without_absent(member) for member in value] if isinstance(value, list) else value


@given(VALUES)
def test_a_value_is_written_as_boto3_writes_it(value: Any) -> None:
    """Whatever an item of ours may hold reads the same for DynamoDB, and comes back the same."""
    written = to_wire(value)
    assert written == TypeSerializer().serialize(_without_absent(value))
    assert from_wire(written) == TypeDeserializer().deserialize(written) == _without_absent(value)


def test_a_float_is_a_number_with_the_digits_that_python_shows() -> None:
    """A position of 51.5 is stored as 51.5."""
    assert to_wire(51.5) == {"N": "51.5"}
    assert from_wire({"N": "51.5"}) == Decimal("51.5")


def test_what_no_item_holds_is_refused() -> None:
    """Bytes, and what DynamoDB has no type for, would be stored in a way that nothing here reads."""
    for value, name in ((b"a", "bytes"), ({1}, "set"), (set(), "set"), (object(), "object")):
        with pytest.raises(TypeError, match=f"no word here for a {name}"):
            to_wire(value)
    with pytest.raises(TypeError, match="type NS"):
        from_wire({"NS": ["1"]})


def test_a_set_of_texts_is_a_set() -> None:
    """A connection's topics are added to and taken from in place, as DynamoDB does with sets."""
    assert to_wire({"b", "a"}) == {"SS": ["a", "b"]}
    assert from_wire({"SS": ["a", "b"]}) == {"a", "b"}
