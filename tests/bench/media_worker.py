"""Measures what recording costs: core-seconds per stream-second of pre-encoded H.264 with Opus.

The senders run in processes of their own; only the worker's process is measured.

    python -m tests.bench.media_worker [streams] [seconds]
"""

import asyncio
import json
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

import uvloop
from aiohttp import ClientSession, web
from aiortc import RTCPeerConnection, RTCRtpSender, RTCSessionDescription

from sightline.messages.signalling import WorkerAnswer
from tests.integration.media_worker.film import EncodedTrack, film_h264, record_opus
from tests.integration.media_worker.parties import Stage, eventually, open_stage

SENDERS = 2
FILM_SECONDS = 4


def send(origin: str, numbers: list[int], h264: list[bytes], opus: list[bytes]) -> None:
    """Send some streams until killed."""
    asyncio.run(_send(origin, numbers, h264, opus))


async def _send(origin: str, numbers: list[int], h264: list[bytes], opus: list[bytes]) -> None:
    peers = []  # which would stop if nobody held them
    known = RTCRtpSender.getCapabilities("video").codecs
    async with ClientSession() as web_client:
        for number in numbers:
            peer = RTCPeerConnection()
            peers.append(peer)
            peer.addTransceiver(EncodedTrack("audio", opus), direction="sendonly")
            video = peer.addTransceiver(EncodedTrack("video", h264), direction="sendonly")
            video.setCodecPreferences([codec for codec in known if codec.mimeType in {"video/H264", "video/rtx"}])
            await peer.setLocalDescription(await peer.createOffer())
            offer = {"session": f"session-{number}", "sdp": peer.localDescription.sdp}
            async with web_client.post(origin, data=json.dumps(offer)) as response:
                await peer.setRemoteDescription(RTCSessionDescription(await response.text(), "answer"))
        await asyncio.sleep(3600)


async def measure(streams: int, seconds: float) -> None:
    """Run the worker in this process and print what it used."""
    h264, opus = film_h264(FILM_SECONDS, "1280x720"), record_opus(FILM_SECONDS)
    with tempfile.TemporaryDirectory() as spool:
        async with open_stage(Path(spool), streams) as stage:
            origin, runner = await _serve(stage)
            senders = [
                multiprocessing.get_context("spawn").Process(
                    target=send, args=(origin, list(range(first, streams, SENDERS)), h264, opus), daemon=True
                )
                for first in range(SENDERS)
            ]
            for sender in senders:
                sender.start()
            await eventually(lambda: len({key.split("/")[1] for key in stage.store.stored_keys()}) == streams, 120)
            stored, used, began_at = len(stage.store.objects), time.process_time(), time.monotonic()
            await asyncio.sleep(seconds)
            stored, used = len(stage.store.objects) - stored, time.process_time() - used
            took = time.monotonic() - began_at
            for sender in senders:
                sender.kill()
            await runner.cleanup()
    rate = sum(map(len, h264)) * 8 / FILM_SECONDS / 1e6
    print(f"{streams} streams of {rate:.1f} Mbit/s for {took:.0f} s, {stored} objects stored")  # noqa: T201
    print(f"{used / took / streams:.4f} core-seconds per stream-second")  # noqa: T201


async def _serve(stage: Stage) -> tuple[str, web.AppRunner]:
    """Let senders in other processes make their offers."""

    async def take_offer(request: web.Request) -> web.Response:
        offer = json.loads(await request.text())
        answer = await stage.offer(offer["sdp"], "up", "up", offer["session"])
        assert isinstance(answer, WorkerAnswer)
        return web.Response(text=answer.sdp)

    app = web.Application()
    app.router.add_post("/", take_offer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}/", runner


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    uvloop.run(measure(*(arguments + [10, 20][len(arguments) :])))
