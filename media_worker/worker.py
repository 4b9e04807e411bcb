"""The worker: its sessions, the commands that change them, and the clock that drives them."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from media_worker.lateness import Lateness
from media_worker.session import Session
from media_worker.station import Station
from sightline.domain.errors import NoFreeWorkerError, NothingToWatchError, SightlineError, WorkerDrainingError
from sightline.messages.changes import EndSession, Hangup
from sightline.messages.signalling import (
    Announce,
    Candidates,
    Direction,
    OpenLeg,
    WorkerAnswer,
    WorkerCommand,
    WorkerRefusal,
)

TICK_SECONDS = 0.02
_ABANDONED_SECONDS = 900.0

_log = logging.getLogger(__name__)


class Worker:
    """Does what commands say; `say` is where its answers and announcements go."""

    def __init__(
        self, station: Station, places: int, say: Callable[[WorkerAnswer | WorkerRefusal | Announce], None]
    ) -> None:
        """Begin with all places free."""
        self._station = station
        self._places = places
        self._say = say
        self._sessions: dict[str, Session] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self.is_draining = False
        self.lateness = Lateness()

    @property
    def sessions(self) -> int:
        """How many sessions it serves."""
        return len(self._sessions)

    @property
    def is_busy(self) -> bool:
        """Tell whether ending the process now would cost anything: a session, or evidence that is not stored yet."""
        return bool(self._sessions or self._ending or self._station.uploads.backlog.bytes)

    def announce(self) -> Announce:
        """Return the worker's present state."""
        free = 0 if self.is_draining else max(0, self._places - len(self._sessions))
        backlog = self._station.uploads.backlog.sessions
        return Announce(places=self._places, free_places=free, draining=self.is_draining, backlog=backlog)

    async def obey(self, command: WorkerCommand) -> None:
        """Do one command, which may come twice and late; a failure of ours ends nothing but the command."""
        try:
            await self._do(command)
        except Exception:  # noqa: BLE001 - the boundary of commands
            _log.exception("A command of type %s failed", command.type)

    async def _do(self, command: WorkerCommand) -> None:
        if isinstance(command, OpenLeg):
            await self._open_leg(command)
        elif isinstance(command, EndSession):
            self._end(command.session_id, "session-ended")
        elif isinstance(command, Candidates | Hangup) and command.session_id in self._sessions:
            session = self._sessions[command.session_id]
            if isinstance(command, Candidates):
                await session.add_candidates(command)
            else:
                session.hang_up(command.leg_id, "hung-up")

    async def run(self) -> None:
        """Drive all sessions, some fifty times a second, for as long as the process lives."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due = max(due + TICK_SECONDS, loop.time())
            await asyncio.sleep(due - loop.time())
            now = loop.time()
            self.lateness.note(now - due)
            for session_id, session in list(self._sessions.items()):
                self._tick(session_id, session, now)

    async def drain(self, patience_seconds: float = 0.0) -> None:
        """Take no more sessions, and return when there are none.

        The server moves sessions for which another worker has a place; the rest go on until patience is over,
        and end then.
        """
        self.is_draining = True
        self._say(self.announce())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience_seconds):
                while self._sessions:  # noqa: ASYNC110 - sessions end in more than one way
                    await asyncio.sleep(TICK_SECONDS)
        for session_id in list(self._sessions):
            self._end(session_id, "worker-gone")
        while self._ending:
            await asyncio.gather(*self._ending)

    def _tick(self, session_id: str, session: Session, now: float) -> None:
        try:
            session.tick(now)
        except Exception:  # noqa: BLE001 - the boundary between sessions
            # The other sessions go on; this one's legs are opened anew, by another way through the code.
            _log.exception("Session %s failed", session_id)
            self._end(session_id, "worker-gone")
        if now - session.quiet_since > _ABANDONED_SECONDS:
            self._end(session_id, "abandoned")

    async def _open_leg(self, command: OpenLeg) -> None:
        session = self._sessions.get(command.session_id)
        try:
            session = session or self._make_session(command.direction)
            sdp = await session.open_leg(command)
        except (SightlineError, OSError) as error:
            _log.info("Leg %s refused: %r", command.leg_id, error)
            self._refuse(command, error if isinstance(error, SightlineError) else NoFreeWorkerError())
            return
        if command.session_id not in self._sessions:
            self._sessions[command.session_id] = session
            self._say(self.announce())
        self._say(
            WorkerAnswer(reply_to=command.reply_to, session_id=command.session_id, leg_id=command.leg_id, sdp=sdp)
        )

    def _make_session(self, direction: Direction) -> Session:
        """Begin a session, which takes a place only once its first leg has an answer."""
        if direction != "up":
            raise NothingToWatchError
        if self.is_draining:
            raise WorkerDrainingError
        if len(self._sessions) >= self._places:
            raise NoFreeWorkerError
        return Session(self._station)

    def _refuse(self, command: OpenLeg, error: SightlineError) -> None:
        self._say(
            WorkerRefusal(
                reply_to=command.reply_to,
                session_id=command.session_id,
                leg_id=command.leg_id,
                code=error.code,
                text=error.detail,
            )
        )

    def _end(self, session_id: str, reason: str) -> None:
        session = self._sessions.pop(session_id, None)
        if session is None:
            return
        task = asyncio.create_task(session.end(reason))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
        self._say(self.announce())
