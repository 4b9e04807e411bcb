"""Every role, every message, every kind of object: who is let through, and how the others are refused."""

import json
from base64 import b64encode
from itertools import product
from typing import Any, get_args

import pytest

from sightline.domain.participant import Connection, Participant, Role
from sightline.messages import signalling as said
from sightline.messages.changes import Error
from sightline.messages.signalling import Offer
from sightline.usecases.legs import open_up_leg
from signalling.conversation import converse
from tests.fakes.exchange import ExchangeInMemory, a_citizen, a_worker, an_officer
from tests.fakes.jpegs import make_jpeg

CITIZEN, WORKER, AUDITOR = {Role.CITIZEN}, {Role.WORKER}, {Role.AUDITOR}
OFFICERS = {Role.CALL_HANDLER, Role.INVESTIGATOR, Role.SUPERVISOR, Role.AUDITOR}
ANYBODY = CITIZEN | OFFICERS | WORKER

CAN_SAY: dict[str, set[Role]] = {
    "hello": ANYBODY,
    "ping": ANYBODY,
    "offer": CITIZEN | OFFICERS,
    "talk": OFFICERS,
    "listen": CITIZEN,
    "unlisten": CITIZEN,
    "candidates": CITIZEN | OFFICERS,
    "hangup": CITIZEN | OFFICERS,
    "chat": CITIZEN | OFFICERS,
    "end": CITIZEN | OFFICERS,
    "progress": CITIZEN,
    "trouble": CITIZEN,
    "capture": CITIZEN,
    "still": CITIZEN,
    "watch": OFFICERS,
    "unwatch": OFFICERS,
    "ask-quality": OFFICERS,
    "announce": WORKER,
    "answer": WORKER,
    "refusal": WORKER,
    "leg": WORKER,
    "recording": WORKER,
    "stored": WORKER,
}
"""Which roles have a word for it. Auditors are officers who may only read, and nothing is read over the WebSocket."""
ABOUT_NO_SESSION = {"hello", "ping", "announce", "stored"}
"""A worker may store what is left of a session that has long been another's."""
ABOUT_ONES_OWN = {"progress", "trouble", "capture"}

MESSAGES: dict[str, dict[str, Any]] = {
    "hello": {},
    "ping": {},
    "offer": {"leg_id": "leg-new", "sdp": "v=0"},
    "talk": {"leg_id": "leg-new", "sdp": "v=0"},
    "listen": {"leg_id": "leg-new", "sdp": "v=0"},
    "unlisten": {},
    "candidates": {"leg_id": "leg-new", "candidates": ["candidate:1"]},
    "hangup": {"leg_id": "leg-new"},
    "chat": {"text": "Hello", "ref": "r1"},
    "end": {},
    "progress": {"stage": "camera-granted"},
    "trouble": {"stage": "camera-granted", "reason": "camera-refused"},
    "capture": {"camera": "on", "microphone": "off", "signal": "good"},
    "still": {
        "sequence": 1,
        "captured_at": "2026-11-21T12:00:00Z",
        "jpeg": b64encode(make_jpeg()).decode(),
        "width": 640,
        "height": 360,
    },
    "watch": {},
    "unwatch": {},
    "ask-quality": {"quality": "low"},
    "announce": {"places": 4, "free_places": 4},
    "answer": {"reply_to": "phone", "leg_id": "up-1", "sdp": "v=0"},
    "refusal": {"reply_to": "phone", "leg_id": "up-1", "code": "invalid-offer", "text": "No."},
    "leg": {"leg_id": "up-1", "participant_id": "anybody", "direction": "up", "state": "connected"},
    "recording": {"recording_id": "r1", "state": "started"},
    "stored": {"session_id": "session-1"},
}
SESSIONS = {"own": "session-1", "same-force": "session-2", "other-force": "session-3", "unknown": "session-4"}
REFUSALS = {"invalid-request", "not-allowed", "not-found"}


def who(role: Role) -> Participant:
    """Return a participant of a role: of session-1, of force avon, or the worker that serves session-1."""
    return {Role.CITIZEN: a_citizen(), Role.WORKER: a_worker()}.get(role) or an_officer(role=role)


def expected(role: Role, kind: str, session: str) -> str | None:
    """Return the code by which a message is refused, None if it is let through."""
    if role not in CAN_SAY[kind]:
        return "invalid-request"
    if role is Role.AUDITOR and kind not in ABOUT_NO_SESSION:
        return "not-allowed"
    if kind in ABOUT_NO_SESSION | ABOUT_ONES_OWN or session == "own":
        return None
    return None if session == "same-force" and role in OFFICERS else "not-found"


def say(exchange: ExchangeInMemory, caller: Connection, kind: str, session: str) -> set[str]:
    """Send a message and return the codes of the errors that came back."""
    about = {} if kind in ABOUT_NO_SESSION | ABOUT_ONES_OWN else {"session_id": SESSIONS[session]}
    before = len(exchange.heard(caller, Error))
    converse(exchange, caller, json.dumps({"type": kind, **about, **MESSAGES[kind]}))
    return {error.code for error in exchange.heard(caller, Error)[before:]}


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange: session-1 streams through worker-1, session-2 is the same force's, session-3 another's."""
    exchange = ExchangeInMemory()
    for session_id, force_id in (("session-1", "avon"), ("session-2", "avon"), ("session-3", "kent")):
        exchange.begin_session(session_id, force_id)
    exchange.connect_worker()
    phone = exchange.connect(a_citizen(), "phone")
    offer = Offer(session_id="session-1", leg_id="up-1", sdp="v=0")
    open_up_leg(exchange, phone, offer, exchange.sessions.get("session-1"))
    return exchange


@pytest.mark.parametrize(("role", "kind", "session"), list(product(Role, MESSAGES, SESSIONS)))
def test_lets_through_what_the_table_allows(exchange: ExchangeInMemory, role: Role, kind: str, session: str) -> None:
    """A message gets past role, action and object exactly if all three fit; a refused one changes nothing."""
    caller = exchange.connect(who(role), "caller") if role in OFFICERS else _connected(role)
    sessions, invites, sent = dict(exchange.sessions.by_id), dict(exchange.invites.by_id), len(exchange.sender.sent)

    codes = say(exchange, caller, kind, session)

    refusal = expected(role, kind, session)
    assert codes & REFUSALS == ({refusal} if refusal else set())
    if refusal:
        assert (exchange.sessions.by_id, exchange.invites.by_id) == (sessions, invites)
        assert [receiver for receiver, _ in exchange.sender.sent[sent:]] == [caller.connection_id]


def test_covers_every_message() -> None:
    """No message of any union is missing from the matrix."""
    unions = (said.CitizenMessage, said.OfficerMessage, said.WorkerMessage)
    kinds = {each.model_fields["type"].default for union in unions for each in get_args(get_args(union)[0])}

    assert kinds == set(MESSAGES) == set(CAN_SAY)


def _connected(role: Role) -> Connection:
    return Connection("phone" if role is Role.CITIZEN else "connection-of-worker-1", who(role))
