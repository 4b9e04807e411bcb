"""The open WebSockets, and `@connections`: how functions send to them, ask about them, cut them."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from aiohttp import WSCloseCode, web

from infra.local.gateway.limits import SocketLimits
from infra.local.gateway.socket_event import Handshake

SEND_SECONDS = 5.0
"""A client that takes nothing for so long is as good as gone."""

CUT_SECONDS = 1.0


class OpenConnection:
    """One WebSocket that is open."""

    def __init__(self, handshake: Handshake, socket: web.WebSocketResponse) -> None:
        """Note when it was last active."""
        self.handshake = handshake
        self.socket = socket
        self.active_at = time.monotonic()
        self.opened_at = self.active_at
        self._last_active = datetime.now(UTC)

    def touch(self) -> None:
        """Note that something came or went."""
        self.active_at = time.monotonic()
        self._last_active = datetime.now(UTC)

    async def send(self, text: str) -> bool:
        """Send a message; return False if the client is gone."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self.socket.send_str(text)
        except (ConnectionError, TimeoutError):
            return False
        self.touch()
        return True

    def description(self) -> dict[str, Any]:
        """Return what GET tells of it."""
        call = self.handshake.call
        return {
            "connectedAt": call.at.isoformat(),
            "identity": {"sourceIp": call.source_ip, "userAgent": call.header("user-agent") or ""},
            "lastActiveAt": self._last_active.isoformat(),
        }


class Connections:
    """All open WebSockets of one API, by connection id."""

    def __init__(self, limits: SocketLimits) -> None:
        """Begin with none."""
        self._limits = limits
        self._open: dict[str, OpenConnection] = {}

    @contextmanager
    def opened(self, connection: OpenConnection) -> Iterator[None]:
        """Hold a connection while it is open."""
        identifier = connection.handshake.connection_id
        self._open[identifier] = connection
        try:
            yield
        finally:
            del self._open[identifier]

    async def answer(self, request: web.Request) -> web.Response:
        """Answer a request to `/{stage}/@connections/{connection_id}`."""
        connection = self._open.get(request.match_info["connection_id"])
        if connection is None or connection.socket.closed:
            return _gone()
        match request.method:
            case "POST":
                return await self._post(connection, await request.read())
            case "DELETE":
                # close() waits for the client's answer, which the caller need not
                closing = asyncio.create_task(_cut(connection))
                closing.add_done_callback(lambda done: done.cancelled() or done.exception())
                return web.Response(status=HTTPStatus.NO_CONTENT)
            case _:
                return web.json_response(connection.description())

    async def _post(self, connection: OpenConnection, body: bytes) -> web.Response:
        if len(body) > self._limits.message_bytes:
            return _refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "PayloadTooLargeException")
        if not await connection.send(body.decode()):
            return _gone()
        return web.Response()

    async def close_all(self) -> None:
        """Cut every connection, as when the API is deleted."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CUT_SECONDS):
                await asyncio.gather(*(_cut(each) for each in list(self._open.values())))


async def _cut(connection: OpenConnection) -> None:
    await connection.socket.close(code=WSCloseCode.GOING_AWAY, message=b"Going away")


def _gone() -> web.Response:
    return _refuse(HTTPStatus.GONE, "GoneException")


def _refuse(status: HTTPStatus, kind: str) -> web.Response:
    return web.json_response({"message": kind}, status=status, headers={"x-amzn-ErrorType": kind})
