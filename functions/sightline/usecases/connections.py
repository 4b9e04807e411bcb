"""WebSockets come and go; what that means depends on whose they are."""

from datetime import timedelta

from sightline.domain.errors import NotFoundError
from sightline.domain.participant import Connection, Participant, Role
from sightline.domain.session import SessionState
from sightline.messages.changes import Ended
from sightline.messages.signalling import Pong, Welcome
from sightline.usecases.announcements import announce_session
from sightline.usecases.audiences import count_audience
from sightline.usecases.chat import recall_chat
from sightline.usecases.exchange import Answers, Exchange
from sightline.usecases.presence import note_presence
from sightline.usecases.qualities import recall_quality
from sightline.usecases.talking import recall_speaking
from sightline.usecases.topics import citizen_of, connection_of, officers_of
from sightline.usecases.workers import lose_worker

RECONNECT_AFTER = timedelta(minutes=110)
"""API Gateway cuts a connection after 2 hours."""
PING_EVERY = timedelta(minutes=2)
"""API Gateway cuts an idle connection after 10 minutes."""


def open_connection(exchange: Exchange, connection: Connection) -> None:
    """Take a participant's connection in; of a citizen's only the newest one counts."""
    participant = connection.participant
    topic = _topic_of(participant)
    older = exchange.connections.listeners(topic) if participant.role is Role.CITIZEN else []
    exchange.connections.add(connection, [topic])
    for replaced in older:
        exchange.connections.remove(replaced.connection_id)
        exchange.sender.close(replaced.connection_id)
    if participant.role is Role.CITIZEN:
        session = exchange.sessions.get(participant.session_id or "")
        note_presence(exchange.sessions, session, exchange.clock.now())
        announce_session(exchange, session)


def close_connection(exchange: Exchange, connection: Connection) -> None:
    """Forget a connection and tell who must know; it may have been found gone, and forgotten, before."""
    forgotten = exchange.connections.remove(connection.connection_id)
    participant = connection.participant
    if participant.role is Role.WORKER:
        lose_worker(exchange, participant.participant_id, connection.connection_id)
    elif participant.role is Role.CITIZEN:
        announce_session(exchange, exchange.sessions.get(participant.session_id or ""))
    elif forgotten:
        _tell_no_longer_watched(exchange, forgotten)


def greet(exchange: Exchange, caller: Connection) -> Answers:
    """Tell a participant who we take them for; a citizen also how the session stands."""
    participant = caller.participant
    welcome = Welcome(
        participant_id=participant.participant_id,
        name=participant.name,
        role=participant.role,
        server_time=exchange.clock.now(),
        reconnect_after_seconds=int(RECONNECT_AFTER.total_seconds()),
        ping_every_seconds=int(PING_EVERY.total_seconds()),
    )
    if participant.role is not Role.CITIZEN:
        return [welcome]
    session = exchange.sessions.get(participant.session_id or "")
    if session.state is SessionState.ENDED and session.end_reason:
        return [welcome, Ended(session_id=session.session_id, reason=session.end_reason)]
    missed = (recall_chat(exchange, session), recall_speaking(session))
    standing = (count_audience(exchange, session), recall_quality(session))
    return [welcome, *standing, *(message for message in missed if message)]


def answer_ping(exchange: Exchange, caller: Connection) -> Answers:
    """Answer a ping; a citizen's shows that the phone is still there."""
    if caller.participant.role is Role.CITIZEN:
        session = exchange.sessions.get(caller.participant.session_id or "")
        note_presence(exchange.sessions, session, exchange.clock.now())
    return [Pong()]


def _topic_of(participant: Participant) -> str:
    if participant.role is Role.WORKER:
        return connection_of(participant.participant_id)
    if participant.role is Role.CITIZEN and participant.session_id:
        return citizen_of(participant.session_id)
    if participant.is_officer() and participant.force_id:
        return officers_of(participant.force_id)
    raise NotFoundError


def _tell_no_longer_watched(exchange: Exchange, officer: Connection) -> None:
    for topic in officer.topics:
        kind, _, session_id = topic.partition("#")
        if kind == "watchers":
            announce_session(exchange, exchange.sessions.get(session_id))
