"""Legs over plain HTTP."""

from collections.abc import Callable

import pytest

from sightline.domain.errors import (
    IceRestartRefusedError,
    IceSessionMismatchError,
    IceSessionUnnamedError,
    InvalidOfferError,
    NoCommonCodecError,
    NoFreeWorkerError,
    NotFoundError,
    NothingToWatchError,
    SightlineError,
    UnreachableError,
)
from sightline.domain.ice_fragment import IceFragment
from sightline.domain.participant import Connection, Participant, Role
from sightline.domain.session import Session
from sightline.messages.changes import Hangup
from sightline.messages.signalling import Candidates, LegReport, OpenLeg, WorkerAnswer, WorkerRefusal
from sightline.usecases.announcements import view_session
from sightline.usecases.doors import entity_tag, hang_up, send_up, trickle, watch
from sightline.usecases.leg_reports import note_leg, pass_answer, pass_refusal
from sightline.usecases.source_sessions import sender_of, take_up_session
from sightline.usecases.workers import lose_worker
from tests.fakes.examples import SOURCE
from tests.fakes.exchange import ExchangeInMemory

FRAGMENT = IceFragment(("candidate:1 1 udp 1 192.0.2.1 9 typ host",), is_last=True)

Says = Callable[[OpenLeg], WorkerAnswer | WorkerRefusal | None]


class Scene:
    """A source's session and a worker, who answers what it is asked as long as a request waits."""

    def __init__(self) -> None:
        """Bring them together."""
        self.exchange = ExchangeInMemory()
        self.exchange.sources.add(SOURCE)
        self.session_id = take_up_session(self.exchange, SOURCE).session_id
        self.sender = sender_of(SOURCE, self.session)
        self.player = Participant("player-1", Role.PLAYER, "Wall", "force", self.session_id)
        self.worker = self.exchange.connect_worker()
        self.exchange.answers.waiting = self._answer
        self.says: Says = self.accept

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.exchange.sessions.get(self.session_id)

    def send(self, sdp: str = "v=0") -> str:
        """Send a stream; return its leg."""
        return send_up(self.exchange, self.sender, self.session, sdp).leg_id

    def report(self, leg_id: str, direction: str, state: str) -> None:
        """Let the worker report a leg's state."""
        said = {"leg_id": leg_id, "direction": direction, "state": state, "participant_id": "anybody"}
        report = LegReport.model_validate({"session_id": self.session_id, **said})
        note_leg(self.exchange, self.worker, report, self.session)

    def heard(self) -> list[object]:
        """Return what the worker heard after offers."""
        return [*self.exchange.heard(self.worker, Candidates), *self.exchange.heard(self.worker, Hangup)]

    def accept(self, command: OpenLeg, sdp: str = "v=0\r\nm=video 9 x") -> WorkerAnswer:
        """Answer as a worker does."""
        return WorkerAnswer(reply_to=command.reply_to, session_id=command.session_id, leg_id=command.leg_id, sdp=sdp)

    def refuse(self, command: OpenLeg, code: str) -> WorkerRefusal:
        """Refuse as a worker does."""
        return WorkerRefusal(
            reply_to=command.reply_to, session_id=command.session_id, leg_id=command.leg_id, code=code, text="No."
        )

    def _answer(self, _session_id: str, _leg_id: str) -> None:
        word = self.says(self.exchange.heard(self.worker, OpenLeg)[-1])
        if isinstance(word, WorkerAnswer):
            pass_answer(self.exchange, self.worker, word, self.session)
        elif word:
            pass_refusal(self.exchange, self.worker, word, self.session)


@pytest.fixture
def scene() -> Scene:
    """Return the scene."""
    return Scene()


def test_an_offer_reaches_the_worker_and_its_answer_comes_back(scene: Scene) -> None:
    """As a citizen's does, without a connection to answer to."""
    leg_id = scene.send()

    [command] = scene.exchange.heard(scene.worker, OpenLeg)
    assert (command.direction, command.leg_id, command.force_id) == ("up", leg_id, "force")
    assert (scene.session.up_leg_id, scene.session.worker_id) == (leg_id, "worker-1")
    assert scene.exchange.connections.get(command.reply_to) is None


def test_a_player_counts_as_one_who_watches(scene: Scene) -> None:
    """By the name of its pass, from the picture's first moment to its last."""
    scene.send()
    leg_id = watch(scene.exchange, scene.player, scene.session, "v=0").leg_id

    assert scene.exchange.heard(scene.worker, OpenLeg)[-1].direction == "down"
    for state, watchers in (("connecting", []), ("connected", ["Wall"]), ("closed", [])):
        scene.report(leg_id, "down", state)
        assert view_session(scene.exchange, scene.session).watchers == watchers


def test_without_a_picture_there_is_nothing_to_watch(scene: Scene) -> None:
    """And no wait for it."""
    with pytest.raises(NothingToWatchError):
        watch(scene.exchange, scene.player, scene.session, "v=0")


def test_when_all_workers_are_full_the_camera_is_told(scene: Scene) -> None:
    """At once."""
    scene.exchange.workers.workers.clear()
    with pytest.raises(NoFreeWorkerError):
        scene.send()


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("no-free-worker", NoFreeWorkerError),
        ("invalid-offer", InvalidOfferError),
        ("no-common-codec", NoCommonCodecError),
        ("something-else", UnreachableError),
    ],
)
def test_a_workers_refusal_is_the_cameras(scene: Scene, code: str, error: type[SightlineError]) -> None:
    """With the same code, where it is one that we know."""
    scene.says = lambda command: scene.refuse(command, code)
    with pytest.raises(error):
        scene.send()
    assert scene.session.up_leg_id is None


def test_a_worker_that_says_nothing_is_told_to_forget_it(scene: Scene) -> None:
    """An answer that comes too late finds no leg."""
    scene.says = lambda _command: None
    with pytest.raises(UnreachableError):
        scene.send()
    [hangup] = scene.exchange.heard(scene.worker, Hangup)
    assert hangup.leg_id == scene.session.up_leg_id


def test_a_worker_that_is_lost_while_a_camera_waits_is_no_missing_leg(scene: Scene) -> None:
    """The camera is told to try again; another worker may take it."""

    def lose(_command: OpenLeg) -> None:
        lose_worker(scene.exchange, "worker-1", scene.worker.connection_id)

    scene.says = lose
    with pytest.raises(UnreachableError):
        scene.send()


def test_all_that_a_camera_offers_is_taken_or_none_of_it(scene: Scene) -> None:
    """A stream without its picture would mislead whoever set it up (RFC 9725, section 4.4.3)."""
    scene.says = lambda command: scene.accept(command, "v=0\r\nm=audio 9 x\r\nm=video 0 x\r\n")
    with pytest.raises(NoCommonCodecError):
        scene.send()
    assert len(scene.exchange.heard(scene.worker, Hangup)) == 1


@pytest.mark.parametrize("sdp", ["", "v" * 16_385])
def test_a_text_of_no_or_too_much_length_is_no_offer(scene: Scene, sdp: str) -> None:
    """It never reaches a worker."""
    with pytest.raises(InvalidOfferError):
        scene.send(sdp)
    assert scene.exchange.heard(scene.worker, OpenLeg) == []


def test_candidates_go_to_the_worker(scene: Scene) -> None:
    """If they name the connection that they are for."""
    leg_id = scene.send()
    trickle(scene.exchange, scene.sender, scene.session, leg_id, FRAGMENT, entity_tag(leg_id))
    [message] = scene.heard()
    assert isinstance(message, Candidates)
    assert (message.candidates, message.last) == (list(FRAGMENT.candidates), True)


@pytest.mark.parametrize(
    ("matching", "error"),
    [
        (None, IceSessionUnnamedError),
        ('"another"', IceSessionMismatchError),
        ("*", IceRestartRefusedError),
        ('"*"', IceRestartRefusedError),
    ],
)
def test_other_candidates_are_refused(scene: Scene, matching: str | None, error: type[SightlineError]) -> None:
    """Those that name none or another, and a restart, which we cannot do; nothing is passed on."""
    leg_id = scene.send()
    with pytest.raises(error):
        trickle(scene.exchange, scene.sender, scene.session, leg_id, FRAGMENT, matching)
    assert scene.heard() == []


def test_nobody_touches_anothers_leg(scene: Scene) -> None:
    """A leg that is not one's own is not there."""
    leg_id = scene.send()
    with pytest.raises(NotFoundError):
        hang_up(scene.exchange, scene.player, scene.session, leg_id)
    with pytest.raises(NotFoundError):
        trickle(scene.exchange, scene.player, scene.session, leg_id, FRAGMENT, entity_tag(leg_id))
    with pytest.raises(NotFoundError):
        hang_up(scene.exchange, scene.sender, scene.session, "unknown")
    assert scene.heard() == []


def test_a_connection_of_a_worker_answers_no_http(scene: Scene) -> None:
    """Only the leg that waits gets an answer: its name stands in where to answer to."""
    leg_id = scene.send()
    forged = WorkerAnswer(reply_to="http#another", session_id=scene.session_id, leg_id=leg_id, sdp="v=1")
    pass_answer(scene.exchange, Connection("c", scene.worker.participant), forged, scene.session)
    assert [answer.sdp for answer in scene.exchange.answers.by_leg.values() if hasattr(answer, "sdp")] == [
        "v=0\r\nm=video 9 x"
    ]
