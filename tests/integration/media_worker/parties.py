"""A worker with everything but the server, and aiortc peers that play citizen and officer."""

import asyncio
from array import array
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, VideoFrame
from pydantic import BaseModel

from media_worker.certificate import Certificate
from media_worker.intake import Intake
from media_worker.network import Network
from media_worker.recording import clock_from
from media_worker.spool import Spool
from media_worker.station import Station
from media_worker.uploads import Uploads
from media_worker.worker import Worker
from sightline.messages.changes import EndSession
from sightline.messages.signalling import Direction, LegReport, OpenLeg, RecordingReport, WorkerAnswer, WorkerRefusal
from tests.fakes.fragments import FragmentsInMemory

SESSION = "session-1"
ALONE = RTCConfiguration(iceServers=[])
"""Peers that ask no server where they are; by default aiortc asks a public one."""


class Between(Protocol):
    """What lies between a peer and the worker."""

    def disguise(self, offer: str) -> str:
        """Change what the worker is told of the peer."""

    def reroute(self, answer: str) -> str:
        """Change what the peer is told of the worker."""


@dataclass
class Stage:
    """A running worker, what it has said, and where it stores."""

    worker: Worker
    uploads: Uploads
    store: FragmentsInMemory
    said: list[BaseModel] = field(default_factory=list)

    async def offer(
        self, sdp: str, leg_id: str, direction: Direction, session_id: str = SESSION
    ) -> WorkerAnswer | WorkerRefusal:
        """Send the worker an offer; return what it says to it."""
        command = OpenLeg(
            reply_to="connection",
            participant_id="participant",
            participant_name="PC Rees",
            force_id="force",
            session_id=session_id,
            leg_id=leg_id,
            direction=direction,
            sdp=sdp,
        )
        before = len(self.said)
        await self.worker.obey(command)
        answers = (said for said in self.said[before:] if isinstance(said, WorkerAnswer | WorkerRefusal))
        return next(answer for answer in answers if (answer.session_id, answer.leg_id) == (session_id, leg_id))

    async def end(self, session_id: str = SESSION) -> None:
        """End a session and wait until its recordings are complete."""
        await self.worker.obey(EndSession(session_id=session_id))
        await eventually(lambda: self._count(session_id, "finished") == self._count(session_id, "started") > 0)

    def _count(self, session_id: str, state: str) -> int:
        reports = (said for said in self.said if isinstance(said, RecordingReport) and said.session_id == session_id)
        return sum(report.state == state for report in reports)

    def leg_states(self, leg_id: str) -> list[str]:
        """Return the states a leg has come to."""
        return [said.state for said in self.said if isinstance(said, LegReport) and said.leg_id == leg_id]


@asynccontextmanager
async def open_stage(spool: Path, places: int = 4) -> AsyncIterator[Stage]:
    """Run a worker on loopback."""
    store, said = FragmentsInMemory(), list[BaseModel]()
    uploads = Uploads(store, Spool(spool), first_wait_seconds=0.05)
    station = Station(
        certificate=Certificate.generateCertificate(),
        network=Network(allow_private=True),
        intake=Intake(),
        uploads=uploads,
        report=said.append,
        to_instant=clock_from(datetime.now(UTC), asyncio.get_running_loop().time()),
        leg_bits_per_second=8_000_000,
        interrupted_seconds=1.0,
    )
    worker = Worker(station, places, said.append)
    tasks = [asyncio.create_task(work) for work in (worker.run(), uploads.drain())]
    try:
        yield Stage(worker, uploads, store, said)
    finally:
        await worker.drain()
        for task in tasks:
            task.cancel()
        uploads.close()


async def eventually(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - any condition, of which nothing tells
            await asyncio.sleep(0.02)


async def send_stream(
    stage: Stage,
    leg_id: str,
    *tracks: MediaStreamTrack,
    codec: str = "video/H264",
    network: Between | None = None,
    session_id: str = SESSION,
    configuration: RTCConfiguration = ALONE,
) -> RTCPeerConnection:
    """Play the citizen: send tracks to the worker, perhaps over a bad network."""
    peer = RTCPeerConnection(configuration)
    for track in tracks:
        transceiver = peer.addTransceiver(track, direction="sendonly")
        if track.kind == "video":
            wanted = {codec.lower(), "video/rtx"}
            known = RTCRtpSender.getCapabilities("video").codecs
            transceiver.setCodecPreferences([each for each in known if each.mimeType.lower() in wanted])
    await _negotiate(stage, peer, leg_id, "up", network, session_id)
    return peer


@dataclass
class Viewer:
    """An officer's player; counts the pictures it has decoded."""

    peer: RTCPeerConnection
    pictures: int = 0
    sizes: set[tuple[int, int]] = field(default_factory=set)
    task: asyncio.Task[None] | None = None

    async def watch(self, track: MediaStreamTrack) -> None:
        """Decode what comes."""
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            if isinstance(frame, VideoFrame):
                self.pictures += 1
                self.sizes.add((frame.width, frame.height))


async def watch_stream(
    stage: Stage,
    leg_id: str,
    network: Between | None = None,
    session_id: str = SESSION,
    configuration: RTCConfiguration = ALONE,
) -> Viewer:
    """Play an officer: show the session."""
    viewer = Viewer(RTCPeerConnection(configuration))
    viewer.peer.addTransceiver("audio", direction="recvonly")
    viewer.peer.addTransceiver("video", direction="recvonly")

    @viewer.peer.on("track")
    def begin(track: MediaStreamTrack) -> None:
        if track.kind == "video":
            viewer.task = asyncio.ensure_future(viewer.watch(track))

    await _negotiate(stage, viewer.peer, leg_id, "down", network, session_id)
    return viewer


async def speak(stage: Stage, leg_id: str, track: MediaStreamTrack, session_id: str = SESSION) -> RTCPeerConnection:
    """Play an officer: say something to the citizen."""
    peer = RTCPeerConnection(ALONE)
    peer.addTransceiver(track, direction="sendonly")
    await _negotiate(stage, peer, leg_id, "talk", None, session_id)
    return peer


@dataclass
class Ear:
    """A citizen who listens; keeps the loudness of what was heard."""

    peer: RTCPeerConnection
    loudness: list[int] = field(default_factory=list)
    task: asyncio.Task[None] | None = None

    async def hear(self, track: MediaStreamTrack) -> None:
        """Decode what comes: 16 bit samples."""
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            if isinstance(frame, AudioFrame):
                self.loudness.append(max(map(abs, array("h", bytes(frame.planes[0])))))


async def listen(stage: Stage, leg_id: str, session_id: str = SESSION) -> Ear:
    """Play the citizen who has tapped to listen."""
    ear = Ear(RTCPeerConnection(ALONE))
    ear.peer.addTransceiver("audio", direction="recvonly")

    @ear.peer.on("track")
    def begin(track: MediaStreamTrack) -> None:
        ear.task = asyncio.ensure_future(ear.hear(track))

    await _negotiate(stage, ear.peer, leg_id, "listen", None, session_id)
    return ear


async def _negotiate(
    stage: Stage,
    peer: RTCPeerConnection,
    leg_id: str,
    direction: Direction,
    network: Between | None,
    session_id: str,
) -> None:
    await peer.setLocalDescription(await peer.createOffer())
    offer = peer.localDescription.sdp
    answer = await stage.offer(network.disguise(offer) if network else offer, leg_id, direction, session_id)
    assert isinstance(answer, WorkerAnswer), answer
    sdp = network.reroute(answer.sdp) if network else answer.sdp
    await peer.setRemoteDescription(RTCSessionDescription(sdp, "answer"))
