"""Workers announce themselves and are lost."""

import pytest

from sightline.domain.participant import Connection
from sightline.messages.changes import EndSession, SessionChanged
from sightline.messages.signalling import Announce, Audience, Leg, LegReport, Offer, Watch
from sightline.usecases.connections import close_connection
from sightline.usecases.leg_reports import note_leg
from sightline.usecases.legs import open_down_leg, open_up_leg
from sightline.usecases.watching import watch_session
from sightline.usecases.workers import announce_worker, command_worker, lose_worker
from tests.fakes.exchange import ExchangeInMemory, a_citizen, a_worker, an_officer


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange in which an officer sees a citizen's picture through a worker."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    citizen, officer = exchange.connect(a_citizen(), "phone"), exchange.connect(an_officer(), "desk")
    worker = exchange.connect_worker()
    open_up_leg(
        exchange, citizen, Offer(session_id="session-1", leg_id="up-1", sdp="v=0"), exchange.sessions.get("session-1")
    )
    session = exchange.sessions.get("session-1")
    watch_session(exchange, officer, Watch(session_id="session-1"), session)
    open_down_leg(exchange, officer, Offer(session_id="session-1", leg_id="down-1", sdp="v=0"), session)
    seen = LegReport(session_id="session-1", leg_id="down-1", participant_id="any", direction="down", state="connected")
    note_leg(exchange, worker, seen, session)
    return exchange


def at(exchange: ExchangeInMemory, connection_id: str) -> Connection:
    """Return a connection of the exchange."""
    connection = exchange.connections.get(connection_id)
    assert connection
    return connection


def gone_legs(exchange: ExchangeInMemory, connection_id: str) -> list[str]:
    """Return the legs that a connection was told to offer anew."""
    legs = exchange.heard(at(exchange, connection_id), Leg)
    return [leg.leg_id for leg in legs if (leg.state, leg.reason) == ("closed", "worker-gone")]


def test_tells_both_ends_of_a_lost_worker(exchange: ExchangeInMemory) -> None:
    """When a worker's WebSocket closes, the legs' owners are asked to offer anew, and nobody sees a picture."""
    close_connection(exchange, Connection("connection-of-worker-1", a_worker()))

    assert gone_legs(exchange, "phone") == ["up-1"]
    assert sorted(gone_legs(exchange, "desk")) == ["down-1", "up-1"]
    assert exchange.heard(at(exchange, "phone"), Audience)[-1].watching == 0
    assert exchange.heard(at(exchange, "desk"), SessionChanged)[-1].session.worker_id is None


def test_loses_a_worker_once(exchange: ExchangeInMemory) -> None:
    """However many notice that a worker is gone, its sessions are told once."""
    for _ in range(3):
        lose_worker(exchange, "worker-1", "connection-of-worker-1")

    assert gone_legs(exchange, "phone") == ["up-1"]


def test_displaces_the_sessions_of_a_restarted_worker(exchange: ExchangeInMemory) -> None:
    """A worker that comes back with all places free has lost its legs, though its old connection looks alive."""
    renewed = exchange.connect(a_worker(), "after-restart")
    announce_worker(exchange, renewed, Announce(places=8, free_places=8))

    assert gone_legs(exchange, "phone") == ["up-1"]
    assert exchange.sessions.get("session-1").worker_id is None


def test_keeps_the_sessions_of_a_worker_that_renews_its_connection(exchange: ExchangeInMemory) -> None:
    """A new connection of a worker that still has its sessions takes the old one's place without a word to anybody."""
    renewed = exchange.connect(a_worker(), "renewed")
    announce_worker(exchange, renewed, Announce(places=8, free_places=7))
    close_connection(exchange, Connection("connection-of-worker-1", a_worker()))

    assert gone_legs(exchange, "phone") == []
    assert exchange.sessions.get("session-1").worker_id == "worker-1"
    assert command_worker(exchange, "worker-1", EndSession(session_id="session-1"))
    assert len(exchange.heard(renewed, EndSession)) == 1


def test_does_not_take_an_idle_worker_for_a_restarted_one(exchange: ExchangeInMemory) -> None:
    """An announcement that crosses a new offer on the way does not displace the session it brings."""
    announce_worker(exchange, at(exchange, "connection-of-worker-1"), Announce(places=8, free_places=8))

    assert gone_legs(exchange, "phone") == []


def test_ignores_an_announcement_over_a_replaced_connection(exchange: ExchangeInMemory) -> None:
    """A late announcement cannot send offers to a connection that is about to close."""
    renewed = exchange.connect(a_worker(), "renewed")
    announce_worker(exchange, renewed, Announce(places=8, free_places=7))

    announce_worker(exchange, at(exchange, "connection-of-worker-1"), Announce(places=8, free_places=2))

    [worker] = exchange.workers.list_all()
    assert (worker.connection_id, worker.free_places) == ("renewed", 7)


def test_leaves_other_workers_sessions_alone(exchange: ExchangeInMemory) -> None:
    """Losing one worker does not touch a session at another."""
    exchange.connect_worker("worker-2")

    lose_worker(exchange, "worker-2", "connection-of-worker-2")

    assert exchange.sessions.get("session-1").worker_id == "worker-1"
    assert gone_legs(exchange, "phone") == []


def test_keeps_the_sessions_of_a_worker_that_comes_back_at_once(exchange: ExchangeInMemory) -> None:
    """A cut WebSocket breaks no leg: both ends hear nothing, and commands find the new connection."""

    def come_back() -> None:
        announce_worker(exchange, exchange.connect(a_worker(), "again"), Announce(places=8, free_places=7))

    exchange.clock.meanwhile = come_back
    close_connection(exchange, Connection("connection-of-worker-1", a_worker()))

    assert gone_legs(exchange, "phone") == []
    assert exchange.sessions.get("session-1").worker_id == "worker-1"
    assert command_worker(exchange, "worker-1", EndSession(session_id="session-1"))
    assert len(exchange.heard(at(exchange, "again"), EndSession)) == 1


def test_gives_up_a_worker_that_comes_back_without_its_sessions(exchange: ExchangeInMemory) -> None:
    """One that was restarted has lost them, and its citizens are told without waiting any longer, once."""

    def come_back() -> None:
        announce_worker(exchange, exchange.connect(a_worker(), "again"), Announce(places=8, free_places=8))

    exchange.clock.meanwhile = come_back
    close_connection(exchange, Connection("connection-of-worker-1", a_worker()))

    assert gone_legs(exchange, "phone") == ["up-1"]


def test_waits_for_no_connection_that_has_been_replaced(exchange: ExchangeInMemory) -> None:
    """The end of a worker's older connection is nothing to wait for."""
    announce_worker(exchange, exchange.connect(a_worker(), "renewed"), Announce(places=8, free_places=7))
    before = exchange.clock.now()

    close_connection(exchange, Connection("connection-of-worker-1", a_worker()))

    assert exchange.clock.now() == before


def test_moves_the_sessions_of_a_worker_that_is_about_to_stop(exchange: ExchangeInMemory) -> None:
    """Their ends offer anew, the next offer goes to another worker, and the old one finishes its recording."""
    exchange.connect_worker("worker-2")
    stopping = at(exchange, "connection-of-worker-1")

    for _ in range(2):
        announce_worker(exchange, stopping, Announce(places=8, free_places=0, draining=True))

    assert gone_legs(exchange, "phone") == ["up-1"]
    assert [command.session_id for command in exchange.heard(stopping, EndSession)] == ["session-1"]
    offer = Offer(session_id="session-1", leg_id="up-2", sdp="v=0")
    open_up_leg(exchange, at(exchange, "phone"), offer, exchange.sessions.get("session-1"))
    assert exchange.sessions.get("session-1").worker_id == "worker-2"


def test_leaves_sessions_where_they_are_while_no_other_worker_has_a_place(exchange: ExchangeInMemory) -> None:
    """A picture at a worker that stops in a minute is better than none."""
    exchange.connect_worker("worker-2", free_places=0)

    stopping = at(exchange, "connection-of-worker-1")
    announce_worker(exchange, stopping, Announce(places=8, free_places=0, draining=True))

    assert gone_legs(exchange, "phone") == []
    assert exchange.sessions.get("session-1").worker_id == "worker-1"
