"""Chat goes both ways, once."""

from dataclasses import replace

import pytest

from sightline.domain.errors import SessionEndedError
from sightline.domain.participant import Connection
from sightline.domain.session import SessionState
from sightline.messages.signalling import Chat, ChatSent, Watch
from sightline.usecases.chat import send_chat
from sightline.usecases.watching import watch_session
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange with a citizen, and an officer who watches."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    exchange.connect(a_citizen(), "phone")
    officer = exchange.connect(an_officer(), "desk")
    watch_session(exchange, officer, Watch(session_id="session-1"), exchange.sessions.get("session-1"))
    return exchange


def say(exchange: ExchangeInMemory, caller: Connection, text: str, ref: str) -> None:
    """Send a line of chat; what is answered to the caller is sent to it."""
    message = Chat(session_id="session-1", text=text, ref=ref)
    for answer in send_chat(exchange, caller, message, exchange.sessions.get("session-1")):
        exchange.sender.send(caller.connection_id, answer)


def lines(exchange: ExchangeInMemory, connection_id: str) -> list[tuple[str, str, str]]:
    """Return the chat that a connection was sent: sender, text, mark."""
    sent = [message for message in exchange.sender.sent_to(connection_id) if isinstance(message, ChatSent)]
    return [(line.message.sender, line.message.text, line.ref) for line in sent]


def test_reaches_both_ends_in_order(exchange: ExchangeInMemory) -> None:
    """Each line reaches the citizen and the officers who watch, the sender included."""
    say(exchange, Connection("phone", a_citizen()), "I see smoke", "c1")
    say(exchange, Connection("desk", an_officer()), "Move away", "o1")

    expected = [("citizen", "I see smoke", "c1"), ("officer", "Move away", "o1")]
    assert lines(exchange, "phone") == expected
    assert lines(exchange, "desk") == expected
    assert [line.text for line in exchange.chat.list_all("session-1")] == ["I see smoke", "Move away"]


def test_stores_a_repeated_line_once(exchange: ExchangeInMemory) -> None:
    """A line that is sent again under its mark is the line that stands, by the same id."""
    for _ in range(2):
        say(exchange, Connection("phone", a_citizen()), "I see smoke", "c1")

    sent = [message for message in exchange.sender.sent_to("phone") if isinstance(message, ChatSent)]
    assert len({line.message.message_id for line in sent}) == 1
    assert len(exchange.chat.list_all("session-1")) == 1


def test_answers_an_officer_who_does_not_watch(exchange: ExchangeInMemory) -> None:
    """The sender is told that the line was taken, watching or not."""
    other = exchange.connect(an_officer("Jo"), "other")

    say(exchange, other, "On our way", "o2")

    assert lines(exchange, "other") == [("officer", "On our way", "o2")]


def test_is_over_with_the_session(exchange: ExchangeInMemory) -> None:
    """Nothing is said in a session that has ended."""
    exchange.sessions.change("session-1", lambda session: replace(session, state=SessionState.ENDED))

    with pytest.raises(SessionEndedError):
        say(exchange, Connection("phone", a_citizen()), "Hello?", "c1")
