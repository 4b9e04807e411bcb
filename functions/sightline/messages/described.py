"""JSON Schema whose fields carry their docstrings.

pydantic can read them itself (`use_attribute_docstrings`), but does so whenever a class is made: it parsed the source
of every message at each cold start, 200 ms, for a description that only the generators of documents read.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema


class DescribedSchema(GenerateJsonSchema):
    """To be given as `schema_generator` wherever a schema is written for people to read."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Write a model's schema, each field described by the docstring below it, the nearest class's first."""
        written = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        fields: JsonSchemaValue = written.get("properties", {})
        for name, text in _docstrings_of(model):
            shown = model.model_fields[name].alias or name
            if shown in fields:
                fields[shown]["description"] = text
        return written


def _docstrings_of(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield field and docstring, those of base classes first, so that a nearer one wins."""
    for cls in reversed(model.__mro__):
        if issubclass(cls, BaseModel) and cls is not BaseModel:
            (definition,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
            assert isinstance(definition, ast.ClassDef)  # noqa: S101 what a class's source is
            yield from _docstrings_in(definition.body)


def _docstrings_in(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                yield name, inspect.cleandoc(said)
