"""Officers speak to the citizen, one at a time, and learn whether they are heard."""

from dataclasses import replace

import pytest

from sightline.domain.errors import NotWatchingError, SessionEndedError
from sightline.domain.participant import Connection
from sightline.domain.session import Session, SessionState
from sightline.domain.source import Camera, SourceKind
from sightline.messages.base import Model
from sightline.messages.changes import SessionChanged
from sightline.messages.signalling import (
    Direction,
    Leg,
    LegReport,
    LegState,
    Listen,
    Offer,
    OpenLeg,
    Refusal,
    Speaking,
    Talk,
    Unlisten,
    Watch,
    WorkerRefusal,
)
from sightline.usecases.connections import greet
from sightline.usecases.leg_reports import note_leg, pass_refusal
from sightline.usecases.legs import open_up_leg
from sightline.usecases.talking import open_listen_leg, open_talk_leg, stop_listening
from sightline.usecases.watching import watch_session
from sightline.usecases.workers import lose_worker
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer


class Scene:
    """A citizen who sends through a worker, and two officers who watch."""

    def __init__(self) -> None:
        """Bring them together."""
        self.exchange = ExchangeInMemory()
        self.exchange.begin_session()
        self.citizen = self.exchange.connect(a_citizen(), "phone")
        self.worker = self.exchange.connect_worker()
        open_up_leg(self.exchange, self.citizen, Offer(session_id="session-1", leg_id="up-1", sdp="v=0"), self.session)
        self.sam, self.jo = self.watch("Sam Patel"), self.watch("Jo Evans")

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.exchange.sessions.get("session-1")

    def watch(self, name: str) -> Connection:
        """Let an officer follow the session."""
        officer = self.exchange.connect(an_officer(name), f"desk of {name}")
        watch_session(self.exchange, officer, Watch(session_id="session-1"), self.session)
        return officer

    def talk(self, officer: Connection, leg_id: str) -> list[Model]:
        """Let an officer ask for the word; return what they are answered."""
        offer = Talk(session_id="session-1", leg_id=leg_id, sdp="v=0")
        return list(open_talk_leg(self.exchange, officer, offer, self.session))

    def listen(self, leg_id: str = "ear-1") -> None:
        """Let the citizen tap to listen."""
        offer = Listen(session_id="session-1", leg_id=leg_id, sdp="v=0")
        assert not open_listen_leg(self.exchange, self.citizen, offer, self.session)

    def report(self, leg_id: str, direction: Direction, state: LegState) -> None:
        """Let the worker report a leg's state."""
        report = LegReport(
            session_id="session-1", leg_id=leg_id, participant_id="anybody", direction=direction, state=state
        )
        note_leg(self.exchange, self.worker, report, self.session)

    def hearing(self) -> str:
        """Return what the officers were last shown of whether they are heard."""
        return self.exchange.heard(self.jo, SessionChanged)[-1].session.hearing

    def speaker(self) -> str | None:
        """Return who the officers were last shown to have the word."""
        return self.exchange.heard(self.jo, SessionChanged)[-1].session.speaker_name

    def asked(self) -> list[str | None]:
        """Return whom the citizen was told to speak, in order."""
        return [event.speaker_name for event in self.exchange.heard(self.citizen, Speaking)]


@pytest.fixture
def scene() -> Scene:
    """Return the people of a test."""
    return Scene()


def test_takes_the_voice_to_the_sessions_worker(scene: Scene) -> None:
    """With the name of the speaker, for the recording; all officers see who has the word."""
    assert scene.talk(scene.sam, "talk-1") == []

    command = scene.exchange.heard(scene.worker, OpenLeg)[-1]
    assert (command.direction, command.participant_name, command.reply_to) == (
        "talk",
        "Sam Patel",
        scene.sam.connection_id,
    )
    assert scene.speaker() == "Sam Patel"


def test_asks_the_citizen_only_when_there_is_a_voice(scene: Scene) -> None:
    """Nothing is said to the citizen before the leg is connected, and they are told when it is over."""
    scene.talk(scene.sam, "talk-1")
    assert scene.asked() == []
    scene.report("talk-1", "talk", "connected")
    assert (scene.asked(), scene.hearing()) == (["Sam Patel"], "asked")

    scene.report("talk-1", "talk", "closed")

    assert scene.asked()[-1] is None
    assert scene.speaker() is None


def test_refuses_a_second_speaker_by_the_name_of_the_first(scene: Scene) -> None:
    """The word is free again when the first one's leg is closed."""
    scene.talk(scene.sam, "talk-1")

    [refusal] = scene.talk(scene.jo, "talk-2")

    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.text) == ("someone-speaks", "Sam Patel is speaking. Wait until they have finished.")
    assert refusal.retry_after_seconds is None
    assert len(scene.exchange.heard(scene.worker, OpenLeg)) == 2
    scene.report("talk-1", "talk", "closed")
    assert scene.talk(scene.jo, "talk-3") == []


def test_only_who_watches_may_speak(scene: Scene) -> None:
    """An officer of the force who has not opened the picture is refused."""
    passer_by = scene.exchange.connect(an_officer("Pat Lee"), "elsewhere")

    with pytest.raises(NotWatchingError):
        scene.talk(passer_by, "talk-1")
    assert scene.session.talk.speaker is None


def test_tells_officers_whether_they_are_heard(scene: Scene) -> None:
    """From the tap until the citizen's leg is gone, or until they say no."""
    scene.talk(scene.sam, "talk-1")
    scene.report("talk-1", "talk", "connected")
    scene.listen()
    assert scene.exchange.heard(scene.worker, OpenLeg)[-1].direction == "listen"
    assert scene.hearing() == "asked"
    scene.report("ear-1", "listen", "connected")
    assert scene.hearing() == "on"
    scene.report("ear-1", "listen", "closed")
    assert scene.hearing() == "asked"

    stop_listening(scene.exchange, scene.citizen, Unlisten(session_id="session-1"), scene.session)

    assert scene.hearing() == "off"
    assert scene.exchange.heard(scene.jo, Leg) == []
    assert [leg.direction for leg in scene.exchange.heard(scene.citizen, Leg)] == ["listen", "listen"]


def test_leaves_the_picture_alone(scene: Scene) -> None:
    """A voice that comes and goes is no up leg, and a listening citizen no watcher."""
    before = scene.session
    scene.talk(scene.sam, "talk-1")
    for state in ("connected", "first-frame", "closed"):
        scene.report("talk-1", "talk", state)

    assert replace(scene.session, talk=before.talk) == before


@pytest.mark.parametrize("code", ["no-common-codec", "nothing-to-watch"])
def test_a_refused_voice_gives_the_word_back(scene: Scene, code: str) -> None:
    """The worker's refusal reaches the officer, and the next one may speak."""
    scene.talk(scene.sam, "talk-1")
    refusal = WorkerRefusal(
        reply_to=scene.sam.connection_id, session_id="session-1", leg_id="talk-1", code=code, text="No."
    )

    pass_refusal(scene.exchange, scene.worker, refusal, scene.session)

    assert scene.speaker() is None


def test_a_lost_worker_takes_voice_and_ear_along(scene: Scene) -> None:
    """Both are told that their leg is gone; the word is free, and the citizen counts as asked."""
    scene.talk(scene.sam, "talk-1")
    scene.report("talk-1", "talk", "connected")
    scene.listen()
    scene.report("ear-1", "listen", "connected")

    lose_worker(scene.exchange, "worker-1", scene.worker.connection_id)

    assert [(leg.leg_id, leg.direction) for leg in scene.exchange.heard(scene.sam, Leg) if leg.state == "closed"] == [
        ("up-1", "up"),
        ("talk-1", "talk"),
    ]
    assert ("ear-1", "listen", "worker-gone") in [
        (leg.leg_id, leg.direction, leg.reason) for leg in scene.exchange.heard(scene.citizen, Leg)
    ]
    assert (scene.speaker(), scene.hearing()) == (None, "asked")


def test_has_no_way_to_a_citizen_who_sends_nothing() -> None:
    """Without a worker the officer is told what to do instead, and keeps no word."""
    scene = Scene()
    lose_worker(scene.exchange, "worker-1", scene.worker.connection_id)

    [refusal] = scene.talk(scene.sam, "talk-1")

    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.text.endswith("Type instead.")) == ("nothing-to-watch", True)
    assert scene.session.talk.speaker is None


def test_speaks_to_no_camera(scene: Scene) -> None:
    """A camera that sends without a citizen has no ear."""
    camera = Camera("source-1", "M4 J3 camera 2", SourceKind.ROADSIDE)
    scene.exchange.sessions.change("session-1", lambda session: replace(session, camera=camera))

    [refusal] = scene.talk(scene.sam, "talk-1")

    assert isinstance(refusal, Refusal)
    assert (refusal.code, scene.session.talk.speaker) == ("nothing-to-watch", None)


def test_tells_a_page_that_comes_back_who_speaks(scene: Scene) -> None:
    """A page that was never asked hears nothing of it."""
    assert not [said for said in greet(scene.exchange, scene.citizen) if isinstance(said, Speaking)]
    scene.talk(scene.sam, "talk-1")
    scene.report("talk-1", "talk", "connected")
    assert Speaking(session_id="session-1", speaker_name="Sam Patel") in greet(scene.exchange, scene.citizen)


def test_nobody_speaks_in_a_session_that_is_over(scene: Scene) -> None:
    """Nor listens."""
    scene.exchange.sessions.change("session-1", lambda session: replace(session, state=SessionState.ENDED))

    with pytest.raises(SessionEndedError):
        scene.talk(scene.sam, "talk-1")
    with pytest.raises(SessionEndedError):
        scene.listen()
