"""One leg's connection, from the offer to the end, and what is reported of it."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from media_worker.answer import ChosenMedia, Ourselves, Outgoing, choose_setup, write_answer
from media_worker.candidates import read_candidate, write_candidate
from media_worker.offer import CANDIDATES_AT_MOST, Kind, Offer
from media_worker.station import Station
from media_worker.transport import MediaTransport
from sightline.domain.errors import WrongFingerprintError
from sightline.messages.signalling import LegReport, LegState, OpenLeg

_log = logging.getLogger(__name__)


class Peer:
    """Reports `connected` and `closed` by itself; the other states when it is told."""

    def __init__(self, command: OpenLeg, offer: Offer, station: Station) -> None:
        """Take a command and what its offer says; nothing is opened yet."""
        self.command = command
        self.transport = MediaTransport(station.certificate, station.network, station.intake)
        self.transport.on_closed = self._lose
        self.state: LegState = "connecting"
        self.on_connected: Callable[[], None] = lambda: None
        self.on_closed: Callable[[], None] = lambda: None
        self._offer = offer
        self._station = station
        self._candidates = len(offer.candidates)
        self._task: asyncio.Task[None] | None = None

    async def answer(self, chosen: Sequence[ChosenMedia], outgoing: dict[Kind, Outgoing]) -> str:
        """Open the sockets, begin to connect, and return our answer."""
        parameters, candidates = await self.transport.gather()
        fingerprint = next(
            mark.value for mark in self._station.certificate.getFingerprints() if mark.algorithm == "sha-256"
        )
        public_address = self._station.network.public_address
        ourselves = Ourselves(
            username=parameters.usernameFragment or "",
            password=parameters.password or "",
            fingerprint=fingerprint,
            setup=choose_setup(self._offer.setup),
            candidates=tuple(write_candidate(candidate, public_address) for candidate in candidates),
        )
        self._task = asyncio.create_task(self._connect(ourselves.setup))
        return write_answer(chosen, ourselves, outgoing)

    async def add_candidates(self, texts: Sequence[str]) -> None:
        """Try more addresses of the browser's, up to the cap for a leg."""
        for text in texts[: CANDIDATES_AT_MOST - self._candidates]:
            self._candidates += 1
            candidate = read_candidate(text, allow_private=self._station.network.allow_private)
            if candidate is not None:
                await self.transport.add_candidate(candidate)

    def report(self, state: LegState, reason: str | None = None) -> None:
        """Say that the leg has come to a state, once."""
        if self.state in {state, "closed"}:
            return
        self.state = state
        self._station.report(
            LegReport(
                session_id=self.command.session_id,
                leg_id=self.command.leg_id,
                participant_id=self.command.participant_id,
                direction=self.command.direction,
                state=state,
                reason=reason,
            )
        )

    async def close(self, reason: str) -> None:
        """End the leg."""
        if self.state != "closed":
            self.report("closed", reason)
            self.on_closed()
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()
        await self.transport.close()
        self.on_connected = self.on_closed = lambda: None  # they hold the session, which holds this

    async def _connect(self, setup: str) -> None:
        try:
            await self.transport.connect(self._offer, setup)
        except (ConnectionError, WrongFingerprintError) as error:
            _log.info("Leg %s could not be connected: %r", self.command.leg_id, error)
            await self.close(error.code if isinstance(error, WrongFingerprintError) else "connection-failed")
            return
        self.report("connected")
        self.on_connected()

    def _lose(self, reason: str) -> None:
        self._task = asyncio.create_task(self.close(reason))
