"""The routes of replay, the queue's and the schedule's functions; tests/integration/functions has them on AWS."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from boundary.runs import FragmentsQuery, PlaylistQuery
from evidence import app as evidence
from sightline.domain.awaited_copy import AwaitedCopy
from sightline.domain.session import SessionState
from sightline.usecases.seals import SWEEP_AFTER
from tests.fakes.copies import CopyDeskInMemory
from tests.fakes.derivation import DERIVATION
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.materials import a_material

CONTEXT = SimpleNamespace(
    function_name="seal", memory_limit_in_mb=512, invoked_function_arn="arn:aws:lambda:::seal", aws_request_id="r1"
)
SCHEDULED: dict[str, Any] = {
    "version": "0",
    "id": "event-1",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "123456789012",
    "time": "2026-11-21T12:00:00Z",
    "region": "eu-west-2",
    "resources": [],
    "detail": {},
}


@pytest.fixture
def exchange(monkeypatch: pytest.MonkeyPatch) -> CopyDeskInMemory:
    """Return what the functions work on: one session that has ended."""
    exchange = CopyDeskInMemory()
    exchange.begin_session()
    ended_at = exchange.clock.now()
    exchange.sessions.change("session-1", lambda each: replace(each, state=SessionState.ENDED, ended_at=ended_at))
    monkeypatch.setattr(evidence, "ports", lambda: exchange)
    return exchange


def seal(*bodies: str) -> Any:
    """Call the seal function with a batch; each message's id is its place in it."""
    records = [{"messageId": str(number), "body": body} for number, body in enumerate(bodies)]
    return evidence.seal({"Records": records}, CONTEXT)


def test_every_route_asks_for_an_officer() -> None:
    """Evidence is not the citizen's to replay."""
    assert {endpoint.caller for endpoint in evidence.app.endpoints} == {"officer"}


def test_a_trail_comes_in_three_formats() -> None:
    """JSON unless another is asked for; what we cannot write is refused."""
    assert evidence.TrailQuery.model_validate_strings({}).format == "json"
    assert evidence.TrailQuery.model_validate_strings({"format": "gpx"}).format == "gpx"
    with pytest.raises(ValidationError):
        evidence.TrailQuery.model_validate_strings({"format": "kml"})


@pytest.mark.parametrize("query", [{"count": "31"}, {"count": "0"}, {"first": "-1"}, {"first": "x"}, {"last": "1"}])
def test_no_more_than_thirty_addresses_at_a_time(query: dict[str, str]) -> None:
    """A run of fragments has a beginning and a bound."""
    with pytest.raises(ValidationError):
        FragmentsQuery.model_validate_strings(query)


@pytest.mark.parametrize("voice", ["../manifest", "", "talk/1"])
def test_a_voice_is_named_by_an_identifier(voice: str) -> None:
    """What could be a path is no recording's name."""
    with pytest.raises(ValidationError):
        PlaylistQuery.model_validate_strings({"voice": voice})


def test_seals_what_the_queue_names(exchange: ExchangeInMemory) -> None:
    """A session of a batch is sealed; one that does not exist does not come again."""
    assert seal('{"session_id": "session-1"}', '{"session_id": "nobody"}') == {"batchItemFailures": []}

    assert exchange.sessions.get("session-1").seal


def test_gives_back_what_failed(exchange: ExchangeInMemory) -> None:
    """One message that fails does not hold up the others, and comes again."""
    exchange.begin_session("session-2")
    exchange.sessions.change("session-2", lambda each: replace(each, state=SessionState.ENDED, force_id="kent"))
    exchange.evidence.objects["kent/session-2/manifest.json"] = b"not what we have written"

    assert seal('{"session_id": "session-2"}', '{"session_id": "session-1"}') == {
        "batchItemFailures": [{"itemIdentifier": "0"}]
    }
    assert exchange.sessions.get("session-1").seal


def test_sweeps_each_minute(exchange: ExchangeInMemory) -> None:
    """The schedule queues what nobody has sealed."""
    exchange.clock.advance(SWEEP_AFTER)

    evidence.sweep(SCHEDULED, CONTEXT)

    assert [session_id for session_id, _ in exchange.seal_queue.puts] == ["session-1"]


def test_sweeps_take_copies_in(exchange: CopyDeskInMemory) -> None:
    """Those that are there; one of a master that is not holds up no other."""
    now = exchange.clock.now()
    exchange.materials.add(a_material(material_id="session-1", force_id="avon"))
    for copy in (AwaitedCopy("copy-0", "nothing", now), AwaitedCopy("copy-1", "session-1", now)):
        exchange.awaited_copies.add(copy)
    exchange.copies.objects["avon/session-1/copy-1/derivation.json"] = DERIVATION.model_dump_json().encode()
    evidence.sweep(SCHEDULED, CONTEXT)
    assert exchange.materials.get("copy-1").parent_id == "session-1"
    assert [copy.copy_id for copy in exchange.awaited_copies.list_all()] == ["copy-0"]
