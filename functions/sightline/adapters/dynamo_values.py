"""Plain Python values as DynamoDB writes them, and back.

boto3 has the same, but importing it brings S3's transfer threads along: 100 ms of a function's cold start.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Wire = dict[str, Any]
"""An AttributeValue of DynamoDB: one type's letter, and the value."""


def to_wire(value: object) -> Wire:  # noqa: PLR0911 one answer a type
    """Write a value as an AttributeValue; a map's absent members are left out. Raises TypeError for any other type."""
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case float() | int() | Decimal():
            return {"N": str(value)}
        case Mapping():
            return {"M": {name: to_wire(member) for name, member in value.items() if member is not None}}
        case list():
            return {"L": [to_wire(member) for member in value]}
        case set() if value and all(isinstance(member, str) for member in value):
            return {"SS": sorted(value)}
        case _:
            message = f"DynamoDB has no word here for a {type(value).__name__}"
            raise TypeError(message)


def from_wire(wire: Mapping[str, Any]) -> Any:
    """Read an AttributeValue; numbers come as Decimal, so that none loses a digit."""
    ((letter, value),) = wire.items()
    match letter:
        case "NULL":
            return None
        case "N":
            return Decimal(value)
        case "M":
            return {name: from_wire(member) for name, member in value.items()}
        case "L":
            return [from_wire(member) for member in value]
        case "SS":
            return set(value)
        case "S" | "BOOL":
            return value
        case _:
            message = f"No item of ours holds a value of DynamoDB's type {letter}"
            raise TypeError(message)
