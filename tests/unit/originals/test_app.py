"""The routes by which a phone sends its own recording."""

import json

import pytest

from originals import app as originals
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.originals import a_declaration, keep_original
from tests.unit.boundary.requests import an_event, answer_of

CITIZEN = {
    "participant_id": "c-1",
    "role": "citizen",
    "name": "Citizen",
    "force_id": "avon",
    "session_id": "session-1",
}


@pytest.fixture
def exchange(monkeypatch: pytest.MonkeyPatch) -> ExchangeInMemory:
    """Return what the function works on: a session whose citizen lets the phone keep a better copy."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    keep_original(exchange)
    monkeypatch.setattr(originals, "ports", lambda: exchange)
    return exchange


def test_every_route_asks_for_a_citizen() -> None:
    """Nobody else sends what a phone has recorded."""
    assert {endpoint.caller for endpoint in originals.app.endpoints} == {"citizen"}


def test_declares_and_asks_for_an_address(exchange: ExchangeInMemory) -> None:  # noqa: ARG001  it stands behind the app
    """One after the other, over HTTP."""
    body = a_declaration(1).model_dump_json()
    declared = an_event("POST", "/citizen/original", body=body, authorizer=CITIZEN)
    assert answer_of(originals.app, declared)[0] == 200

    piece = {
        "take_id": "t1",
        "sequence": 0,
        "captured_at": "2026-03-01T12:00:00Z",
        "duration_milliseconds": 4000,
        "bytes": 9,
        "sha256": "ab" * 32,
    }
    asked = an_event("POST", "/citizen/original/pieces", body=json.dumps(piece), authorizer=CITIZEN)
    status, address, _ = answer_of(originals.app, asked)

    assert status == 201
    assert address["url"].startswith("https://bucket.test/avon/session-1/original/t1/")


@pytest.mark.parametrize("mime", ["text/html", "video/webm;codecs=a b", "video/x-matroska"])
def test_takes_films_only(exchange: ExchangeInMemory, mime: str) -> None:  # noqa: ARG001  it stands behind the app
    """A media type is one of two, with plain codecs."""
    body = a_declaration(1).model_dump(mode="json")
    body["takes"][0]["mime"] = mime
    event = an_event("POST", "/citizen/original", body=json.dumps(body), authorizer=CITIZEN)

    status, problem, _ = answer_of(originals.app, event)

    assert (status, problem["code"]) == (400, "invalid-request")
