"""Workers report their recordings."""

from dataclasses import replace
from datetime import timedelta

from sightline.domain.session import SessionState
from sightline.messages.signalling import Audience, Offer, RecordingReport
from sightline.usecases.legs import open_up_leg
from sightline.usecases.recordings import note_recording
from tests.fakes.exchange import ExchangeInMemory, a_citizen

FINISHED = RecordingReport(session_id="session-1", recording_id="r1", state="finished", fragments=9)


def test_tells_the_citizen_when_recording_begins() -> None:
    """A stream of sound alone has no first frame, but is recorded all the same."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    citizen, worker = exchange.connect(a_citizen(), "phone"), exchange.connect_worker()
    open_up_leg(exchange, citizen, Offer(session_id="session-1", leg_id="up-1", sdp="v=0"), session)
    begun = RecordingReport(session_id="session-1", recording_id="r1", state="started")

    for _ in range(2):
        note_recording(exchange, worker, begun, exchange.sessions.get("session-1"))

    assert exchange.heard(citizen, Audience)[-1].recording
    assert exchange.sessions.get("session-1").recording_ids == ("r1",)


def test_asks_for_the_seal_of_an_ended_session() -> None:
    """A complete recording of an ended session is sealed at once; of a running one it is not."""
    exchange = ExchangeInMemory()
    session, worker = exchange.begin_session(), exchange.connect_worker()

    note_recording(exchange, worker, FINISHED, session)
    assert exchange.seal_queue.puts == []

    note_recording(exchange, worker, FINISHED, replace(session, state=SessionState.ENDED))
    assert exchange.seal_queue.puts == [("session-1", timedelta(0))]
