"""Writes the OpenAPI 3.1 document of the HTTP API, from the views' own signatures: it cannot say anything else.

Run as `python -m boundary.openapi`; the answer is committed as functions/openapi.json.
"""

import json
import sys
from collections.abc import Iterable
from http import HTTPStatus
from importlib import import_module
from typing import Any, cast

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from boundary.endpoints import Caller, Endpoint
from boundary.problems import BY_STATUS, MEDIA_TYPE, STATUS
from sightline.domain.errors import (
    InvalidRequestError,
    MessageTooLargeError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    SightlineError,
)
from sightline.messages.base import Model, Problem
from sightline.messages.described import DescribedSchema

APPS = (
    "invites",
    "sessions",
    "location",
    "copies",
    "evidence",
    "bundles",
    "library",
    "originals",
    "authorise",
    "shares",
    "sources",
    "uploads",
    "whip",
)
REFERENCE = "#/components/schemas/{model}"

SECURITY: dict[Caller, str] = {
    "officer": "An OpenID Connect ID token of the force's identity provider.",
    "citizen": "The credential that accepting an invite gives.",
    "worker": "The deployment's worker key; the worker's own name goes into X-Worker-Id.",
}

GATEWAY_ANSWER = {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]}
"""What API Gateway answers with 401, 403 or 413 before a function is asked."""

Schemas = dict[tuple[type[Model], JsonSchemaMode], dict[str, Any]]


def build_document(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """Return the document of these endpoints."""
    endpoints = sorted(endpoints, key=lambda endpoint: (endpoint.path, endpoint.method))
    schemas, definitions = _collect_schemas(endpoints)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sightline", "version": "1", "description": "Live video, sound and position for officers."},
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {"schemas": definitions, "securitySchemes": _security_schemes()},
    }


def collect_endpoints() -> list[Endpoint]:
    """Return the endpoints of all HTTP apps."""
    return [endpoint for name in APPS for endpoint in import_module(f"{name}.app").app.endpoints]


def _collect_schemas(endpoints: list[Endpoint]) -> tuple[Schemas, dict[str, Any]]:
    answers = {endpoint.answer for endpoint in endpoints if endpoint.answer} | {Problem}
    asked = {shape for endpoint in endpoints for shape in endpoint.messages.values()}
    wanted: list[tuple[type[Model], JsonSchemaMode]] = [(shape, "serialization") for shape in answers]
    wanted += [(shape, "validation") for shape in asked]
    wanted.sort(key=lambda pair: (pair[0].__name__, pair[1]))
    schemas, document = models_json_schema(
        wanted, by_alias=True, ref_template=REFERENCE, schema_generator=DescribedSchema
    )
    inline = {shape.__name__ for endpoint in endpoints for name, shape in endpoint.messages.items() if name != "body"}
    definitions = {name: schema for name, schema in document["$defs"].items() if name not in inline}
    parameters = {pair: document["$defs"][pair[0].__name__] for pair in schemas if pair[0].__name__ in inline}
    return cast("Schemas", {**schemas, **parameters}), definitions


def _operation(endpoint: Endpoint, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "responses": _responses(endpoint, schemas),
        "security": [{endpoint.caller: []}] if endpoint.caller else [],
    }
    if parameters := _parameters(endpoint, schemas):
        operation["parameters"] = parameters
    if body := endpoint.messages.get("body"):
        content = {"application/json": {"schema": schemas[body, "validation"]}}
        operation["requestBody"] = {"required": True, "content": content}
    if endpoint.takes:
        operation["requestBody"] = {"required": True, "content": {endpoint.takes: {"schema": {"type": "string"}}}}
    return operation


def _parameters(endpoint: Endpoint, schemas: Schemas) -> list[dict[str, Any]]:
    identifier = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
    path = [{"name": name, "in": "path", "required": True, "schema": identifier} for name in endpoint.parameters]
    return path + [
        {"name": name, "in": place, "required": name in schema.get("required", ()), "schema": field, **_style(field)}
        for message, place in (("query", "query"), ("headers", "header"))
        if message in endpoint.messages
        for schema in [schemas[endpoint.messages[message], "validation"]]
        for name, field in schema["properties"].items()
        if name != "Authorization"
    ]


def _style(field: dict[str, Any]) -> dict[str, Any]:
    """Lists are written with commas."""
    return {"style": "form", "explode": False} if field.get("type") == "array" else {}


def _responses(endpoint: Endpoint, schemas: Schemas) -> dict[str, Any]:
    content: dict[str, Any] = {media_type: {"schema": {"type": "string"}} for media_type in endpoint.documents}
    if endpoint.answer:
        content["application/json"] = {"schema": schemas[endpoint.answer, "serialization"]}
    status = endpoint.status if content else 204
    done = {"description": "Done.", **({"content": content} if content else {})}
    return {str(status): done, **_refusals(endpoint, schemas)}


def _refusals(endpoint: Endpoint, schemas: Schemas) -> dict[str, Any]:
    problem = {MEDIA_TYPE: {"schema": schemas[Problem, "serialization"]}}
    gateway = {"application/json": {"schema": GATEWAY_ANSWER}}
    refusals: dict[str, Any] = {}
    if endpoint.takes:
        refusals["415"] = {"description": BY_STATUS[HTTPStatus.UNSUPPORTED_MEDIA_TYPE], "content": problem}
    for status, errors in sorted(_refusals_by_status(endpoint).items()):
        refusals[str(int(status))] = {
            "description": " ".join(f"`{error.code}`: {error.text}" for error in errors),
            "content": problem | gateway if status in {401, 403, 413} else problem,
        }
    return refusals


def _refusals_by_status(endpoint: Endpoint) -> dict[int, list[type[SightlineError]]]:
    by_status: dict[int, list[type[SightlineError]]] = {}
    for error in sorted({*_usual_refusals(endpoint), *endpoint.refusals}, key=lambda error: error.code):
        by_status.setdefault(STATUS[error.code], []).append(error)
    return by_status


def _usual_refusals(endpoint: Endpoint) -> Iterable[type[SightlineError]]:
    """Yield what follows from the signature."""
    yield SightlineError
    if endpoint.messages or endpoint.takes:
        yield InvalidRequestError
    if "body" in endpoint.messages or endpoint.takes:
        yield MessageTooLargeError
    if endpoint.caller:
        yield from (NotSignedInError, NotAllowedError)
    if endpoint.parameters:
        yield NotFoundError


def _security_schemes() -> dict[str, Any]:
    return {
        caller: {"type": "http", "scheme": "bearer", "description": meaning} for caller, meaning in SECURITY.items()
    }


if __name__ == "__main__":
    json.dump(build_document(collect_endpoints()), sys.stdout, indent=2, sort_keys=True, ensure_ascii=False)
    sys.stdout.write("\n")
