"""An officer follows a session."""

from sightline.messages.signalling import Positions, SessionChanged, Unwatch, Watch
from sightline.usecases.watching import NEWEST_POSITIONS, unwatch_session, watch_session
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.subjects import make_position


def test_answers_with_state_and_newest_positions() -> None:
    """Who begins to watch gets the session and the newest part of its trail."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    exchange.positions.add_all([make_position(sequence) for sequence in range(NEWEST_POSITIONS + 20)])

    changed, positions = watch_session(
        exchange, exchange.connect(an_officer("Jo"), "desk"), Watch(session_id="session-1"), session
    )

    assert isinstance(changed, SessionChanged)
    assert changed.session.watchers == ["Jo"]
    assert isinstance(positions, Positions)
    assert [each.sequence for each in positions.positions] == list(range(20, NEWEST_POSITIONS + 20))


def test_shows_who_watches() -> None:
    """All officers of the force see who watches, and who no longer does."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    watcher, other = exchange.connect(an_officer("Jo"), "desk"), exchange.connect(an_officer("Sam"), "other")

    watch_session(exchange, watcher, Watch(session_id="session-1"), session)
    unwatch_session(exchange, watcher, Unwatch(session_id="session-1"), session)

    assert [changed.session.watchers for changed in exchange.heard(other, SessionChanged)] == [["Jo"], []]
