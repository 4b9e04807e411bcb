"""Trail and chat outlive the working tables."""

from datetime import timedelta

import pytest

from sightline.messages.views import ChatView
from sightline.usecases.records import list_chat, list_trail
from sightline.usecases.seals import seal_session
from tests.fakes.chat import ChatInMemory
from tests.fakes.clock import NOON
from tests.fakes.disposals import dispose
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.originals import end
from tests.fakes.positions import PositionsInMemory
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_position

TRAIL = [make_position(0), make_position(1)]
CHAT = [
    ChatView(message_id=name, sender="citizen", sender_name="Citizen", text=text, sent_at=NOON)
    for name, text in (("m1", "Here"), ("m2", "Tŷ gwyn"))
]


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return a session in which two positions and two lines were sent."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    exchange.positions.add_all(TRAIL)
    for line in CHAT:
        exchange.chat.add("session-1", line, line.message_id)
    return exchange


def seal(exchange: ExchangeInMemory) -> None:
    """End and seal it."""
    end(exchange)
    exchange.clock.advance(timedelta(hours=3))
    seal_session(exchange, "session-1")


def empty_tables(exchange: ExchangeInMemory) -> None:
    """Let a month pass."""
    exchange.positions, exchange.chat = PositionsInMemory(), ChatInMemory()


def test_while_it_runs_the_tables_tell(exchange: ExchangeInMemory) -> None:
    """Nothing is sealed yet."""
    session = exchange.sessions.get("session-1")
    assert (list_trail(exchange, session), list_chat(exchange, session)) == (TRAIL, CHAT)


def test_what_is_sealed_is_read_from_the_manifest(exchange: ExchangeInMemory) -> None:
    """Though the tables have let go of all of it, or of the first entries alone."""
    seal(exchange)
    session = exchange.sessions.get("session-1")
    for _ in range(2):
        assert (list_trail(exchange, session), list_chat(exchange, session)) == (TRAIL, CHAT)
        empty_tables(exchange)


def test_the_newest_version_tells(exchange: ExchangeInMemory) -> None:
    """It is the whole manifest again."""
    seal(exchange)
    store_recording(exchange.evidence, "r1", exchange.clock.now(), 1)
    seal_session(exchange, "session-1")
    empty_tables(exchange)
    del exchange.evidence.objects["avon/session-1/manifest.json"]
    session = exchange.sessions.get("session-1")
    assert (list_trail(exchange, session), list_chat(exchange, session)) == (TRAIL, CHAT)


def test_nothing_is_left_of_what_is_disposed_of(exchange: ExchangeInMemory) -> None:
    """Neither in the tables nor in the bucket."""
    seal(exchange)
    dispose(exchange)
    session = exchange.sessions.get("session-1")
    assert (list_trail(exchange, session), list_chat(exchange, session)) == ([], [])
    for body in exchange.evidence.objects.values():
        assert b"latitude" not in body
        assert b"gwyn" not in body
