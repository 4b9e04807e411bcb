"""Who hears of a leg."""

import pytest

from sightline.domain.participant import Connection
from sightline.messages.signalling import Leg
from sightline.usecases.leg_states import find_leg, tell_leg
from sightline.usecases.topics import legs_of, watchers_of
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer

UP, DOWN = Connection("up-1", a_citizen()), Connection("down-1", an_officer("Jo"))


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange with a citizen, Jo in two windows, and Sam, who watches."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    exchange.connect(a_citizen(), "phone")
    exchange.connect(an_officer("Jo"), "jo-left")
    exchange.connect(an_officer("Jo"), "jo-right")
    exchange.connections.join(watchers_of("session-1"), exchange.connect(an_officer("Sam"), "sam"))
    return exchange


def who_heard(exchange: ExchangeInMemory) -> set[str]:
    """Return the connections that were told of a leg."""
    return {receiver for receiver, said in exchange.sender.sent if isinstance(said, Leg)}


def test_an_up_leg_concerns_citizen_and_watchers(exchange: ExchangeInMemory) -> None:
    """The citizen, whose leg it is, and those who watch hear of it."""
    tell_leg(exchange, exchange.sessions.get("session-1"), UP, "up", "interrupted")

    assert who_heard(exchange) == {"phone", "sam"}


def test_a_down_leg_concerns_its_owner(exchange: ExchangeInMemory) -> None:
    """All windows of the officer whose leg it is hear of it, and nobody else."""
    tell_leg(exchange, exchange.sessions.get("session-1"), DOWN, "down", "closed", "worker-gone")

    assert who_heard(exchange) == {"jo-left", "jo-right"}


def test_a_listen_leg_concerns_the_citizen(exchange: ExchangeInMemory) -> None:
    """Watchers learn from the session whether they are heard, not from its leg."""
    tell_leg(exchange, exchange.sessions.get("session-1"), UP, "listen", "connected")

    assert who_heard(exchange) == {"phone"}


def test_finds_a_leg_by_its_name(exchange: ExchangeInMemory) -> None:
    """A leg that was offered has an owner; another has none."""
    exchange.connections.join(legs_of("session-1"), UP)

    assert find_leg(exchange, "session-1", "up-1") == UP
    assert find_leg(exchange, "session-1", "up-2") is None
    assert find_leg(exchange, "session-2", "up-1") is None
