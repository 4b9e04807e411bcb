"""Media workers come, say how many places they have, are chosen, and are lost."""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sightline.domain.participant import Connection
from sightline.domain.session import Session
from sightline.domain.worker import Worker
from sightline.messages.base import Model
from sightline.messages.changes import EndSession
from sightline.messages.signalling import Announce
from sightline.usecases.announcements import announce_session
from sightline.usecases.audiences import tell_audience
from sightline.usecases.exchange import Answers, Exchange
from sightline.usecases.leg_states import direction_of, tell_leg
from sightline.usecases.topics import connection_of, legs_of, seeing_of

WORKER_GONE = "worker-gone"
DISPLACED_AT_ONCE = 8
GRACE = timedelta(seconds=3)
"""A worker whose WebSocket was cut comes back within one."""


def announce_worker(exchange: Exchange, caller: Connection, message: Announce) -> Answers:
    """Note what a worker says of itself, unless a newer connection of it has taken this one's place.

    A worker renews its connection while its legs go on. One that comes back with all places free has
    lost them: it was restarted.
    """
    worker_id = caller.participant.participant_id
    connected = exchange.connections.listeners(connection_of(worker_id))
    if caller not in connected:
        return ()
    before = next((worker for worker in exchange.workers.list_all() if worker.worker_id == worker_id), None)
    exchange.workers.announce(_read_announcement(exchange, caller, message))
    if before is None or before.connection_id != caller.connection_id:
        _replace_connections(exchange, worker_id, [older for older in connected if older != caller])
        if message.free_places == message.places:
            _displace(exchange, worker_id, _sessions_at(exchange, worker_id))
    if message.draining:
        _move_sessions(exchange, worker_id)
    return ()


def choose_worker(exchange: Exchange, session: Session, passed_over: Collection[str]) -> Worker | None:
    """Return the session's own worker, else the one with most free places, one of them taken; None if all are full.

    A session has one place however many legs it opens, so its own worker is not asked for another.
    """
    now = exchange.clock.now()
    workers = [worker for worker in exchange.workers.list_all() if worker.worker_id not in passed_over]
    for worker in workers:
        if worker.worker_id == session.worker_id and worker.keeps_sessions(now):
            return worker
    free = [worker for worker in workers if worker.takes_sessions(now)]
    by_room = sorted(free, key=lambda worker: worker.free_places, reverse=True)
    return next((worker for worker in by_room if exchange.workers.take_place(worker.worker_id)), None)


def command_worker(exchange: Exchange, worker_id: str, command: Model) -> bool:
    """Send a command to a worker; one that cannot be reached is lost, and False is returned."""
    for connection in exchange.connections.listeners(connection_of(worker_id)):
        if exchange.sender.send(connection.connection_id, command):
            return True
        lose_worker(exchange, worker_id, connection.connection_id)
    return False


def lose_worker(exchange: Exchange, worker_id: str, connection_id: str) -> None:
    """Free the sessions of a worker whose connection is gone and does not come back, once, however many notice.

    A cut of its WebSocket alone breaks no leg: a worker that announces itself again soon keeps its sessions, because
    its entry then names another connection.
    """
    if not any(_is_at(worker, worker_id, connection_id) for worker in exchange.workers.list_all()):
        return
    exchange.clock.wait(GRACE)
    if exchange.workers.remove(worker_id, connection_id):
        _displace(exchange, worker_id, _sessions_at(exchange, worker_id))


def _is_at(worker: Worker, worker_id: str, connection_id: str) -> bool:
    return (worker.worker_id, worker.connection_id) == (worker_id, connection_id)


def _move_sessions(exchange: Exchange, worker_id: str) -> None:
    """Let as many sessions of a worker that is about to stop look for another as others have places for."""
    now = exchange.clock.now()
    others = [worker for worker in exchange.workers.list_all() if worker.worker_id != worker_id]
    places = sum(worker.free_places for worker in others if worker.takes_sessions(now))
    moving = _sessions_at(exchange, worker_id)[:places]
    _displace(exchange, worker_id, moving)
    for session in moving:
        command_worker(exchange, worker_id, EndSession(session_id=session.session_id))


def _replace_connections(exchange: Exchange, worker_id: str, older: Sequence[Connection]) -> None:
    """Send commands over older connections no more; the worker closes them itself."""
    for connection in older:
        exchange.connections.leave(connection_of(worker_id), connection.connection_id)


def _read_announcement(exchange: Exchange, caller: Connection, message: Announce) -> Worker:
    return Worker(
        worker_id=caller.participant.participant_id,
        connection_id=caller.connection_id,
        places=message.places,
        free_places=message.free_places,
        draining=message.draining,
        announced_at=exchange.clock.now(),
        backlog=tuple(message.backlog),
    )


def _sessions_at(exchange: Exchange, worker_id: str) -> list[Session]:
    return [session for session in exchange.sessions.list_running() if session.worker_id == worker_id]


def _displace(exchange: Exchange, worker_id: str, sessions: Sequence[Session]) -> None:
    """Displace sessions, several at a time: each of their citizens waits to be told."""
    with ThreadPoolExecutor(max_workers=DISPLACED_AT_ONCE) as pool:
        list(pool.map(lambda session: _displace_one(exchange, session, worker_id), sessions))


def _displace_one(exchange: Exchange, session: Session, worker_id: str) -> None:
    """Take a session's worker away and ask its legs' owners to offer anew, unless it has gone elsewhere by now."""
    was_there = False

    def displace(newest: Session) -> Session:
        nonlocal was_there
        was_there = newest.worker_id == worker_id
        return newest.displaced(worker_id)

    displaced = exchange.sessions.change(session.session_id, displace)
    if not was_there:
        return
    for leg in exchange.connections.listeners(legs_of(session.session_id)):
        tell_leg(exchange, session, leg, direction_of(session, leg), "closed", WORKER_GONE)
        exchange.connections.leave(legs_of(session.session_id), leg.connection_id)
        exchange.connections.leave(seeing_of(session.session_id), leg.connection_id)
    tell_audience(exchange, displaced)
    announce_session(exchange, displaced)
