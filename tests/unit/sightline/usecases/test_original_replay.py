"""Officers see how far a phone's own recording has come, and fetch it piece by piece."""

import pytest

from sightline.domain.errors import NotFoundError
from sightline.usecases.original_replay import list_original
from sightline.usecases.originals import declare_original
from sightline.usecases.replay import view_recording
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer
from tests.fakes.originals import WEBM, a_declaration, keep_original, store_piece


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return a session of whose original three pieces were declared and two are stored."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    keep_original(exchange)
    declare_original(exchange, a_citizen(), a_declaration(3))
    store_piece(exchange, 0)
    store_piece(exchange, 1)
    return exchange


def test_shows_how_far_it_has_come(exchange: ExchangeInMemory) -> None:
    """Beside the live recording."""
    original = view_recording(exchange, an_officer(), "session-1").original

    assert original
    assert (original.declared_pieces, original.stored_pieces, original.stored_seconds) == (3, 2, 8.0)
    assert original.sealed_at is None


def test_shows_none_where_the_phone_keeps_none() -> None:
    """No line about what does not exist."""
    exchange = ExchangeInMemory()
    exchange.begin_session()

    assert view_recording(exchange, an_officer(), "session-1").original is None


def test_gives_out_pieces_in_order(exchange: ExchangeInMemory) -> None:
    """A run of them, each for a minute."""
    run = list_original(exchange, an_officer(), "session-1", 1, 30)

    [piece] = run.pieces
    assert (piece.index, piece.sequence, piece.mime, run.total) == (1, 1, WEBM, 2)
    assert piece.url.endswith("?life=60")


def test_another_forces_original_does_not_exist(exchange: ExchangeInMemory) -> None:
    """Nor does its session."""
    with pytest.raises(NotFoundError):
        list_original(exchange, an_officer(force_id="kent"), "session-1", 0, 30)
