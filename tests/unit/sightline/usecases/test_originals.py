"""A phone sends its own recording while it may, and only what it was let keep."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import InvalidRequestError, NotAllowedError, OriginalClosedError
from sightline.domain.original import SENDING_TIME
from sightline.domain.session import EndReason
from sightline.messages.originals import PieceRequest
from sightline.usecases.originals import address_piece, declare_original
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer
from tests.fakes.originals import WEBM, a_declaration, end, keep_original, store_piece

PIECE = PieceRequest(
    take_id="t1", sequence=1, captured_at=NOON, duration_milliseconds=4000, bytes=3_000_000, sha256="ab" * 32
)


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return a running session whose citizen lets the phone keep a better copy."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    keep_original(exchange)
    return exchange


def test_a_phone_hears_what_is_stored(exchange: ExchangeInMemory) -> None:
    """From the bucket itself: it goes on where that ends, whatever it remembers."""
    store_piece(exchange, 0)
    store_piece(exchange, 2)

    standing = declare_original(exchange, a_citizen(), a_declaration(4))

    assert [(take.take_id, take.stored) for take in standing.takes] == [("t1", [0, 2])]
    assert (standing.session_ended, standing.closes_at) == (False, None)


def test_a_phones_clock_is_noted(exchange: ExchangeInMemory) -> None:
    """What must be added to its times."""
    declare_original(exchange, a_citizen(), a_declaration(1, said_at=exchange.clock.now() - timedelta(seconds=90)))

    original = exchange.sessions.get("session-1").original
    assert original
    assert original.clock_offset_seconds == 90.0


def test_the_last_word_asks_for_the_signature(exchange: ExchangeInMemory) -> None:
    """Only after the end: what runs may still grow."""
    declare_original(exchange, a_citizen(), a_declaration(1, complete=True))
    assert exchange.seal_queue.puts == []

    end(exchange)
    standing = declare_original(exchange, a_citizen(), a_declaration(1, complete=True))

    assert exchange.seal_queue.puts == [("session-1", timedelta(0))]
    assert (standing.session_ended, standing.end_reason) == (True, EndReason.CITIZEN)


def test_a_piece_gets_an_address_for_its_own_bytes(exchange: ExchangeInMemory) -> None:
    """Under a key that says whose, which and when."""
    declare_original(exchange, a_citizen(), a_declaration(2))

    address = address_piece(exchange, a_citizen(), PIECE)

    milliseconds = int(NOON.timestamp() * 1000)
    assert address.url.startswith(
        f"https://bucket.test/avon/session-1/original/t1/00000001-{milliseconds}-4000.webm?life=300"
    )
    assert address.headers == {"Content-Type": WEBM, "x-amz-meta-sha256": "ab" * 32}


@pytest.mark.parametrize("changes", [{"take_id": "t2"}, {"sequence": 2}])
def test_only_declared_pieces_have_an_address(exchange: ExchangeInMemory, changes: dict[str, object]) -> None:
    """Nothing is stored that the manifest would not expect."""
    declare_original(exchange, a_citizen(), a_declaration(2))

    with pytest.raises(InvalidRequestError):
        address_piece(exchange, a_citizen(), PIECE.model_copy(update=changes))


def test_a_citizen_who_did_not_agree_sends_nothing() -> None:
    """The choice is one of its own."""
    exchange = ExchangeInMemory()
    exchange.begin_session()

    with pytest.raises(NotAllowedError):
        declare_original(exchange, a_citizen(), a_declaration(1))


def test_nobody_else_sends_one(exchange: ExchangeInMemory) -> None:
    """Not an officer of the same force either."""
    officer = replace(an_officer(), session_id="session-1")

    with pytest.raises(NotAllowedError):
        declare_original(exchange, officer, a_declaration(1))


def test_the_time_for_sending_ends(exchange: ExchangeInMemory) -> None:
    """A day after the session; for a link that was withdrawn, with it."""
    declare_original(exchange, a_citizen(), a_declaration(2))
    end(exchange)
    exchange.clock.advance(SENDING_TIME - timedelta(seconds=1))
    assert declare_original(exchange, a_citizen(), a_declaration(2)).closes_at == NOON + SENDING_TIME
    exchange.clock.advance(timedelta(seconds=1))

    with pytest.raises(OriginalClosedError):
        address_piece(exchange, a_citizen(), PIECE)


def test_a_withdrawn_link_takes_nothing_more(exchange: ExchangeInMemory) -> None:
    """What police have withdrawn they do not collect afterwards."""
    end(exchange, EndReason.REVOKED)

    with pytest.raises(OriginalClosedError):
        declare_original(exchange, a_citizen(), a_declaration(2))
