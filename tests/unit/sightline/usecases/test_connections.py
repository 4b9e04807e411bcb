"""What it means that a WebSocket opens, speaks first, and closes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.participant import Connection
from sightline.domain.quality import AskedQuality
from sightline.domain.session import EndReason, SessionState
from sightline.messages.changes import Ended, SessionChanged
from sightline.messages.signalling import Audience, Chat, ChatHistory, Pong, QualityAsked, Watch, Welcome
from sightline.usecases.chat import send_chat
from sightline.usecases.connections import answer_ping, close_connection, greet
from sightline.usecases.watching import watch_session
from tests.fakes.exchange import ExchangeInMemory, a_citizen, a_worker, an_officer


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange with one open session."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    return exchange


def test_shows_officers_when_the_citizen_comes_and_goes(exchange: ExchangeInMemory) -> None:
    """Officers of the force see whether the citizen's page is connected."""
    officer = exchange.connect(an_officer(), "desk")
    citizen = exchange.connect(a_citizen(), "phone")
    assert exchange.heard(officer, SessionChanged)[-1].session.citizen_connected

    close_connection(exchange, citizen)

    assert not exchange.heard(officer, SessionChanged)[-1].session.citizen_connected


def test_tells_no_other_force(exchange: ExchangeInMemory) -> None:
    """Another force's officers hear nothing of the session."""
    stranger = exchange.connect(an_officer(force_id="kent"), "elsewhere")

    exchange.connect(a_citizen(), "phone")

    assert exchange.sender.sent_to(stranger.connection_id) == []


def test_keeps_a_citizens_newest_connection(exchange: ExchangeInMemory) -> None:
    """A citizen's second connection replaces the first, whose late close changes nothing."""
    first = exchange.connect(a_citizen(), "first")
    exchange.connect(a_citizen(), "second")
    officer = exchange.connect(an_officer(), "desk")

    close_connection(exchange, first)

    assert exchange.sender.closed == ["first"]
    assert exchange.connections.get("first") is None
    assert exchange.heard(officer, SessionChanged)[-1].session.citizen_connected


def test_keeps_all_of_an_officers_windows(exchange: ExchangeInMemory) -> None:
    """An officer may have several windows open."""
    exchange.connect(an_officer(), "left")
    exchange.connect(an_officer(), "right")

    assert exchange.sender.closed == []


def test_shows_that_an_officer_has_left(exchange: ExchangeInMemory) -> None:
    """The officers' list shows no watcher whose WebSocket is closed."""
    leaving, staying = exchange.connect(an_officer("Jo"), "leaving"), exchange.connect(an_officer("Sam"), "staying")
    watch_session(exchange, leaving, Watch(session_id="session-1"), exchange.sessions.get("session-1"))
    assert exchange.heard(staying, SessionChanged)[-1].session.watchers == ["Jo"]

    close_connection(exchange, leaving)

    assert exchange.heard(staying, SessionChanged)[-1].session.watchers == []


def test_welcomes_with_who_you_are(exchange: ExchangeInMemory) -> None:
    """The first answer says who the server takes you for, and to come back within 2 hours."""
    [welcome] = greet(exchange, exchange.connect(an_officer("Jo"), "desk"))

    assert isinstance(welcome, Welcome)
    assert (welcome.name, welcome.role, welcome.server_time) == ("Jo", "call-handler", exchange.clock.now())
    assert 0 < welcome.reconnect_after_seconds < 2 * 60 * 60
    assert 0 < welcome.ping_every_seconds < 10 * 60


def test_tells_a_citizen_who_watches_and_no_more(exchange: ExchangeInMemory) -> None:
    """A citizen learns how many officers watch, and nothing of what officers see of the session."""
    welcome, audience, asked = greet(exchange, exchange.connect(a_citizen(), "phone"))

    assert isinstance(welcome, Welcome)
    assert welcome.session is None
    assert audience == Audience(session_id="session-1", watching=0, recording=False)
    assert asked == QualityAsked(session_id="session-1", quality=AskedQuality.AUTOMATIC)


def test_gives_a_citizens_page_what_it_missed(exchange: ExchangeInMemory) -> None:
    """A line that was said while the page was away is there when it comes back."""
    session = exchange.sessions.get("session-1")
    send_chat(
        exchange, exchange.connect(an_officer(), "desk"), Chat(session_id="session-1", text="Wait", ref="1"), session
    )

    *_, history = greet(exchange, exchange.connect(a_citizen(), "phone"))

    assert isinstance(history, ChatHistory)
    assert [line.text for line in history.messages] == ["Wait"]


def test_gives_no_more_than_a_frame_holds(exchange: ExchangeInMemory) -> None:
    """Of a long talk in a wide script the newest lines are given, in one frame that API Gateway lets through."""
    session = exchange.sessions.get("session-1")
    desk = exchange.connect(an_officer(), "desk")
    for number in range(40):
        send_chat(exchange, desk, Chat(session_id="session-1", text="\U0001f692" * 1000, ref=str(number)), session)

    *_, history = greet(exchange, exchange.connect(a_citizen(), "phone"))

    assert len(history.model_dump_json().encode()) < 128 * 1024


def test_tells_a_late_citizen_that_it_is_over(exchange: ExchangeInMemory) -> None:
    """A citizen's page that comes back after the end is told so."""
    exchange.sessions.change(
        "session-1", lambda session: replace(session, state=SessionState.ENDED, end_reason=EndReason.OFFICER)
    )

    _, ended = greet(exchange, exchange.connect(a_citizen(), "phone"))

    assert ended == Ended(session_id="session-1", reason=EndReason.OFFICER)


def test_notes_that_the_phone_is_there(exchange: ExchangeInMemory) -> None:
    """A citizen's ping keeps its session from counting as abandoned."""
    citizen = exchange.connect(a_citizen(), "phone")
    exchange.clock.advance(timedelta(minutes=4))

    assert answer_ping(exchange, citizen) == [Pong()]

    assert exchange.sessions.get("session-1").last_seen_at == exchange.clock.now()


def test_forgets_a_worker_that_never_announced_itself(exchange: ExchangeInMemory) -> None:
    """A worker's connection can close before it has said anything."""
    worker = exchange.connect(a_worker(), "mute")

    close_connection(exchange, worker)

    assert exchange.connections.get("mute") is None


def test_closes_what_was_forgotten_before(exchange: ExchangeInMemory) -> None:
    """A close that arrives twice, or after the connection was found gone, does no harm."""
    citizen = exchange.connect(a_citizen(), "phone")

    close_connection(exchange, citizen)
    close_connection(exchange, citizen)
    close_connection(exchange, Connection("never-seen", an_officer()))

    assert exchange.connections.by_id == {}
