"""An officer follows a session."""

from datetime import timedelta

from sightline.domain.custody import CustodyAction
from sightline.messages.changes import Positions, SessionChanged
from sightline.messages.signalling import Unwatch, Watch
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


def test_watching_is_written_down_once_a_quarter_of_an_hour() -> None:
    """Turning away and back adds nothing; another officer does, and the same one later."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    jo, sam = exchange.connect(an_officer("Jo"), "desk"), exchange.connect(an_officer("Sam"), "other")
    for watcher in (jo, jo, sam):
        watch_session(exchange, watcher, Watch(session_id="session-1"), session)
    exchange.clock.advance(timedelta(minutes=15))
    watch_session(exchange, jo, Watch(session_id="session-1"), session)
    entries = exchange.custody.list_entries("session-1")
    assert {entry.action for entry in entries} == {CustodyAction.WATCHED}
    assert [entry.actor.name for entry in entries if entry.actor] == ["Jo", "Sam", "Jo"]
