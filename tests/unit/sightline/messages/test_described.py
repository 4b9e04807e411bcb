"""Field docstrings in schemas."""

from typing import Annotated

from pydantic import BaseModel, Field

from sightline.messages.described import DescribedSchema


class Inner(BaseModel):
    """A part."""

    size: int
    """In bytes."""


class Outer(Inner):
    """The whole."""

    part: Inner
    """What is
    inside."""
    renamed: Annotated[int, Field(alias="shown-as")]
    """Under its alias."""
    plain: int


def test_a_fields_docstring_is_its_description() -> None:
    """Own fields, inherited ones and those of models inside are described, and a field without a docstring is not."""
    schema = Outer.model_json_schema(schema_generator=DescribedSchema)
    described = {name: field.get("description") for name, field in schema["properties"].items()}
    assert described == {
        "size": "In bytes.",
        "part": "What is\ninside.",
        "shown-as": "Under its alias.",
        "plain": None,
    }
    assert schema["$defs"]["Inner"]["properties"]["size"]["description"] == "In bytes."
