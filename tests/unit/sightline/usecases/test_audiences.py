"""How many officers see the picture."""

from dataclasses import replace

from sightline.domain.participant import Connection
from sightline.messages.signalling import Audience
from sightline.usecases.audiences import count_audience, tell_audience
from sightline.usecases.topics import seeing_of
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer


def test_counts_officers_of_this_session() -> None:
    """Each officer counts once, and nobody who sees another session's picture."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    for leg_id, officer in (("d1", an_officer("Jo")), ("d2", an_officer("Jo")), ("d3", an_officer("Sam"))):
        exchange.connections.join(seeing_of("session-1"), Connection(leg_id, officer))
    exchange.connections.join(seeing_of("session-2"), Connection("d4", an_officer("Kit")))

    assert count_audience(exchange, session) == Audience(session_id="session-1", watching=2, recording=False)
    assert count_audience(exchange, replace(session, up_leg_id="u1", up_leg_at=NOON)).recording


def test_tells_the_citizen_alone() -> None:
    """Who watches is the citizen's to know; officers see it in the session."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    citizen, officer = exchange.connect(a_citizen(), "phone"), exchange.connect(an_officer(), "desk")

    tell_audience(exchange, session)

    assert len(exchange.heard(citizen, Audience)) == 1
    assert exchange.heard(officer, Audience) == []
