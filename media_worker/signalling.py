"""The worker's end of the WebSocket: it comes back by itself, and legs never notice that it was gone.

A connection is renewed before API Gateway cuts it: the new one stands before the old one is closed, so
that the server never takes the worker for gone.
"""

import asyncio
import contextlib
import logging
import random
import ssl
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
from pydantic import BaseModel, ValidationError

from sightline.messages.signalling import WORKER_COMMAND, Announce, Hello, Ping, Welcome, WorkerCommand
from sightline.messages.tickets import Ticket

ANNOUNCE_EVERY_SECONDS = 10.0
_SILENT_SECONDS = 45.0
_TICKET_SECONDS = 10.0
_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 30.0
_WAITING_AT_MOST = 256
_MESSAGE_BYTES = 128 * 1024
_OVERLAP_SECONDS = 5.0
_FLUSH_SECONDS = 5.0
_RENEW_SECONDS = 6600.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Address:
    """Where the server is, and who we are to it."""

    api_url: str
    ws_url: str
    key: str
    worker_id: str


class SignallingClient:
    """Hands commands to `obey`, one after another; says what `say` is given, in order."""

    def __init__(
        self,
        address: Address,
        trust: ssl.SSLContext | None,
        obey: Callable[[WorkerCommand], Awaitable[None]],
        announce: Callable[[], Announce],
        *,
        renew_seconds: float = _RENEW_SECONDS,
    ) -> None:
        """Take the server's address; `trust` is None for the system's certificates."""
        self._address = address
        self._trust: ssl.SSLContext | bool = trust or True
        self._obey = obey
        self._announce = announce
        self._waiting: deque[str] = deque(maxlen=_WAITING_AT_MOST)
        self._has_waiting = asyncio.Event()
        self._has_said_all = asyncio.Event()
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._renew_after = renew_seconds

    @property
    def is_connected(self) -> bool:
        """Tell whether the server hears us."""
        return self._socket is not None and not self._socket.closed

    def say(self, message: BaseModel) -> None:
        """Send a message as soon as there is a connection; the oldest gives way if too many wait."""
        self._waiting.append(message.model_dump_json(exclude_none=True))
        self._has_waiting.set()
        self._has_said_all.clear()

    async def run(self) -> None:
        """Stay connected for as long as the process lives."""
        wait = _FIRST_WAIT_SECONDS
        async with aiohttp.ClientSession() as web:
            while True:
                try:
                    socket = await self._connect(web)
                    wait = _FIRST_WAIT_SECONDS
                    await self._use(socket)
                except (aiohttp.ClientError, OSError, TimeoutError, ValidationError) as error:
                    _log.warning("No signalling: %s; next try within %.1f s", _describe(error), wait)
                    await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 - jitter needs no secrecy
                    wait = min(2 * wait, _LONGEST_WAIT_SECONDS)

    async def flush(self) -> None:
        """Return when all that was said is sent, or nobody is there to hear it."""
        if self._waiting and self.is_connected:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._has_said_all.wait(), _FLUSH_SECONDS)

    async def _connect(self, web: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
        address = self._address
        headers = {
            "Authorization": f"Bearer {address.key}",
            "Content-Type": "application/json",
            "X-Worker-Id": address.worker_id,
        }
        async with (
            asyncio.timeout(_TICKET_SECONDS),
            # A body of nothing has no type: the API takes none but JSON.
            web.post(
                f"{address.api_url}/worker/tickets",
                headers=headers,
                skip_auto_headers={"Content-Type"},
                ssl=self._trust,
            ) as response,
        ):
            response.raise_for_status()
            ticket = Ticket.model_validate_json(await response.read())
        async with asyncio.timeout(_TICKET_SECONDS):
            return await web.ws_connect(
                address.ws_url, params={"ticket": ticket.ticket}, ssl=self._trust, max_msg_size=_MESSAGE_BYTES
            )

    async def _use(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Speak over a connection until it breaks or its time is over."""
        before, self._socket = self._socket, socket
        _log.info("Signalling connected")
        await socket.send_str(Hello().model_dump_json())
        await socket.send_str(self._announce().model_dump_json())
        if before is not None and not before.closed:
            self._run(_close_later(before))
        reading = self._run(self._read(socket))
        talking = [self._run(self._send(socket)), self._run(self._keep_announcing(socket))]
        await asyncio.wait({reading, *talking}, timeout=self._renew_after, return_when=asyncio.FIRST_COMPLETED)
        for task in talking:
            task.cancel()
        if reading.done():
            await socket.close()
            _log.info("Signalling closed")

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while True:
            try:
                text = await socket.receive_str(timeout=_SILENT_SECONDS)
            except (TypeError, TimeoutError, aiohttp.ClientError):
                # aiohttp raises TypeError for anything that is not text: here, that the socket is closed.
                return
            try:
                command = WORKER_COMMAND.validate_json(text)
            except ValidationError:
                _log.warning("A message that is no command was ignored")
                continue
            if isinstance(command, Welcome):
                self._renew_after = min(self._renew_after, command.reconnect_after_seconds)
            await self._obey(command)

    async def _send(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while True:
            await self._has_waiting.wait()
            while self._waiting:
                await socket.send_str(self._waiting[0])
                self._waiting.popleft()
            self._has_waiting.clear()
            self._has_said_all.set()

    async def _keep_announcing(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while True:
            await asyncio.sleep(ANNOUNCE_EVERY_SECONDS)
            await socket.send_str(self._announce().model_dump_json())
            await socket.send_str(Ping().model_dump_json())

    def _run(self, work: "Awaitable[None]") -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _describe(error: Exception) -> str:
    """Name an error without what aiohttp and pydantic would quote with it: the key, the ticket."""
    status = f" {error.status}" if isinstance(error, aiohttp.ClientResponseError) else ""
    return f"{type(error).__name__}{status}"


async def _close_later(socket: aiohttp.ClientWebSocketResponse) -> None:
    await asyncio.sleep(_OVERLAP_SECONDS)
    await socket.close()
