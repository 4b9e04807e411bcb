"""Prints the JSON Schema (2020-12) of everything on the wire; the web's types are made from it."""

import json
import sys

from pydantic.json_schema import models_json_schema

from sightline.messages import (
    base,
    bundles,
    changes,
    copies,
    custody,
    faces,
    invites,
    materials,
    originals,
    positions,
    recordings,
    redaction,
    retention,
    sessions,
    shares,
    signalling,
    sources,
    tickets,
    uploads,
)
from sightline.messages.described import DescribedSchema

MODULES = (
    *(base, bundles, changes, copies, custody, faces, invites, materials, originals, positions, recordings, redaction),
    *(retention, sessions, shares, signalling, sources, tickets, uploads),
)


def build_schema() -> dict[str, object]:
    """Return one schema document whose `$defs` hold every message and body by its class name."""
    models = sorted(
        {
            thing
            for module in MODULES
            for thing in vars(module).values()
            if isinstance(thing, type) and issubclass(thing, base.Model) and thing is not base.Model
        },
        key=lambda model: model.__name__,
    )
    _, schema = models_json_schema(
        [(model, "serialization") for model in models],
        ref_template="#/$defs/{model}",
        schema_generator=DescribedSchema,
    )
    definitions = schema["$defs"]
    for name in ("CitizenMessage", "OfficerMessage", "ParticipantEvent"):
        adapter = getattr(signalling, _constant(name))
        definitions[name] = _without_definitions(
            adapter.json_schema(mode="serialization", schema_generator=DescribedSchema)
        )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Sightline", "$defs": definitions}


def _constant(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in name).lstrip("_")


def _without_definitions(schema: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in schema.items() if key != "$defs"}


if __name__ == "__main__":
    json.dump(build_schema(), sys.stdout, indent=2, sort_keys=True)
