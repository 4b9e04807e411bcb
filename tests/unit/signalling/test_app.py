"""The three routes of the WebSocket API."""

from types import SimpleNamespace
from typing import Any

import pytest

from boundary.callers import context_of
from sightline.domain.participant import Participant
from sightline.messages.signalling import Pong
from signalling import app as signalling
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer

CONTEXT = SimpleNamespace(
    function_name="message",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:::message",
    aws_request_id="r1",
)
DONE, REFUSED = {"statusCode": 200}, {"statusCode": 403}


@pytest.fixture
def exchange(monkeypatch: pytest.MonkeyPatch) -> ExchangeInMemory:
    """Return what the functions work on."""
    exchange = ExchangeInMemory()
    monkeypatch.setattr(signalling, "ports", lambda: exchange)
    monkeypatch.setenv("AWS_REGION", "eu-west-2")
    return exchange


def event(participant: Participant, body: str | None = None) -> dict[str, Any]:
    """Return an event as API Gateway sends it."""
    context = {"connectionId": "c1", "apiId": "ws", "domainName": "ws.example", "stage": "ws"}
    return {"requestContext": {**context, "authorizer": context_of(participant)}, "body": body}


def test_opens_answers_and_closes(exchange: ExchangeInMemory) -> None:
    """A connection is known from its opening to its close, and answered in between."""
    officer = an_officer()

    assert signalling.connect(event(officer), CONTEXT) == DONE
    assert signalling.message(event(officer, '{"type": "ping"}'), CONTEXT) == DONE
    assert exchange.sender.sent_to("c1") == [Pong()]
    known = exchange.connections.get("c1")
    assert known
    assert known.participant == officer

    assert signalling.disconnect(event(officer), CONTEXT) == DONE
    assert exchange.connections.get("c1") is None


def test_refuses_a_citizen_of_no_session(exchange: ExchangeInMemory) -> None:
    """A connection for a session that does not exist is refused at the door."""
    assert signalling.connect(event(a_citizen("nowhere")), CONTEXT) == REFUSED
    assert exchange.sender.sent == []


def test_answers_a_frame_without_text(exchange: ExchangeInMemory) -> None:
    """An empty frame is one more that does not fit the schema."""
    assert signalling.message(event(an_officer()), CONTEXT) == DONE

    assert [getattr(said, "code", None) for said in exchange.sender.sent_to("c1")] == ["invalid-request"]


def test_every_word_in_a_log_may_be_read(exchange: ExchangeInMemory, caplog: pytest.LogCaptureFixture) -> None:
    """Neither a name nor what was said gets into the log."""
    caplog.set_level("INFO")
    exchange.begin_session()
    citizen = a_citizen()
    signalling.connect(event(citizen), CONTEXT)
    for body in ('{"type": "offer", "sdp": "secret-sdp"}', '{"type": "chat", "text": "secret-text"}'):
        signalling.message(event(citizen, body), CONTEXT)

    logged = str([vars(record) for record in caplog.records])
    assert "'code': 'invalid-request'" in logged
    assert "secret" not in logged
