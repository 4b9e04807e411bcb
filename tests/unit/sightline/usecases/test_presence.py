"""The phone was last heard of when?"""

from datetime import timedelta

from sightline.usecases.presence import COARSE, note_presence
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory


def test_writes_no_more_often_than_it_must() -> None:
    """Presence is noted to within half a minute, and never set back by a late note."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()

    note_presence(exchange.sessions, session, NOON + COARSE - timedelta(seconds=1))
    assert exchange.sessions.get("session-1").last_seen_at == NOON

    note_presence(exchange.sessions, session, NOON + 3 * COARSE)
    note_presence(exchange.sessions, session, NOON + 2 * COARSE)
    assert exchange.sessions.get("session-1").last_seen_at == NOON + 3 * COARSE
