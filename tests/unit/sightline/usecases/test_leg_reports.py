"""What workers say of legs reaches those whom it concerns."""

from dataclasses import replace

import pytest

from sightline.domain.errors import NotFoundError
from sightline.domain.invite import FunnelStage
from sightline.domain.participant import Connection, Participant
from sightline.domain.session import SessionState
from sightline.messages.changes import InviteChanged, SessionChanged
from sightline.messages.signalling import (
    Answer,
    Audience,
    Direction,
    Leg,
    LegReport,
    LegState,
    Offer,
    Refusal,
    Watch,
    WorkerAnswer,
    WorkerRefusal,
)
from sightline.usecases.leg_reports import note_leg, pass_answer, pass_refusal
from sightline.usecases.legs import open_down_leg, open_up_leg
from sightline.usecases.watching import watch_session
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer


class Scene:
    """A citizen whose up leg is at a worker, and an officer who watches and has offered a down leg."""

    def __init__(self) -> None:
        """Bring them together."""
        self.exchange = ExchangeInMemory()
        self.exchange.begin_session()
        self.citizen = self.exchange.connect(a_citizen(), "phone")
        self.officer = self.exchange.connect(an_officer(), "desk")
        self.worker = self.exchange.connect_worker()
        session = self.exchange.sessions.get("session-1")
        open_up_leg(self.exchange, self.citizen, Offer(session_id="session-1", leg_id="up-1", sdp="v=0"), session)
        session = self.exchange.sessions.get("session-1")
        watch_session(self.exchange, self.officer, Watch(session_id="session-1"), session)
        open_down_leg(self.exchange, self.officer, Offer(session_id="session-1", leg_id="down-1", sdp="v=0"), session)

    def report(self, leg_id: str, direction: Direction, state: LegState) -> None:
        """Let the worker report a leg's state."""
        report = LegReport(
            session_id="session-1", leg_id=leg_id, participant_id="anybody", direction=direction, state=state
        )
        note_leg(self.exchange, self.worker, report, self.exchange.sessions.get("session-1"))

    def last_audience(self) -> tuple[int, bool]:
        """Return what the citizen heard last of who watches, and of recording."""
        audience = self.exchange.heard(self.citizen, Audience)[-1]
        return audience.watching, audience.recording

    def legs(self, connection: Connection) -> list[tuple[str, LegState]]:
        """Return the states of legs that a connection was told of."""
        return [(leg.leg_id, leg.state) for leg in self.exchange.heard(connection, Leg)]


@pytest.fixture
def scene() -> Scene:
    """Return the people of a test."""
    return Scene()


def test_answers_whoever_offered(scene: Scene) -> None:
    """A worker's answer goes to the connection that made the offer."""
    message = WorkerAnswer(reply_to="phone", session_id="session-1", leg_id="up-1", sdp="v=0 answer")

    pass_answer(scene.exchange, scene.worker, message, scene.exchange.sessions.get("session-1"))

    assert scene.exchange.heard(scene.citizen, Answer) == [
        Answer(session_id="session-1", leg_id="up-1", sdp="v=0 answer")
    ]


@pytest.mark.parametrize("stranger", [a_citizen("session-2"), an_officer("Jo", "kent")])
def test_answers_nobody_outside_the_session(scene: Scene, stranger: Participant) -> None:
    """A worker cannot reach another session's citizen or another force's officer."""
    scene.exchange.begin_session("session-2")
    scene.exchange.connect(stranger, "elsewhere")
    message = WorkerAnswer(reply_to="elsewhere", session_id="session-1", leg_id="up-1", sdp="v=0")

    with pytest.raises(NotFoundError):
        pass_answer(scene.exchange, scene.worker, message, scene.exchange.sessions.get("session-1"))


def test_lets_a_refused_session_go_elsewhere(scene: Scene) -> None:
    """A worker's refusal of the up leg reaches the citizen and frees the session for another worker."""
    message = WorkerRefusal(
        reply_to="phone", session_id="session-1", leg_id="up-1", code="no-free-worker", text="Full."
    )

    pass_refusal(scene.exchange, scene.worker, message, scene.exchange.sessions.get("session-1"))

    assert scene.exchange.heard(scene.citizen, Refusal)[-1].code == "no-free-worker"
    assert scene.exchange.sessions.get("session-1").worker_id is None


def test_asks_for_no_repetition_of_a_hopeless_offer(scene: Scene) -> None:
    """An offer that no worker can take is not to be made again; one that a full worker refused is."""
    session = scene.exchange.sessions.get("session-1")
    for code in ("no-common-codec", "no-free-worker"):
        refusal = WorkerRefusal(reply_to="desk", session_id="session-1", leg_id="down-1", code=code, text="No.")
        pass_refusal(scene.exchange, scene.worker, refusal, session)

    hopeless, full = scene.exchange.heard(scene.officer, Refusal)
    assert hopeless.retry_after_seconds is None
    assert full.retry_after_seconds


def test_goes_live_with_the_first_frame(scene: Scene) -> None:
    """The first frame makes the session live, the funnel complete and the citizen know of the recording."""
    scene.report("up-1", "up", "connected")
    scene.report("up-1", "up", "first-frame")

    assert scene.exchange.sessions.get("session-1").state is SessionState.LIVE
    funnel = scene.exchange.heard(scene.officer, InviteChanged)[-1].invite.funnel
    assert {FunnelStage.CONNECTING, FunnelStage.FIRST_FRAME} <= set(funnel)
    assert scene.exchange.heard(scene.officer, SessionChanged)[-1].session.state is SessionState.LIVE
    assert scene.last_audience() == (0, True)
    assert scene.legs(scene.officer) == [("up-1", "connected"), ("up-1", "first-frame")]


def test_tells_the_citizen_who_sees_the_picture(scene: Scene) -> None:
    """An officer counts from the moment the down leg carries a picture until it is closed."""
    scene.report("up-1", "up", "first-frame")
    scene.report("down-1", "down", "connected")
    assert scene.last_audience() == (1, True)

    scene.report("down-1", "down", "closed")

    assert scene.last_audience() == (0, True)
    assert scene.legs(scene.officer)[-2:] == [("down-1", "connected"), ("down-1", "closed")]
    assert ("down-1", "connected") not in scene.legs(scene.citizen)


def test_counts_an_officer_with_two_windows_once(scene: Scene) -> None:
    """Two legs of the same officer are one person who watches."""
    session = scene.exchange.sessions.get("session-1")
    again = Offer(session_id="session-1", leg_id="down-2", sdp="v=0")
    open_down_leg(scene.exchange, scene.officer, again, session)

    scene.report("down-1", "down", "connected")
    scene.report("down-2", "down", "connected")

    assert scene.last_audience()[0] == 1


def test_stops_recording_with_the_up_leg(scene: Scene) -> None:
    """When the up leg closes, the citizen is no longer told that it is recorded; the session keeps its place."""
    scene.report("up-1", "up", "first-frame")
    scene.report("up-1", "up", "closed")

    session = scene.exchange.sessions.get("session-1")
    assert (session.worker_id, session.up_leg_id) == ("worker-1", None)
    assert scene.last_audience() == (0, False)


def test_ignores_reports_of_an_older_up_leg(scene: Scene) -> None:
    """The late end of a leg that was replaced does not end the new one."""
    again = Offer(session_id="session-1", leg_id="up-2", sdp="v=0")
    open_up_leg(scene.exchange, scene.citizen, again, scene.exchange.sessions.get("session-1"))
    scene.report("up-2", "up", "first-frame")

    scene.report("up-1", "up", "closed")

    assert scene.exchange.sessions.get("session-1").up_leg_id == "up-2"
    assert scene.last_audience() == (0, True)


def test_leaves_an_ended_session_alone(scene: Scene) -> None:
    """A first frame that arrives after the end does not bring the session back."""
    scene.exchange.sessions.change("session-1", lambda session: replace(session, state=SessionState.ENDED))

    scene.report("up-1", "up", "first-frame")

    assert scene.exchange.sessions.get("session-1").state is SessionState.ENDED
