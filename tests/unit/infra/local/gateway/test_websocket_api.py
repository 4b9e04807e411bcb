"""The WebSocket API keeps the door, the order and the limits of the real one."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import WSCloseCode, WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer

from infra.local.gateway.answer import RefusedError
from infra.local.gateway.limits import SocketLimits
from infra.local.gateway.server import WebSocketOrigin, make_inner_app
from infra.local.gateway.socket_event import Handshake
from infra.local.gateway.websocket_api import WebSocketApi
from infra.local.lambdas.function import FunctionFailedError

Client = TestClient[web.Request, web.Application]


@dataclass
class Doors:
    """A door that is open or not, and what came through it."""

    is_open: bool = True

    async def admit(self, handshake: Handshake) -> Handshake:
        """Admit with a context, or refuse."""
        if not self.is_open:
            raise RefusedError(HTTPStatus.FORBIDDEN, "Forbidden")
        return Handshake(
            handshake.call, handshake.api_id, handshake.stage, handshake.connection_id, {"role": "citizen"}
        )


@dataclass
class Functions:
    """The functions behind the three routes, and the events they got."""

    connect_status: int = 200
    events: list[Any] = field(default_factory=list)

    def routes(self) -> dict[str, Callable[[Any], Awaitable[Any]]]:
        """Return them by route."""
        return {"$connect": self._connect, "$default": self._default, "$disconnect": self._note}

    async def _connect(self, event: Any) -> Any:
        self.events.append(event)
        return {"statusCode": self.connect_status}

    async def _default(self, event: Any) -> Any:
        self.events.append(event)
        if event["body"] == "fail":
            raise FunctionFailedError
        return {"statusCode": 200}

    async def _note(self, event: Any) -> Any:
        self.events.append(event)


@dataclass
class Running:
    """An API, its functions, and clients of its two servers."""

    functions: Functions
    site: Client
    inner: Client

    async def open(self) -> aiohttp.ClientWebSocketResponse:
        """Open a connection."""
        return await self.site.ws_connect("/ws?ticket=t", headers={"Origin": "http://here"})

    @property
    def connection_id(self) -> str:
        """The newest connection's id."""
        return str(self.functions.events[-1]["requestContext"]["connectionId"])

    def at(self, connection_id: str) -> str:
        """Return the address of a connection."""
        return f"/ws/@connections/{quote(connection_id)}"


@asynccontextmanager
async def running(
    limits: SocketLimits | None = None, doors: Doors | None = None, functions: Functions | None = None
) -> AsyncIterator[Running]:
    """Run an API."""
    behind = functions or Functions()
    api = WebSocketApi("abc", "ws", doors or Doors(), behind.routes(), limits or SocketLimits())
    site, origin = web.Application(), WebSocketOrigin(api, "abc.execute-api")

    async def answer(request: web.Request) -> web.StreamResponse:
        return await origin(request)

    site.router.add_get("/ws", answer)
    inner = make_inner_app("ws", api.connections, lambda _arn: behind.routes()["$disconnect"])
    async with TestClient(TestServer(site)) as outside, TestClient(TestServer(inner)) as inside:
        yield Running(behind, outside, inside)
        await api.connections.close_all()


async def test_a_connection_tells_its_whole_life() -> None:
    """Connect, message and disconnect carry the same id and the authorizer's context."""
    async with running() as api:
        socket = await api.open()
        await socket.send_str("hello")
        await socket.close(code=4000)
        while len(api.functions.events) < 3:
            await api.inner.get(api.at("nobody"))
        contexts = [event["requestContext"] for event in api.functions.events]
        assert [context["routeKey"] for context in contexts] == ["$connect", "$default", "$disconnect"]
        assert [context["eventType"] for context in contexts] == ["CONNECT", "MESSAGE", "DISCONNECT"]
        assert len({context["connectionId"] for context in contexts}) == 1
        assert all(context["authorizer"] == {"role": "citizen"} for context in contexts)
        assert contexts[2]["disconnectStatusCode"] == 4000
        connect = api.functions.events[0]
        assert (connect["headers"]["Origin"], connect["queryStringParameters"]) == ("http://here", {"ticket": "t"})


@pytest.mark.parametrize(
    ("doors", "functions", "status"), [(Doors(is_open=False), Functions(), 403), (Doors(), Functions(409), 409)]
)
async def test_a_refused_connection_is_never_opened(doors: Doors, functions: Functions, status: int) -> None:
    """The door's and the function's refusals answer the handshake."""
    async with running(doors=doors, functions=functions) as api:
        with pytest.raises(WSServerHandshakeError) as refusal:
            await api.open()
        assert refusal.value.status == status


async def test_functions_send_ask_and_cut() -> None:
    """@connections delivers, describes, and closes; afterwards the connection is gone."""
    async with running() as api:
        socket = await api.open()
        address = api.at(api.connection_id)
        assert (await api.inner.post(address, data=b'{"type":"welcome"}')).status == 200
        assert await socket.receive_json() == {"type": "welcome"}
        assert "connectedAt" in await (await api.inner.get(address)).json()
        assert (await api.inner.delete(address)).status == 204
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        gone = await api.inner.post(address, data=b"late")
        assert (gone.status, gone.headers["x-amzn-ErrorType"]) == (410, "GoneException")


async def test_a_message_over_the_limit_is_not_sent() -> None:
    """128 KB is the most that @connections takes."""
    async with running() as api:
        await api.open()
        answer = await api.inner.post(api.at(api.connection_id), data=bytes(128 * 1024 + 1))
        assert answer.status == 413


@pytest.mark.parametrize(("length", "closes"), [(32 * 1024, False), (32 * 1024 + 1, True)])
async def test_a_frame_over_the_limit_closes(length: int, closes: bool) -> None:  # noqa: FBT001 - a test's table
    """A frame of 32 KB passes, one byte more closes with 1009."""
    async with running() as api:
        socket = await api.open()
        await socket.send_str("x" * length)
        if not closes:
            await api.inner.post(api.at(api.connection_id), data=b"still here")
            assert await socket.receive_str() == "still here"
            return
        assert (await socket.receive()).data == WSCloseCode.MESSAGE_TOO_BIG
        assert api.functions.events[-1]["requestContext"]["routeKey"] != "$default"


async def test_a_message_of_many_frames_has_a_limit_too() -> None:
    """Frames that are small each may not add up to more than 128 KB."""
    async with running(SocketLimits(message_bytes=1000, frame_bytes=600)) as api:
        socket = await api.open()
        writer = socket._writer  # noqa: SLF001 - aiohttp's client sends no fragments by itself
        assert writer is not None
        transport = writer.transport
        transport.write(bytes([0x01, 0xFE]) + (600).to_bytes(2, "big") + bytes(4) + b"a" * 600)
        transport.write(bytes([0x80, 0xFE]) + (600).to_bytes(2, "big") + bytes(4) + b"a" * 600)
        assert (await socket.receive()).data == WSCloseCode.MESSAGE_TOO_BIG


@pytest.mark.parametrize("limits", [SocketLimits(idle_seconds=0.05), SocketLimits(life_seconds=0.05)])
async def test_an_idle_or_old_connection_is_closed(limits: SocketLimits) -> None:
    """Ten idle minutes, or two hours, and the gateway goes away."""
    async with running(limits) as api:
        socket = await api.open()
        assert (await socket.receive(timeout=5)).data == WSCloseCode.GOING_AWAY


async def test_bytes_are_not_taken() -> None:
    """API Gateway takes text only."""
    async with running() as api:
        socket = await api.open()
        await socket.send_bytes(b"x")
        assert (await socket.receive()).data == WSCloseCode.UNSUPPORTED_DATA


async def test_a_failing_function_tells_the_client_and_keeps_the_connection() -> None:
    """The error names connection and request; the next message is still delivered."""
    async with running() as api:
        socket = await api.open()
        await socket.send_str("fail")
        error = json.loads(await socket.receive_str())
        assert error["message"] == "Internal server error"
        assert error["connectionId"] == api.connection_id
        await api.inner.post(api.at(api.connection_id), data=b"on we go")
        assert await socket.receive_str() == "on we go"
