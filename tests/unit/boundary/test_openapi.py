"""The OpenAPI document."""

import json
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field

from boundary.apps import make_app
from boundary.endpoints import Document, endpoint
from boundary.openapi import build_document, collect_endpoints
from sightline.domain.errors import InviteClosedError
from sightline.domain.participant import Participant
from sightline.messages.base import Model

COMMITTED = Path(__file__).parents[3] / "functions" / "openapi.json"


class Parcel(Model):
    """A body and an answer of these tests."""

    name: str


class Choice(Model):
    """A query of these tests."""

    kinds: Annotated[tuple[str, ...], Field(min_length=1)]
    after: str | None = None


class Label(Model):
    """Headers of these tests."""

    colour: str = Field(alias="X-Colour")
    authorization: str | None = Field(default=None, alias="Authorization")


@pytest.fixture(scope="module")
def paths() -> dict[str, Any]:
    """Return the paths of a document of two views."""
    app = make_app("described")

    @endpoint(app, "POST", "/things/{thing_id}", status=201, refusals=(InviteClosedError,))
    def change_thing(officer: Participant, thing_id: str, body: Parcel, headers: Label) -> Parcel:
        """Change a thing."""
        return Parcel(name=f"{officer}{thing_id}{body}{headers}")

    @endpoint(app, "GET", "/things", documents=("application/gpx+xml",))
    def read_things(query: Choice) -> Parcel | Document:
        """Read the things."""
        return Parcel(name=str(query))

    document: dict[str, Any] = build_document(app.endpoints)
    assert document["openapi"] == "3.1.0"
    assert "Parcel" in document["components"]["schemas"]
    assert "Choice" not in document["components"]["schemas"]
    paths: dict[str, Any] = document["paths"]
    return paths


def test_the_committed_document_is_the_present_one() -> None:
    """Whoever changes a route, runs `python -m boundary.openapi`, and commits what it writes."""
    assert json.loads(COMMITTED.read_text()) == build_document(collect_endpoints())


def test_every_route_of_every_app_is_in_the_document() -> None:
    """None can be added around it."""
    document = json.loads(COMMITTED.read_text())
    described = {(path, method.upper()) for path, methods in document["paths"].items() for method in methods}
    assert described == {(endpoint.path, endpoint.method) for endpoint in collect_endpoints()}
    names = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))


def test_a_body_and_an_answer_are_named_schemas(paths: dict[str, Any]) -> None:
    """The web's types have the same names."""
    operation = paths["/things/{thing_id}"]["post"]
    reference = {"$ref": "#/components/schemas/Parcel"}
    assert operation["requestBody"]["content"]["application/json"]["schema"] == reference
    assert operation["responses"]["201"]["content"]["application/json"]["schema"] == reference
    assert operation["security"] == [{"officer": []}]


def test_parameters_say_where_they_stand(paths: dict[str, Any]) -> None:
    """Path, query and headers; the Authorization header is the security scheme's."""
    headed = {(one["in"], one["name"], one["required"]) for one in paths["/things/{thing_id}"]["post"]["parameters"]}
    assert headed == {("path", "thing_id", True), ("header", "X-Colour", True)}
    queried = {one["name"]: one for one in paths["/things"]["get"]["parameters"]}
    assert (queried["kinds"]["required"], queried["kinds"]["explode"]) == (True, False)
    assert queried["after"]["required"] is False


def test_refusals_follow_from_the_signature(paths: dict[str, Any]) -> None:
    """What a view can be sent, it can refuse; what else it refuses it declares."""
    assert set(paths["/things/{thing_id}"]["post"]["responses"]) == {
        *("201", "400", "401", "403", "404", "409", "413", "500")
    }
    assert set(paths["/things"]["get"]["responses"]) == {"200", "400", "500"}
    refused = paths["/things/{thing_id}"]["post"]["responses"]["409"]
    assert "invite-closed" in refused["description"]


def test_documents_are_named_by_their_media_type(paths: dict[str, Any]) -> None:
    """Beside the message that may come instead."""
    content = paths["/things"]["get"]["responses"]["200"]["content"]
    assert set(content) == {"application/json", "application/gpx+xml"}


def test_a_document_that_is_taken_stands_with_its_type() -> None:
    """And with what may be wrong with it."""
    app = make_app("things")

    @endpoint(app, "PATCH", "/notes")
    def take_note(document: Annotated[Document, "text/x-note"]) -> None:
        """Take a note."""

    operation = build_document(app.endpoints)["paths"]["/notes"]["patch"]
    assert operation["requestBody"]["content"] == {"text/x-note": {"schema": {"type": "string"}}}
    assert {"400", "413", "415"} <= set(operation["responses"])
