"""The server, the bucket, ECS's agent and EC2, as far as a worker's process sees them."""

import hashlib
import json
import random
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

INTERFACE = """<DescribeNetworkInterfacesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
  <networkInterfaceSet><item>
    <privateIpAddress>{}</privateIpAddress><association><publicIp>{}</publicIp></association>
  </item></networkInterfaceSet>
</DescribeNetworkInterfacesResponse>"""


@dataclass
class Cloud:
    """Gives tickets, takes the worker's connection, stores objects or not, protects its task, knows its addresses."""

    said: list[dict[str, Any]] = field(default_factory=list)
    objects: dict[str, bytes] = field(default_factory=dict)
    gaps: dict[str, str] = field(default_factory=dict)
    """What each object's note says of gaps, as JSON."""
    protection: list[bool] = field(default_factory=list)
    """What ECS's agent was asked for, in order."""
    inside: str = ""
    """The task's own address, as its metadata have it."""
    outside: str = ""
    """Under which EC2 shows it."""
    is_store_away: bool = False
    error_share: float = 0.0
    """How many of the store's answers, by chance, are errors: half of them after it has stored."""
    chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311
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
        """Store an object that is not there yet, as S3 does for a PutObject without chunks."""
        key, fails = request.match_info["key"], self.chance.random() < self.error_share
        if self.is_store_away or (fails and self.chance.random() < 0.5):
            return web.Response(status=503)
        if key in self.objects:
            return web.Response(status=412)
        self.objects[key] = await request.read()
        self.gaps[key] = request.headers.get("x-amz-meta-gaps", "[]")
        return web.Response(status=503 if fails else 200)

    async def protect(self, request: web.Request) -> web.Response:
        """Turn the task's protection on or off, as ECS's agent does."""
        state = await request.json()
        self.protection.append(state["ProtectionEnabled"])
        return web.json_response({"protection": state})

    async def show_task(self, _: web.Request) -> web.Response:
        """Tell the task's interface, as its metadata do."""
        return web.json_response({"Networks": [{"MACAddress": "02:00:00:00:00:07", "IPv4Addresses": [self.inside]}]})

    async def show_interface(self, request: web.Request) -> web.Response:
        """Tell the task's public address, as EC2 does."""
        assert (await request.post())["Filter.1.Value.1"] == "02:00:00:00:00:07"
        return web.Response(text=INTERFACE.format(self.inside, self.outside), content_type="text/xml")

    async def head(self, request: web.Request) -> web.Response:
        """Tell an object's checksum."""
        body = self.objects.get(request.match_info["key"])
        if self.is_store_away or body is None:
            return web.Response(status=503 if self.is_store_away else 404)
        return web.Response(headers={"x-amz-checksum-sha256": b64encode(hashlib.sha256(body).digest()).decode()})

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
    app.router.add_get("/metadata", cloud.show_task)
    app.router.add_post("/", cloud.show_interface)
    app.router.add_put("/agent/task-protection/v1/state", cloud.protect)
    app.router.add_put("/evidence/{key:.+}", cloud.put)
    app.router.add_head("/evidence/{key:.+}", cloud.head)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    cloud.origin = f"127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield cloud
    finally:
        await runner.cleanup()
