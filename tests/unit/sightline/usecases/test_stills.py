"""Stills are evidence first, and then what officers see."""

from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from sightline.domain.errors import (
    InvalidStillError,
    NotAllowedError,
    SessionEndedError,
    StoreUnavailableError,
    TooManyRequestsError,
)
from sightline.domain.invite import Capability, Consent, Language
from sightline.domain.participant import Connection
from sightline.domain.session import STILL_EVERY, STILLS_AT_ONCE, SessionState
from sightline.domain.still import StillName
from sightline.messages.signalling import Still, StillShown, StillStored
from sightline.usecases.stills import take_still
from sightline.usecases.topics import watchers_of
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer
from tests.fakes.jpegs import make_jpeg

PHONE = Connection("phone", a_citizen())
JPEG = make_jpeg(640, 360)
DIGEST = sha256(JPEG).hexdigest()


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange with one open session."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    return exchange


def a_still(sequence: int = 7, body: bytes = JPEG, width: int = 640) -> Still:
    """Return a still as a phone sends it."""
    jpeg = b64encode(body).decode()
    return Still(session_id="session-1", sequence=sequence, captured_at=NOON, jpeg=jpeg, width=width, height=360)


def take(exchange: ExchangeInMemory, still: Still) -> list[StillStored]:
    """Let the session take a still; return what the phone is answered."""
    return list(take_still(exchange, PHONE, still, exchange.sessions.get("session-1")))  # type: ignore[arg-type]  # Answers are Models


def test_stores_a_still_then_shows_it_to_who_watches(exchange: ExchangeInMemory) -> None:
    """The bytes lie in the bucket with their digest, the watcher has the picture, and the phone sends the next."""
    watcher, other = (exchange.connect(an_officer(name), name) for name in ("watcher", "other"))
    exchange.connections.join(watchers_of("session-1"), watcher)

    answers = take(exchange, a_still())

    [key] = exchange.evidence.list_keys("avon/session-1/stills/")
    assert exchange.evidence.objects[key] == JPEG
    assert exchange.evidence.notes[key] == {"received-at": "2026-11-21T12:00:00.000Z", "sha256": DIGEST}
    [shown] = exchange.heard(watcher, StillShown)
    assert (shown.sequence, shown.captured_at, shown.jpeg) == (7, NOON, b64encode(JPEG).decode())
    assert exchange.heard(other, StillShown) == []
    assert answers == [StillStored(session_id="session-1", sequence=7)]


def test_a_repeated_still_is_stored_once(exchange: ExchangeInMemory) -> None:
    """A phone whose answer was lost sends again, and is answered as before."""
    assert take(exchange, a_still()) == take(exchange, a_still())
    assert len(exchange.evidence.objects) == 1


def test_shows_nothing_that_is_not_stored(exchange: ExchangeInMemory) -> None:
    """No officer acts on a picture that the evidence lacks."""

    class Away:
        def put_still(self, _name: StillName, _body: bytes, _notes: dict[str, str]) -> None:
            raise StoreUnavailableError

    class ExchangeWithoutStore(ExchangeInMemory):
        stills = Away()  # type: ignore[assignment]  # takes the place of the fake bucket

    exchange = ExchangeWithoutStore()
    exchange.begin_session()
    watcher = exchange.connect(an_officer(), "watcher")
    exchange.connections.join(watchers_of("session-1"), watcher)

    with pytest.raises(StoreUnavailableError):
        take(exchange, a_still())
    assert exchange.heard(watcher, StillShown) == []


@pytest.mark.parametrize("still", [a_still(body=b"GIF89a"), a_still(width=641), a_still(body=b"\xff\xd8\xff\xd9")])
def test_refuses_what_is_not_the_jpeg_that_it_says(exchange: ExchangeInMemory, still: Still) -> None:
    """Only a JPEG of the size said is kept as one."""
    with pytest.raises(InvalidStillError):
        take(exchange, still)
    assert exchange.evidence.objects == {}


def test_refuses_base64_that_is_none(exchange: ExchangeInMemory) -> None:
    """Letters that fit the pattern may still be no whole number of bytes."""
    with pytest.raises(InvalidStillError):
        take(exchange, a_still().model_copy(update={"jpeg": "abcde"}))


def test_needs_consent_to_the_picture(exchange: ExchangeInMemory) -> None:
    """Who agreed to sound alone sends no stills."""
    consent = Consent(frozenset({Capability.AUDIO}), "2026-01", Language.ENGLISH, NOON)
    exchange.sessions.change("session-1", lambda session: replace(session, consent=consent))

    with pytest.raises(NotAllowedError):
        take(exchange, a_still())


def test_takes_no_still_after_the_end(exchange: ExchangeInMemory) -> None:
    """What comes after the end is not vouched for, so it is not taken."""
    exchange.sessions.change("session-1", lambda session: replace(session, state=SessionState.ENDED))

    with pytest.raises(SessionEndedError):
        take(exchange, a_still())


def test_takes_a_few_at_once_and_then_one_in_a_while(exchange: ExchangeInMemory) -> None:
    """A phone that comes back sends what it kept; a flood is refused."""
    for sequence in range(STILLS_AT_ONCE):
        take(exchange, a_still(sequence))
    with pytest.raises(TooManyRequestsError):
        take(exchange, a_still(STILLS_AT_ONCE))

    exchange.clock.advance(STILL_EVERY)
    take(exchange, a_still(STILLS_AT_ONCE))
