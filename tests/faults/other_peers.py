"""Peers that are neither Chromium nor aiortc: a Firefox over WebDriver BiDi, and GStreamer in a process of its own."""

import asyncio
import itertools
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from aiohttp import ClientSession, ClientWebSocketResponse

from sightline.messages.signalling import WorkerAnswer
from tests.faults.browser_peers import serve_blank_page
from tests.integration.media_worker.parties import SESSION, Stage

FIREFOX = "firefox-esr"
DEBIANS_PYTHON = "/usr/bin/python3"
PREFERENCES = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "media.autoplay.default": 0,
    "app.update.enabled": False,
    "toolkit.telemetry.enabled": False,
}
_LISTENING = re.compile(rb"WebDriver BiDi listening on (ws://127\.0\.0\.1:\d+)")


@dataclass
class FirefoxTab:
    """A page that is driven over WebDriver BiDi (W3C)."""

    socket: ClientWebSocketResponse
    context: str = ""
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    async def run(self, function: str, argument: str = "") -> str:
        """Run a function."""
        result = await self.command(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": argument}],
            target={"context": self.context},
            awaitPromise=True,
        )
        assert result["type"] == "success", result
        return str(result["result"].get("value", ""))

    async def command(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command; return its result."""
        number = next(self._numbers)
        await self.socket.send_json({"id": number, "method": method, "params": parameters})
        while (said := await self.socket.receive_json(timeout=30)).get("id") != number:
            pass
        assert said["type"] == "success", said
        result: dict[str, Any] = said["result"]
        return result


@asynccontextmanager
async def open_firefox(profile: Path) -> AsyncIterator[FirefoxTab]:
    """Start a Firefox with a camera of its own making."""
    lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines))
    options = ["--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(FIREFOX, *options, stderr=pipe, stdout=asyncio.subprocess.DEVNULL)
    try:
        address = f"{await _address(process)}/session"
        async with (
            serve_blank_page() as page,
            ClientSession() as web,
            web.ws_connect(address, max_msg_size=0) as socket,
        ):
            tab = FirefoxTab(socket)
            await tab.command("session.new", capabilities={})
            tab.context = (await tab.command("browsingContext.getTree"))["contexts"][0]["context"]
            await tab.command("browsingContext.navigate", context=tab.context, url=page, wait="complete")
            yield tab
    finally:
        process.terminate()
        await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    async with asyncio.timeout(60):
        while (line := await process.stderr.readline()) and not _LISTENING.search(line):
            pass
    found = _LISTENING.search(line)
    assert found is not None, "Firefox has ended"
    return found[1].decode()


@dataclass
class GStreamer:
    """A webrtcbin; counts the pictures that it has decoded."""

    process: asyncio.subprocess.Process
    pictures: int = 0

    async def hear(self) -> dict[str, Any]:
        """Return what it says next."""
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), 20)
        said: dict[str, Any] = json.loads(line)
        return said

    async def connect(self, stage: Stage, direction: Literal["up", "down"]) -> None:
        """Let it send to the worker, or watch."""
        offer = (await self.hear())["offer"]
        answer = await stage.offer(offer, direction, direction, SESSION)
        assert isinstance(answer, WorkerAnswer), answer
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"answer": answer.sdp}).encode() + b"\n")

    async def until_shown(self, pictures: int) -> None:
        """Wait until it has decoded so many pictures."""
        while self.pictures < pictures:
            self.pictures = int((await self.hear())["pictures"])


@asynccontextmanager
async def open_gstreamer(task: Literal["send", "watch"], codec: Literal["h264", "vp8"]) -> AsyncIterator[GStreamer]:
    """Start a GStreamer."""
    script, pipe = Path(__file__).with_name("gstreamer_peer.py"), asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        DEBIANS_PYTHON, str(script), task, codec, stdin=pipe, stdout=pipe, limit=1 << 20
    )
    try:
        yield GStreamer(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
