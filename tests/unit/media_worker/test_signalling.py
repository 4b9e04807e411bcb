"""The worker keeps its connection to the server, and loses nothing that matters when it breaks."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import WSMsgType, web

from media_worker.signalling import Address, SignallingClient
from sightline.messages.changes import EndSession
from sightline.messages.signalling import Announce, RecordingReport, WorkerCommand
from tests.integration.media_worker.parties import eventually


class Server:
    """Gives tickets, takes connections, keeps what is said."""

    def __init__(self) -> None:
        """Begin without a connection."""
        self.tickets: list[tuple[str, str]] = []
        self.said: list[dict[str, object]] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.refusals = 0
        self.address = Address("", "", "secret", "worker-1")

    async def give_ticket(self, request: web.Request) -> web.Response:
        """Give a ticket to whom shows the key, unless told to refuse."""
        self.tickets.append((request.headers["Authorization"], request.headers["X-Worker-Id"]))
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=503)
        ticket = {"ticket": f"ticket-{len(self.tickets)}", "expires_at": "2026-01-01T00:00:00Z", "ice_servers": []}
        return web.json_response(ticket, status=201)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Take a connection and hear it out."""
        assert request.query["ticket"] == f"ticket-{len(self.tickets)}"
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self.said.append(json.loads(message.data))
        return socket

    def types(self) -> list[object]:
        """Return the types of what was said."""
        return [message["type"] for message in self.said]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """Run a server on loopback."""
    server = Server()
    app = web.Application()
    app.router.add_post("/api/worker/tickets", server.give_ticket)
    app.router.add_get("/ws", server.connect)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    place = "{}:{}".format(*runner.addresses[0][:2])
    server.address = Address(f"http://{place}/api", f"ws://{place}/ws", "secret", "worker-1")
    yield server
    await runner.cleanup()


class Client:
    """A client and the commands it was given."""

    def __init__(self, server: Server, renew_seconds: float = 1000) -> None:
        """Connect to a server."""
        self.commands: list[WorkerCommand] = []
        self.signalling = SignallingClient(
            server.address,
            None,
            self.obey,
            lambda: Announce(places=4, free_places=4),
            renew_seconds=renew_seconds,
        )

    async def obey(self, command: WorkerCommand) -> None:
        """Keep a command."""
        self.commands.append(command)


@pytest.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    """Run a client of the server."""
    client = Client(server)
    task = asyncio.create_task(client.signalling.run())
    yield client
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_it_shows_its_key_and_says_hello_first(server: Server, client: Client) -> None:
    """Then what it has room for."""
    await eventually(lambda: len(server.said) == 2)
    assert server.tickets == [("Bearer secret", "worker-1")]
    assert server.types() == ["hello", "announce"]
    assert client.signalling.is_connected


async def test_commands_arrive_and_nonsense_is_passed_over(server: Server, client: Client) -> None:
    """A message that this version does not know breaks nothing."""
    await eventually(lambda: bool(server.sockets))
    await server.sockets[0].send_str('{"type": "dance"}')
    await server.sockets[0].send_str(EndSession(session_id="s").model_dump_json())
    await eventually(lambda: bool(client.commands))
    assert client.commands == [EndSession(session_id="s")]


async def test_what_is_said_while_nobody_hears_is_said_later(server: Server, client: Client) -> None:
    """After a cut the client comes back with a new ticket, and in order."""
    await eventually(lambda: len(server.said) == 2)
    server.refusals = 1
    await server.sockets[0].close()
    await eventually(lambda: not client.signalling.is_connected)
    for state in ("started", "finished"):
        client.signalling.say(RecordingReport.model_validate({"session_id": "s", "recording_id": "r", "state": state}))
    await eventually(lambda: len(server.said) == 6)
    assert len(server.tickets) == 3
    assert server.types()[2:4] == ["hello", "announce"]
    assert [message["state"] for message in server.said[4:]] == ["started", "finished"]


async def test_a_connection_is_renewed_before_it_is_cut(server: Server) -> None:
    """The new one stands before the old one goes, so that the server never misses the worker."""
    client = Client(server, renew_seconds=0.3)
    task = asyncio.create_task(client.signalling.run())
    await eventually(lambda: server.types() == ["hello", "announce"] * 2)
    assert not server.sockets[0].closed
    await server.sockets[0].send_str(EndSession(session_id="late").model_dump_json())
    await eventually(lambda: bool(client.commands))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
