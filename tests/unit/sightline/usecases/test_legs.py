"""Legs are offered, placed at workers, fed and closed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import NotAllowedError, NotFoundError, SessionEndedError
from sightline.domain.invite import Capability, TroubleReason
from sightline.domain.participant import Connection
from sightline.domain.session import Session, SessionState
from sightline.messages.changes import Hangup, InviteChanged
from sightline.messages.signalling import Candidates, Leg, Offer, OpenLeg, Refusal
from sightline.usecases.legs import open_down_leg, open_up_leg, pass_to_worker
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange with one open session."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    return exchange


@pytest.fixture
def citizen(exchange: ExchangeInMemory) -> Connection:
    """Return the citizen's WebSocket."""
    return exchange.connect(a_citizen(), "phone")


@pytest.fixture
def officer(exchange: ExchangeInMemory) -> Connection:
    """Return an officer's WebSocket."""
    return exchange.connect(an_officer(), "desk")


def offer(leg_id: str = "up-1") -> Offer:
    """Return an offer of a leg."""
    return Offer(session_id="session-1", leg_id=leg_id, sdp="v=0")


def session_of(exchange: ExchangeInMemory) -> Session:
    """Return the session as it stands."""
    return exchange.sessions.get("session-1")


def open_up(exchange: ExchangeInMemory, citizen: Connection, leg_id: str = "up-1") -> list[Refusal]:
    """Offer an up leg and return the refusals."""
    answers = open_up_leg(exchange, citizen, offer(leg_id), session_of(exchange))
    return [answer for answer in answers if isinstance(answer, Refusal)]


def test_goes_to_the_worker_with_most_free_places(exchange: ExchangeInMemory, citizen: Connection) -> None:
    """A citizen's offer reaches the worker that has most room, with where to answer to."""
    exchange.connect_worker("small", 1)
    roomy = exchange.connect_worker("roomy", 3)

    assert open_up(exchange, citizen) == []

    [command] = exchange.heard(roomy, OpenLeg)
    assert (command.reply_to, command.direction, command.force_id, command.sdp) == ("phone", "up", "avon", "v=0")
    assert (session_of(exchange).worker_id, session_of(exchange).up_leg_id) == ("roomy", "up-1")


def test_takes_a_place_until_the_next_announcement(exchange: ExchangeInMemory, citizen: Connection) -> None:
    """Two sessions do not share a worker's last place."""
    exchange.connect_worker("worker-1", 1)
    open_up(exchange, citizen)
    exchange.begin_session("session-2")
    other = exchange.connect(a_citizen("session-2"), "other-phone")

    [refusal] = open_up_leg(
        exchange, other, Offer(session_id="session-2", leg_id="up-2", sdp="v=0"), exchange.sessions.get("session-2")
    )

    assert isinstance(refusal, Refusal)
    assert refusal.code == "no-free-worker"


def test_stays_with_its_worker(exchange: ExchangeInMemory, citizen: Connection) -> None:
    """A session's second offer goes to the worker that has its place, even if that is full otherwise."""
    first = exchange.connect_worker("first", 1)
    open_up(exchange, citizen)
    exchange.connect_worker("second", 4)

    open_up(exchange, citizen, "up-2")

    assert [command.leg_id for command in exchange.heard(first, OpenLeg)] == ["up-1", "up-2"]


def test_passes_over_a_worker_that_is_gone(exchange: ExchangeInMemory, citizen: Connection) -> None:
    """A worker that cannot be reached is forgotten and the next best one is asked."""
    dead = exchange.connect_worker("dead", 4)
    alive = exchange.connect_worker("alive", 1)
    exchange.sender.gone.add(dead.connection_id)

    open_up(exchange, citizen)

    assert len(exchange.heard(alive, OpenLeg)) == 1
    assert session_of(exchange).worker_id == "alive"
    assert [worker.worker_id for worker in exchange.workers.list_all()] == ["alive"]


def test_does_not_ask_a_silent_worker(exchange: ExchangeInMemory, citizen: Connection) -> None:
    """A worker that has not announced itself for half a minute is not chosen."""
    exchange.connect_worker()
    exchange.clock.advance(timedelta(seconds=31))

    [refusal] = open_up(exchange, citizen)

    assert refusal.code == "no-free-worker"


def test_says_to_both_ends_that_no_worker_is_free(
    exchange: ExchangeInMemory, citizen: Connection, officer: Connection
) -> None:
    """Without a free worker the citizen is told when to try again, and the officers what is the matter."""
    [refusal] = open_up(exchange, citizen)

    assert refusal.retry_after_seconds
    trouble = exchange.heard(officer, InviteChanged)[-1].invite.trouble
    assert trouble
    assert trouble.reason is TroubleReason.NO_FREE_WORKER


def test_needs_consent_to_picture_or_sound(exchange: ExchangeInMemory, citizen: Connection) -> None:
    """A citizen who shares the position alone cannot open a leg."""
    consent = replace(session_of(exchange).require_consent(), capabilities=frozenset({Capability.LOCATION}))
    exchange.sessions.change("session-1", lambda session: replace(session, consent=consent))

    with pytest.raises(NotAllowedError):
        open_up(exchange, citizen)


def test_refuses_an_ended_session(exchange: ExchangeInMemory, citizen: Connection, officer: Connection) -> None:
    """Neither end can open a leg of a session that is over."""
    exchange.sessions.change("session-1", lambda session: replace(session, state=SessionState.ENDED))

    with pytest.raises(SessionEndedError):
        open_up(exchange, citizen)
    with pytest.raises(SessionEndedError):
        open_down_leg(exchange, officer, offer("down-1"), session_of(exchange))


def test_takes_an_officer_to_the_picture(exchange: ExchangeInMemory, citizen: Connection, officer: Connection) -> None:
    """An officer's offer reaches the session's worker as a down leg."""
    worker = exchange.connect_worker()
    open_up(exchange, citizen)

    assert not open_down_leg(exchange, officer, offer("down-1"), session_of(exchange))

    command = exchange.heard(worker, OpenLeg)[-1]
    assert (command.direction, command.reply_to, command.participant_id) == (
        "down",
        "desk",
        officer.participant.participant_id,
    )


def test_has_nothing_to_watch_without_a_worker(exchange: ExchangeInMemory, officer: Connection) -> None:
    """An officer who comes before the picture is told so."""
    [refusal] = open_down_leg(exchange, officer, offer("down-1"), session_of(exchange))

    assert isinstance(refusal, Refusal)
    assert refusal.code == "nothing-to-watch"


def test_loses_a_worker_that_an_officer_finds_gone(
    exchange: ExchangeInMemory, citizen: Connection, officer: Connection
) -> None:
    """A worker that an officer's offer cannot reach is lost to the citizen too, who is asked for a new offer."""
    worker = exchange.connect_worker()
    open_up(exchange, citizen)
    exchange.sender.gone.add(worker.connection_id)

    [refusal] = open_down_leg(exchange, officer, offer("down-1"), session_of(exchange))

    assert isinstance(refusal, Refusal)
    assert refusal.code == "nothing-to-watch"
    assert [(leg.leg_id, leg.reason) for leg in exchange.heard(citizen, Leg)] == [("up-1", "worker-gone")]


def test_hands_candidates_and_hangups_on(exchange: ExchangeInMemory, citizen: Connection) -> None:
    """What a citizen says of its own leg reaches the worker as it was said."""
    worker = exchange.connect_worker()
    open_up(exchange, citizen)
    candidates = Candidates(session_id="session-1", leg_id="up-1", candidates=["candidate:1"], last=True)
    hangup = Hangup(session_id="session-1", leg_id="up-1")

    pass_to_worker(exchange, citizen, candidates, session_of(exchange))
    pass_to_worker(exchange, citizen, hangup, session_of(exchange))

    assert exchange.heard(worker, Candidates) == [candidates]
    assert exchange.heard(worker, Hangup) == [hangup]


def test_keeps_legs_apart(exchange: ExchangeInMemory, citizen: Connection, officer: Connection) -> None:
    """An officer can neither close the citizen's leg nor offer one under its name."""
    worker = exchange.connect_worker()
    open_up(exchange, citizen)

    with pytest.raises(NotFoundError):
        pass_to_worker(exchange, officer, Hangup(session_id="session-1", leg_id="up-1"), session_of(exchange))
    with pytest.raises(NotFoundError):
        open_down_leg(exchange, officer, offer("up-1"), session_of(exchange))
    assert exchange.heard(worker, Hangup) == []
