"""Positions come in once each and reach who watches."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import NotAllowedError, NotFoundError, SessionEndedError
from sightline.domain.invite import Capability, FunnelStage
from sightline.domain.participant import Connection
from sightline.domain.session import SessionState
from sightline.messages.base import PositionFix
from sightline.messages.changes import Positions, SessionChanged
from sightline.messages.signalling import Watch
from sightline.usecases.positions import take_positions
from sightline.usecases.watching import watch_session
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange with one open session."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    return exchange


@pytest.fixture
def watcher(exchange: ExchangeInMemory) -> Connection:
    """Return the WebSocket of an officer who watches."""
    officer = exchange.connect(an_officer(), "desk")
    watch_session(exchange, officer, Watch(session_id="session-1"), exchange.sessions.get("session-1"))
    return officer


def fixes(*sequences: int) -> list[PositionFix]:
    """Return positions by their sequences."""
    return [
        PositionFix(
            sequence=sequence,
            latitude=51.4545,
            longitude=-2.5879,
            accuracy=8.5,
            fixed_at=NOON + timedelta(seconds=sequence),
        )
        for sequence in sequences
    ]


def test_stores_each_position_once(exchange: ExchangeInMemory, watcher: Connection) -> None:
    """A batch that is sent again is accepted, stored once and passed on once."""
    assert take_positions(exchange, a_citizen(), fixes(0, 1)) == 2
    assert take_positions(exchange, a_citizen(), fixes(0, 1, 2)) == 3

    assert [each.sequence for each in exchange.positions.list_trail("session-1")] == [0, 1, 2]
    passed_on = [[each.sequence for each in message.positions] for message in exchange.heard(watcher, Positions)]
    assert passed_on == [[0, 1], [2]]


def test_takes_the_first_of_a_repeated_sequence(exchange: ExchangeInMemory) -> None:
    """Two positions of one sequence in one batch are one position."""
    first, second = fixes(0)[0], fixes(0)[0].model_copy(update={"latitude": 0.0})

    take_positions(exchange, a_citizen(), [first, second])

    [stored] = exchange.positions.list_trail("session-1")
    assert stored.latitude == first.latitude


def test_shows_officers_the_first_position(exchange: ExchangeInMemory) -> None:
    """The officers' list hears of the first position only, which completes that stage of the funnel."""
    officer = exchange.connect(an_officer(), "rail")

    take_positions(exchange, a_citizen(), fixes(0))
    take_positions(exchange, a_citizen(), fixes(1))

    [changed] = exchange.heard(officer, SessionChanged)
    assert changed.session.last_position
    assert FunnelStage.FIRST_POSITION in exchange.invites.get("invite-of-session-1").funnel


def test_needs_consent(exchange: ExchangeInMemory) -> None:
    """Without consent to the position none is stored."""
    consent = replace(exchange.sessions.get("session-1").require_consent(), capabilities=frozenset({Capability.VIDEO}))
    exchange.sessions.change("session-1", lambda session: replace(session, consent=consent))

    with pytest.raises(NotAllowedError):
        take_positions(exchange, a_citizen(), fixes(0))
    assert exchange.positions.list_trail("session-1") == []


def test_belongs_to_the_caller_alone(exchange: ExchangeInMemory) -> None:
    """Officers send no positions, and a citizen none for a session that is not there."""
    with pytest.raises(NotFoundError):
        take_positions(exchange, a_citizen("session-9"), fixes(0))
    with pytest.raises(NotAllowedError):
        take_positions(exchange, replace(an_officer(), session_id="session-1"), fixes(0))


def test_is_over_with_the_session(exchange: ExchangeInMemory) -> None:
    """An ended session takes no more positions."""
    exchange.sessions.change("session-1", lambda session: replace(session, state=SessionState.ENDED))

    with pytest.raises(SessionEndedError):
        take_positions(exchange, a_citizen(), fixes(0))
