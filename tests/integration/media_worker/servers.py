"""The server and the bucket, as far as a worker's process sees them."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web


@dataclass
class Cloud:
    """Gives tickets, takes the worker's connection, and stores objects or not."""

    said: list[dict[str, Any]] = field(default_factory=list)
    objects: dict[str, bytes] = field(default_factory=dict)
    is_store_away: bool = False
    origin: str = ""
    socket: web.WebSocketResponse | None = None

    async def give_ticket(self, _: web.Request) -> web.Response:
        """Give a ticket."""
        return web.json_response({"ticket": "ticket", "expires_at": "2026-01-01T00:00:00Z"}, status=201)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Hear the worker out."""
        self.socket = socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self.said.append(json.loads(message.data))
        return socket

    async def put(self, request: web.Request) -> web.Response:
        """Store an object, as S3 does for a PutObject without chunks."""
        if self.is_store_away:
            return web.Response(status=503)
        self.objects[request.match_info["key"]] = await request.read()
        return web.Response()

    def types(self) -> list[str]:
        """Return the types of what was said."""
        return [message["type"] for message in self.said]


@asynccontextmanager
async def open_cloud() -> AsyncIterator[Cloud]:
    """Run both on loopback."""
    cloud = Cloud()
    app = web.Application(client_max_size=16 * 1024 * 1024)
    app.router.add_post("/api/worker/tickets", cloud.give_ticket)
    app.router.add_get("/ws", cloud.connect)
    app.router.add_put("/evidence/{key:.+}", cloud.put)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    cloud.origin = f"127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield cloud
    finally:
        await runner.cleanup()
