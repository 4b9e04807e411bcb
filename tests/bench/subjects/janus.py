"""Janus from Debian's package: its videoroom with recording, a room a stream, over its HTTP API."""

import asyncio
import itertools
import secrets
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession

from tests.bench.parties import Party

MISSING = "Janus is not installed: run `make bench` as root, or `sudo apt-get install janus` (Debian's package)."

_LIBRARIES = next(Path("/usr/lib").glob("*/janus"), Path("/usr/lib/janus"))
_CORE = """
general: {{
  configs_folder = "{folder}"
  plugins_folder = "{libraries}/plugins"
  transports_folder = "{libraries}/transports"
  debug_level = 3
}}
nat: {{
  ice_enforce_list = "{address}"
}}
plugins: {{
  disable = "{plugins}"
}}
transports: {{
  disable = "{transports}"
}}
"""
_HTTP = """
general: {{
  json = "compact"
  base_path = "/janus"
  http = true
  port = {port}
  ip = "127.0.0.1"
  https = false
}}
admin: {{
  admin_http = false
}}
"""
_ROOM = {
    "publishers": 1,
    "audiocodec": "opus",
    "videocodec": "h264",
    "h264_profile": "42e01f",
    "record": True,
    "notify_joining": False,
}


@dataclass
class Janus:
    """Its process, and one session of its API with a handle for each peer."""

    pid: int
    recordings: Path
    _web: ClientSession
    _address: str
    name: str = "Janus"
    _rooms: dict[str, int] = field(default_factory=dict)
    _replies: dict[str, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)
    _is_up: dict[int, asyncio.Event] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def publish(self, stream: str, party: Party) -> None:
        """Make a room, and record what the party publishes in it."""
        room = self._rooms[stream] = next(self._numbers)
        handle = await self._attach()
        await self._say(handle, {"request": "create", "room": room, "rec_dir": str(self.recordings), **_ROOM})
        body = {
            "request": "joinandconfigure",
            "room": room,
            "ptype": "publisher",
            "id": 1,
            "audio": True,
            "video": True,
        }
        offer = {"type": "offer", "sdp": await party.offer()}
        reply = await self._say(handle, body, offer)
        is_up = self._is_up[handle] = asyncio.Event()
        await party.accept(reply["jsep"]["sdp"])
        async with asyncio.timeout(20):
            await is_up.wait()  # before that, nobody can subscribe

    async def view(self, stream: str, party: Party) -> None:
        """Subscribe a party to a stream; here Janus makes the offer."""
        handle = await self._attach()
        body = {"request": "join", "room": self._rooms[stream], "ptype": "subscriber", "streams": [{"feed": 1}]}
        offer = (await self._say(handle, body))["jsep"]["sdp"]
        answer = {"type": "answer", "sdp": await party.answer(offer)}
        await self._say(handle, {"request": "start"}, answer)

    async def listen(self) -> None:
        """Take events until cancelled."""
        while True:
            async with self._web.get(self._address, params={"maxev": "10"}) as answer:
                for event in await answer.json():
                    if event["janus"] == "webrtcup" and event["sender"] in self._is_up:
                        self._is_up[event["sender"]].set()
                    waiting = self._replies.pop(event.get("transaction", ""), None)
                    if waiting is not None:
                        waiting.set_result(event)

    async def _attach(self) -> int:
        request = {"janus": "attach", "plugin": "janus.plugin.videoroom", "transaction": secrets.token_hex(8)}
        async with self._web.post(self._address, json=request) as answer:
            return int((await answer.json())["data"]["id"])

    async def _say(self, handle: int, body: dict[str, Any], jsep: dict[str, str] | None = None) -> dict[str, Any]:
        """Send a message to the videoroom; return its reply, which comes at once or as an event."""
        transaction = secrets.token_hex(8)
        waiting = self._replies[transaction] = asyncio.get_running_loop().create_future()
        request = {"janus": "message", "transaction": transaction, "body": body} | ({"jsep": jsep} if jsep else {})
        async with self._web.post(f"{self._address}/{handle}", json=request) as answer:
            reply: dict[str, Any] = await answer.json()
        if reply["janus"] == "ack":
            async with asyncio.timeout(20):
                reply = await waiting
        if "error" in reply or "error" in reply["plugindata"]["data"]:
            raise RuntimeError(str(reply))
        return reply


@asynccontextmanager
async def open_janus(folder: Path, *prefix: str) -> AsyncIterator[Janus]:
    """Start Janus; `prefix` stands before its command, as `taskset -c 0`."""
    if shutil.which("janus") is None:
        raise FileNotFoundError(MISSING)
    port = _write_settings(folder)
    process = await asyncio.create_subprocess_exec(
        *prefix, "janus", "--configs-folder", str(folder), stdout=(folder / "janus.log").open("wb")
    )
    try:
        async with ClientSession() as web:
            address = await _open_session(web, f"http://127.0.0.1:{port}/janus")
            janus = Janus(process.pid, folder / "recordings", web, address)
            listening = asyncio.create_task(janus.listen())
            yield janus
            listening.cancel()
    finally:
        process.kill()
        await process.wait()


def _write_settings(folder: Path) -> int:
    (folder / "recordings").mkdir(parents=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    (folder / "janus.jcfg").write_text(
        _CORE.format(
            libraries=_LIBRARIES,
            folder=folder,
            address=_own_address(),
            plugins=_list_all_but("plugins", "videoroom"),
            transports=_list_all_but("transports", "http"),
        )
    )
    (folder / "janus.transport.http.jcfg").write_text(_HTTP.format(port=port))
    (folder / "janus.plugin.videoroom.jcfg").write_text("general: {\n}\n")
    return port


def _list_all_but(kind: str, wanted: str) -> str:
    names = sorted({path.name for path in (_LIBRARIES / kind).glob("*.so")})
    return ",".join(name for name in names if name != f"libjanus_{wanted}.so")


def _own_address() -> str:
    """Return this machine's own address: Janus never uses loopback's. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


async def _open_session(web: ClientSession, address: str) -> str:
    async with asyncio.timeout(20):
        while True:
            try:
                async with web.post(address, json={"janus": "create", "transaction": "begin"}) as answer:
                    return f"{address}/{(await answer.json())['data']['id']}"
            except ClientError:
                await asyncio.sleep(0.1)
