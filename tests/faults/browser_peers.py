"""Browsers as citizen and officer, without our pages: what matters is only how they speak to the worker."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from aiohttp import web
from playwright.async_api import Page, async_playwright

from sightline.messages.signalling import WorkerAnswer
from tests.integration.media_worker.parties import SESSION, Between, Stage

CHROMIUM = "/usr/bin/chromium"

OFFER_TO_SEND = """async (configuration) => {
  const peer = (globalThis.peer = new RTCPeerConnection(JSON.parse(configuration)));
  const wanted = { video: { width: 640, height: 480 }, audio: true };
  const stream = (globalThis.stream = await navigator.mediaDevices.getUserMedia(wanted));
  for (const track of stream.getTracks()) peer.addTransceiver(track, { direction: "sendonly" });
  return await globalThis.offer(peer);
}"""
OFFER_TO_WATCH = """async (configuration) => {
  const peer = (globalThis.peer = new RTCPeerConnection(JSON.parse(configuration)));
  const video = document.body.appendChild(document.createElement("video"));
  video.muted = video.autoplay = true;
  video.srcObject = new MediaStream();
  peer.ontrack = ({ track }) => { video.srcObject.addTrack(track); void video.play(); };
  for (const kind of ["audio", "video"]) peer.addTransceiver(kind, { direction: "recvonly" });
  return await globalThis.offer(peer);
}"""
PREPARE = """async () => {
  globalThis.offer = async (peer) => {
    await peer.setLocalDescription(await peer.createOffer());
    const done = new Promise((resolve) => peer.addEventListener("icecandidate", (e) => e.candidate || resolve()));
    if (peer.iceGatheringState !== "complete") await Promise.race([done, new Promise((r) => setTimeout(r, 2000))]);
    return peer.localDescription.sdp;
  };
  return "";
}"""
ACCEPT = """async (sdp) => {
  await globalThis.peer.setRemoteDescription({ type: "answer", sdp });
  return "";
}"""
COUNT = """async () => {
  const reports = [...(await globalThis.peer.getStats()).values()];
  const decoded = reports.filter((one) => one.type === "inbound-rtp" && one.kind === "video");
  const encoded = reports.filter((one) => one.type === "outbound-rtp" && one.kind === "video");
  return JSON.stringify({
    pictures: decoded.reduce((sum, one) => sum + (one.framesDecoded ?? 0), 0),
    sent: encoded.reduce((sum, one) => sum + (one.framesEncoded ?? 0), 0),
    bytes: encoded.reduce((sum, one) => sum + (one.bytesSent ?? 0), 0),
    state: globalThis.peer.connectionState,
  });
}"""


NOTHING: Mapping[str, object] = {}


class Tab(Protocol):
    """A page of some browser."""

    async def run(self, function: str, argument: str = "") -> str:
        """Run a JavaScript function of one text; return the text that it comes to."""


@dataclass(frozen=True)
class Count:
    """What a browser says of its connection."""

    pictures: int
    """Decoded."""
    sent: int
    """Encoded."""
    bytes: int
    state: str


async def connect(
    tab: Tab,
    stage: Stage,
    direction: Literal["up", "down"],
    network: Between | None = None,
    leg_id: str | None = None,
    *,
    configuration: Mapping[str, object] = NOTHING,
) -> None:
    """Let a tab send to the worker, or watch; `configuration` is an RTCConfiguration."""
    await tab.run(PREPARE)
    offer = await tab.run(OFFER_TO_SEND if direction == "up" else OFFER_TO_WATCH, json.dumps(dict(configuration)))
    answer = await stage.offer(network.disguise(offer) if network else offer, leg_id or direction, direction, SESSION)
    assert isinstance(answer, WorkerAnswer), answer
    await tab.run(ACCEPT, network.reroute(answer.sdp) if network else answer.sdp)


async def count(tab: Tab) -> Count:
    """Ask a tab how far it has come."""
    return Count(**json.loads(await tab.run(COUNT)))


async def until_shown(tab: Tab, pictures: int, seconds: float = 20.0) -> Count:
    """Wait until a tab has decoded so many pictures."""
    async with asyncio.timeout(seconds):
        while (now := await count(tab)).pictures < pictures:  # noqa: ASYNC110 - nothing in a page tells us
            await asyncio.sleep(0.1)
    return now


@dataclass(frozen=True)
class ChromiumTab:
    """A page that Playwright drives."""

    page: Page

    async def run(self, function: str, argument: str = "") -> str:
        """Run a function."""
        return str(await self.page.evaluate(function, argument))


@asynccontextmanager
async def serve_blank_page() -> AsyncIterator[str]:
    """Give browsers a page on this machine, where they let pages use the camera."""

    async def show(_: web.Request) -> web.Response:
        return web.Response(text="<!doctype html><title>Peer</title><body></body>", content_type="text/html")

    app = web.Application()
    app.router.add_get("/", show)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def open_chromium(film: Path | None = None) -> AsyncIterator[ChromiumTab]:
    """Start a Chromium with a camera of its own making, or one that plays a film."""
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    source = [f"--use-file-for-fake-video-capture={film}"] if film else []
    arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", *camera, *source]
    async with async_playwright() as driver, serve_blank_page() as address:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = await browser.new_page()
        await page.goto(address)
        try:
            yield ChromiumTab(page)
        finally:
            await browser.close()
