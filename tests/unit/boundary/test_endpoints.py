"""Views and the routes that they answer."""

import base64
import logging
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import pytest

from boundary.apps import make_app
from boundary.endpoints import App, Document, endpoint
from sightline.domain.errors import InviteClosedError
from sightline.domain.participant import Participant
from sightline.messages.base import Model
from tests.unit.boundary.requests import CITIZEN, OFFICER, an_event, answer_of


class Parcel(Model):
    """A message of these tests."""

    name: str


@pytest.fixture
def app() -> App:
    """Return an app with a view of each kind."""
    app = make_app("things")

    @endpoint(app, "POST", "/things/{thing_id}", status=201)
    def change_thing(officer: Participant, thing_id: str, body: Parcel) -> Parcel:
        """Change a thing."""
        return Parcel(name=f"{officer.name} {thing_id} {body.name}")

    @endpoint(app, "GET", "/things", documents=("text/plain",), refusals=(InviteClosedError,))
    def read_things(query: Parcel) -> Parcel | Document:
        """Read the things.

        With more words.
        """
        if query.name == "closed":
            raise InviteClosedError
        if query.name == "broken":
            message = "+447700900123"
            raise RuntimeError(message)
        return query if query.name == "box" else Document("text/plain", query.name)

    @endpoint(app, "POST", "/since")
    def tell_since(officer: Participant, signed_in_at: datetime | None) -> Document:
        """Tell since when."""
        return Document("text/plain", f"{officer.name} {signed_in_at}")

    @endpoint(app, "POST", "/leave")
    def leave(citizen: Participant) -> None:
        """Leave."""
        assert citizen.session_id == "s-1"

    return app


def test_a_view_gets_what_its_signature_names(app: App) -> None:
    """Caller, path and body; its answer goes out with its status, and is kept nowhere on the way."""
    event = an_event("POST", "/things/{thing_id}", path={"thing_id": "t"}, body='{"name": "box"}', authorizer=OFFICER)
    status, body, headers = answer_of(app, event)
    assert (status, body) == (HTTPStatus.CREATED, {"name": "PC Rees t box"})
    assert headers["Cache-Control"] == "no-store"


def test_an_answer_may_be_a_document_or_nothing(app: App) -> None:
    """A document has its own media type; nothing is 204."""
    status, body, headers = answer_of(app, an_event(query={"name": ["line"]}))
    assert (status, body, headers["Content-Type"]) == (200, "line", "text/plain")
    assert answer_of(app, an_event("POST", "/leave", authorizer=CITIZEN))[:2] == (204, "")


def test_a_view_may_ask_when_the_officer_signed_in(app: App) -> None:
    """It is no parameter of the path, and comes from the token alone."""
    signed_in = {"claims": OFFICER["claims"] | {"auth_time": "1772366400"}}
    assert answer_of(app, an_event("POST", "/since", authorizer=signed_in))[1] == "PC Rees 2026-03-01 12:00:00+00:00"
    assert answer_of(app, an_event("POST", "/since", authorizer=OFFICER))[1] == "PC Rees None"


@pytest.mark.parametrize(
    ("authorizer", "status", "code"),
    [(CITIZEN, 403, "not-allowed"), ({}, 401, "not-signed-in")],
)
def test_a_mixed_up_authorizer_lets_nobody_pass_for_an_officer(
    app: App, authorizer: dict[str, str], status: int, code: str
) -> None:
    """The view asks for an officer, so only an officer gets in, whatever stands before the route."""
    event = an_event("POST", "/things/{thing_id}", path={"thing_id": "t"}, body='{"name": "b"}', authorizer=authorizer)
    assert answer_of(app, event)[0] == status
    assert answer_of(app, event)[1]["code"] == code


def test_a_refusal_is_a_problem_and_one_line_of_log(app: App, caplog: pytest.LogCaptureFixture) -> None:
    """The line names the code."""
    logging.getLogger("boundary").addHandler(caplog.handler)
    status, body, _ = answer_of(app, an_event(query={"name": ["closed"]}))
    assert (status, body["code"]) == (409, "invite-closed")
    assert [vars(record)["code"] for record in caplog.records] == ["invite-closed"]


def test_a_failure_is_told_without_its_cause(app: App) -> None:
    """The caller learns that it is our fault, and nothing of how."""
    status, body, _ = answer_of(app, an_event(query={"name": ["broken"]}))
    assert (status, body["code"]) == (500, "internal-error")
    assert "447700900123" not in str(body)


def test_other_methods_and_types_are_refused_in_our_words(app: App) -> None:
    """What Chalice refuses by itself is a problem like any other."""
    assert answer_of(app, an_event("POST", "/things"))[1]["code"] == "method-not-allowed"
    event = an_event("POST", "/leave", headers={"content-type": "text/plain"}, authorizer=CITIZEN)
    assert answer_of(app, event)[1]["code"] == "unsupported-media-type"


def test_an_endpoint_is_declared_by_its_view(app: App) -> None:
    """Everything the document says is read from the signature."""
    change, read, since, leave = app.endpoints
    assert (change.caller, change.parameters, change.messages) == ("officer", ("thing_id",), {"body": Parcel})
    assert (change.status, change.answer, change.name) == (201, Parcel, "change_thing")
    assert (read.caller, read.answer, read.documents, read.summary) == (
        None,
        Parcel,
        ("text/plain",),
        "Read the things.",
    )
    assert read.refusals == (InviteClosedError,)
    assert (since.asks_sign_in, since.parameters, read.asks_sign_in) == (True, (), False)
    assert (leave.caller, leave.answer) == ("citizen", None)


def test_a_document_comes_as_it_is_and_goes_with_its_headers(app: App) -> None:
    """Text of another type than JSON, however API Gateway has wrapped it; any other type is refused."""

    @endpoint(app, "PATCH", "/notes", documents=("text/x-note",))
    def take_note(document: Annotated[Document, "text/x-note"]) -> Document:
        """Give a note back."""
        return Document("text/x-note", document.text, {"ETag": '"1"'})

    event = an_event("PATCH", "/notes", headers={"content-type": "text/x-note"})
    event |= {"body": base64.b64encode("a=ü\r\n".encode()).decode(), "isBase64Encoded": True}
    status, text, headers = answer_of(app, event)
    assert (status, text, headers["Content-Type"], headers["ETag"]) == (200, "a=ü\r\n", "text/x-note", '"1"')
    assert answer_of(app, event | {"body": base64.b64encode(b"\xff").decode()})[0] == 400
    assert answer_of(app, event | {"body": base64.b64encode(b"x" * 65_537).decode()})[0] == 413
    assert answer_of(app, an_event("PATCH", "/notes", body="{}"))[0] == 415


def test_a_method_without_a_body_takes_any_type(app: App) -> None:
    """Programs send one with DELETE that nobody asked for."""

    @endpoint(app, "DELETE", "/notes")
    def drop_note() -> None:
        """Drop a note."""

    assert answer_of(app, an_event("DELETE", "/notes", headers={"content-type": "text/x-note"}))[0] == 204
