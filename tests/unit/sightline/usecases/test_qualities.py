"""Officers ask for more or less of the picture."""

from dataclasses import replace

import pytest

from sightline.domain.errors import SessionEndedError
from sightline.domain.quality import AskedQuality
from sightline.domain.session import SessionState
from sightline.messages.changes import SessionChanged
from sightline.messages.signalling import AskQuality, QualityAsked
from sightline.usecases.connections import greet
from sightline.usecases.qualities import ask_quality
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer

STILLS = AskQuality(session_id="session-1", quality=AskedQuality.STILLS)


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange with one open session."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    return exchange


def test_tells_the_phone_and_the_force(exchange: ExchangeInMemory) -> None:
    """The page follows at once, and every officer sees what is asked."""
    phone, desk = exchange.connect(a_citizen(), "phone"), exchange.connect(an_officer(), "desk")

    ask_quality(exchange, desk, STILLS, exchange.sessions.get("session-1"))

    assert exchange.heard(phone, QualityAsked) == [QualityAsked(session_id="session-1", quality=AskedQuality.STILLS)]
    assert exchange.heard(desk, SessionChanged)[-1].session.asked_quality == "stills"


def test_a_page_that_comes_back_still_follows(exchange: ExchangeInMemory) -> None:
    """What was asked while the phone was away is in its welcome, and so is that nothing is asked any more."""
    desk = exchange.connect(an_officer(), "desk")
    for quality in (AskedQuality.STILLS, AskedQuality.AUTOMATIC):
        message = AskQuality(session_id="session-1", quality=quality)
        ask_quality(exchange, desk, message, exchange.sessions.get("session-1"))
        phone = exchange.connect(a_citizen(), f"phone-{quality}")

        assert QualityAsked(session_id="session-1", quality=quality) in greet(exchange, phone)


def test_nothing_is_asked_of_a_session_that_has_ended(exchange: ExchangeInMemory) -> None:
    """There is nobody to follow."""
    desk = exchange.connect(an_officer(), "desk")
    ended = exchange.sessions.change("session-1", lambda session: replace(session, state=SessionState.ENDED))

    with pytest.raises(SessionEndedError):
        ask_quality(exchange, desk, STILLS, ended)
