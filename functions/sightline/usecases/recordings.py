"""What a worker reports of its recordings."""

from datetime import timedelta

from sightline.domain.participant import Connection
from sightline.domain.session import Session, SessionState
from sightline.messages.signalling import RecordingReport, Stored
from sightline.usecases.audiences import tell_audience
from sightline.usecases.exchange import Answers, Exchange

AT_ONCE = timedelta(0)


def note_recording(exchange: Exchange, _caller: Connection, message: RecordingReport, session: Session) -> Answers:
    """Tell the citizen that recording has begun; ask for the seal of an ended session once it is complete."""
    if message.state == "started":
        now = exchange.clock.now()
        recorded = exchange.sessions.change(
            session.session_id, lambda newest: newest.recorded(message.recording_id, now)
        )
        tell_audience(exchange, recorded)
    elif session.state is SessionState.ENDED:
        exchange.seal_queue.put(session.session_id, AT_ONCE)
    return ()


def note_stored(exchange: Exchange, message: Stored) -> Answers:
    """Ask for the seal, or a further one, of a session of which something came late.

    Any worker may say so: the session may long have gone to another, and this one have been restarted since.
    """
    exchange.seal_queue.put(message.session_id, AT_ONCE)
    return ()
