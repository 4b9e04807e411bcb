"""The WebSocket API: the door, the three routes, and the limits of a connection.

The real one hands a connection's messages to functions side by side, so that they may overtake each
other; here they go one after the other, which is kinder. Nothing may rely on it.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from infra.local.gateway.answer import Answer, RefusedError, answer_of, plain_answer
from infra.local.gateway.authorizers import Invoke
from infra.local.gateway.call import ApiCall
from infra.local.gateway.connections import Connections, OpenConnection
from infra.local.gateway.door import Door
from infra.local.gateway.limited_socket import LimitedSocket
from infra.local.gateway.limits import SocketLimits
from infra.local.gateway.socket_event import Handshake, connect_event, disconnect_event, message_event
from infra.local.lambdas.function import FunctionFailedError, FunctionTimedOutError

FAILURES = (FunctionFailedError, FunctionTimedOutError, TimeoutError)


class WebSocketApi:
    """One API at one stage."""

    def __init__(self, api_id: str, stage: str, door: Door, routes: Mapping[str, Invoke], limits: SocketLimits) -> None:
        """Take the functions of `$connect`, `$default` and `$disconnect`."""
        self._api_id = api_id
        self._stage = stage
        self._door = door
        self._routes = routes
        self._limits = limits
        self.connections = Connections(limits)

    async def accept(self, request: web.Request, call: ApiCall) -> LimitedSocket | Answer:
        """Open a connection and stay until it ends, or refuse with an HTTP answer."""
        identifier = secrets.token_urlsafe(9)[:11] + "="
        try:
            handshake = await self._door.admit(Handshake(call, self._api_id, self._stage, identifier))
            refusal = await self._connect(handshake)
        except RefusedError as error:
            return error.answer
        except FAILURES:
            return plain_answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal server error")
        return refusal or await self._serve(request, handshake)

    async def _connect(self, handshake: Handshake) -> Answer | None:
        """Return what refuses the connection, or None."""
        if "$connect" not in self._routes:
            return None
        answer = answer_of(await self._run("$connect", connect_event(handshake)))
        return None if answer.status < HTTPStatus.BAD_REQUEST else answer

    async def _serve(self, request: web.Request, handshake: Handshake) -> LimitedSocket:
        socket = LimitedSocket(self._limits)
        await socket.prepare(request)
        connection = OpenConnection(handshake, socket)
        try:
            with self.connections.opened(connection):
                await self._converse(connection)
        finally:
            await asyncio.shield(self._disconnect(connection))
        return socket

    async def _converse(self, connection: OpenConnection) -> None:
        while not connection.socket.closed:
            message = await self._next(connection)
            if message is None:
                await connection.socket.close(code=WSCloseCode.GOING_AWAY, message=b"Going away")
            elif message.type is WSMsgType.TEXT:
                connection.touch()
                await self._deliver(connection, message.data)
            elif message.type is WSMsgType.BINARY:
                await connection.socket.close(code=WSCloseCode.UNSUPPORTED_DATA)

    async def _next(self, connection: OpenConnection) -> WSMessage | None:
        """Return the next message, or None when the connection has been idle or open for too long."""
        while (left := self._seconds_left(connection)) > 0:
            try:
                return await connection.socket.receive(timeout=left)
            except TimeoutError:
                continue  # something may have been sent meanwhile, which counts as activity
        return None

    def _seconds_left(self, connection: OpenConnection) -> float:
        idle = connection.active_at + self._limits.idle_seconds
        life = connection.opened_at + self._limits.life_seconds
        return min(idle, life) - time.monotonic()

    async def _deliver(self, connection: OpenConnection, text: str) -> None:
        event = message_event(connection.handshake, text, datetime.now(UTC))
        try:
            await self._run("$default", event)
        except FAILURES:
            identifiers = {"connectionId": connection.handshake.connection_id}
            context = event["requestContext"]
            error = {"message": "Internal server error", **identifiers, "requestId": context["requestId"]}
            await connection.send(json.dumps(error))

    async def _disconnect(self, connection: OpenConnection) -> None:
        code = connection.socket.close_code or WSCloseCode.ABNORMAL_CLOSURE
        try:
            await self._run("$disconnect", disconnect_event(connection.handshake, code, "", datetime.now(UTC)))
        except FAILURES:
            return  # its function has logged it; there is nobody left to tell

    async def _run(self, route: str, event: dict[str, Any]) -> Any:
        """Run a route's function for as long as API Gateway waits."""
        async with asyncio.timeout(self._limits.integration_seconds):
            return await self._routes[route](event)
