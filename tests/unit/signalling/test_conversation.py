"""Whatever a frame holds, its sender gets an answer and keeps the connection, and nobody else notices."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.domain.participant import Connection, Participant, Role
from sightline.messages.changes import Error
from sightline.messages.signalling import Pong
from signalling.conversation import converse
from tests.fakes.exchange import ExchangeInMemory, a_citizen, a_worker, an_officer

PARTICIPANTS = [a_citizen(), an_officer(), an_officer(role=Role.AUDITOR), a_worker()]
CHAT: dict[str, Any] = {"type": "chat", "session_id": "session-1", "text": "Hello", "ref": "r1"}
CAPTURE: dict[str, Any] = {"type": "capture", "camera": "on", "microphone": "on", "signal": "good"}
OFFER: dict[str, Any] = {"type": "offer", "session_id": "session-1", "leg_id": "up-1", "sdp": "v=0"}

POISON = {
    "nothing": "",
    "blank": " \n\t",
    "no JSON": "{type: ping}",
    "half": '{"type": "ping"',
    "two values": '{"type": "ping"}{"type": "ping"}',
    "null": "null",
    "number": "-1e999",
    "not a number": "NaN",
    "text": '"ping"',
    "list": '[{"type": "ping"}]',
    "empty": "{}",
    "no type": '{"session_id": "session-1"}',
    "unknown type": '{"type": "sudo"}',
    "type of another way": '{"type": "welcome"}',
    "type is a list": '{"type": ["ping"]}',
    "type is an object": '{"type": {"type": "ping"}}',
    "type in capitals": '{"type": "PING"}',
    "unknown field": '{"type": "ping", "admin": true}',
    "prototype": '{"type": "ping", "__proto__": {"role": "supervisor"}}',
    "role in the message": json.dumps(CHAT | {"role": "supervisor"}),
    "field missing": '{"type": "chat", "session_id": "session-1", "text": "Hello"}',
    "number for text": json.dumps(CHAT | {"text": 7}),
    "object for text": json.dumps(CHAT | {"text": {"$ne": ""}}),
    "blank text": json.dumps(CHAT | {"text": "  \n "}),
    "long text": json.dumps(CHAT | {"text": "x" * 1001}),
    "lone surrogate": '{"type": "chat", "session_id": "session-1", "text": "\\ud800", "ref": "r1"}',
    "path for an id": json.dumps(CHAT | {"session_id": "../session-1"}),
    "topic for an id": json.dumps(CHAT | {"session_id": "session-1#officers"}),
    "newline in an id": json.dumps(CHAT | {"session_id": "session-1\n"}),
    "long id": json.dumps(CHAT | {"session_id": "s" * 65}),
    "unknown word": json.dumps(CAPTURE | {"camera": "exploded"}),
    "true for a word": json.dumps(CAPTURE | {"camera": True}),
    "empty SDP": json.dumps(OFFER | {"sdp": ""}),
    "many candidates": json.dumps(
        {"type": "candidates", "session_id": "session-1", "leg_id": "up-1", "candidates": ["c"] * 31}
    ),
    "negative places": '{"type": "announce", "places": -1, "free_places": -1}',
    "endless places": '{"type": "announce", "places": 1e400, "free_places": 1}',
}
TOO_LARGE = {
    "many bytes": json.dumps(CHAT | {"text": "x" * 16_384}),
    "many bytes in few letters": json.dumps(CHAT | {"text": "\N{OTTER}" * 4_200}, ensure_ascii=False),
    "deep lists": '{"type": "ping", "x": ' + "[" * 7_000 + "]" * 7_000 + "}",
    "deep objects": '{"a":' * 2_000 + "1" + "}" * 2_000,
    "deep enough": '{"type": "ping", "x": [[[[[1]]]]]}',
}


def make_exchange() -> ExchangeInMemory:
    """Return an exchange with one open session."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    return exchange


def answer(exchange: ExchangeInMemory, caller: Connection, body: str) -> list[Any]:
    """Send a frame and return what came back."""
    exchange.sender.sent.clear()
    converse(exchange, caller, body)
    assert {receiver for receiver, _ in exchange.sender.sent} <= {caller.connection_id}
    return exchange.sender.sent_to(caller.connection_id)


@pytest.mark.parametrize("participant", PARTICIPANTS, ids=lambda each: each.role)
@pytest.mark.parametrize("poison", POISON)
def test_refuses_what_does_not_fit_the_schema(participant: Participant, poison: str) -> None:
    """One error comes back, and the next message is answered as ever."""
    exchange = make_exchange()
    caller = exchange.connect(participant, "caller")
    sessions = dict(exchange.sessions.by_id)

    [error] = answer(exchange, caller, POISON[poison])

    assert isinstance(error, Error)
    assert error.code == "invalid-request"
    assert answer(exchange, caller, '{"type": "ping"}') == [Pong()]
    assert exchange.connections.get("caller") == caller
    assert (exchange.sessions.by_id, exchange.sender.closed) == (sessions, [])


@pytest.mark.parametrize("participant", PARTICIPANTS, ids=lambda each: each.role)
@pytest.mark.parametrize("poison", TOO_LARGE)
def test_refuses_what_is_too_large(participant: Participant, poison: str) -> None:
    """Neither bytes nor depth beyond the caps reach the schema."""
    exchange = make_exchange()
    caller = exchange.connect(participant, "caller")

    [error] = answer(exchange, caller, TOO_LARGE[poison])

    assert error.code == "message-too-large"
    assert answer(exchange, caller, '{"type": "ping"}') == [Pong()]


@settings(max_examples=200, deadline=None)
@given(
    body=st.text()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["type", "session_id", "ref"]) | st.text(), inner)
        ),
    ).map(json.dumps)
)
def test_answers_anything(body: str) -> None:
    """No frame at all gets more than one error, or none."""
    exchange = make_exchange()

    [error] = answer(exchange, exchange.connect(an_officer(), "caller"), body)

    assert error.code in {"invalid-request", "message-too-large"}


def test_says_which_message_it_was() -> None:
    """An error carries the sender's own mark, or the leg that it was about."""
    exchange = make_exchange()
    caller = exchange.connect(an_officer(force_id="kent"), "caller")

    [about_chat] = answer(exchange, caller, json.dumps(CHAT))
    [about_leg] = answer(exchange, caller, json.dumps(OFFER))

    assert (about_chat.code, about_chat.ref) == ("not-found", "r1")
    assert (about_leg.code, about_leg.ref) == ("not-found", "up-1")


def test_does_not_repeat_what_was_sent() -> None:
    """What is wrong is described without the words that were wrong."""
    exchange = make_exchange()
    body = json.dumps(CHAT | {"session_id": "call +447700900123"})

    [error] = answer(exchange, exchange.connect(an_officer(), "caller"), body)

    assert "session_id" in error.text
    assert "447700900123" not in error.text


def test_survives_its_own_failure(caplog: pytest.LogCaptureFixture) -> None:
    """What we did wrong is logged and told as that, and the connection stays."""
    exchange = make_exchange()
    caller = exchange.connect(an_officer(), "caller")
    exchange.chat.by_session = None  # type: ignore[assignment]

    [error] = answer(exchange, caller, json.dumps(CHAT))

    assert (error.code, error.ref) == ("internal-error", "r1")
    assert "AttributeError" in caplog.text
    assert answer(exchange, caller, '{"type": "ping"}') == [Pong()]
