"""One life of a worker: it records some streams, is killed, and another one takes up what it left on disk."""

import asyncio
import math
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from aiortc import RTCPeerConnection, RTCSessionDescription

from sightline.domain.timeline import Recording, read_recordings
from sightline.messages.signalling import OpenLeg
from tests.faults.herd import Herd
from tests.integration.media_worker.evidence import play
from tests.integration.media_worker.film import EncodedTrack
from tests.integration.media_worker.parties import ALONE, eventually
from tests.integration.media_worker.servers import Cloud, open_cloud

FRAGMENT = timedelta(seconds=2)
"""How long fragments are: the film has a key frame each second, and nobody cuts before a second and a half."""
_ON_THE_WAY = timedelta(seconds=0.4)
"""What may lie between a frame's capture and its being kept, and between the kill and its being noted."""


@dataclass(frozen=True)
class Life:
    """How many streams, for how long, and how often the store fails meanwhile."""

    streams: int
    seconds: float
    error_share: float
    store_is_away: bool

    @classmethod
    def draw(cls, chance: Random, longest: float) -> "Life":
        """Make up a life: in half of them the store is well, in a quarter it fails often, in a quarter always."""
        mood = chance.randrange(4)
        return cls(chance.randint(1, 3), chance.uniform(0.0, longest), 0.3 if mood == 2 else 0.0, mood == 3)


@dataclass(frozen=True)
class Legacy:
    """What one stream's recording came to."""

    fragments: int
    holes: int
    """Fragments that are missing between others."""
    gone: int
    """Fragments that were cut and are nowhere."""
    seconds_gone: float
    """From the end of what is kept to the kill: what was being collected, and what was on its way."""
    is_sound: bool
    """Whether all of it decodes, to the last fragment."""


async def live_and_die(life: Life, herd: Herd, spool: Path, film: Sequence[bytes]) -> list[Legacy]:
    """Play a life; return what is left of each of its streams."""
    async with open_cloud() as cloud:
        cloud.error_share, cloud.is_store_away = life.error_share, life.store_is_away
        worker = herd.start(cloud, spool)
        await eventually(lambda: "announce" in cloud.types())
        async with send_streams(cloud, life.streams, film):
            await eventually(lambda: _count_first_frames(cloud) == life.streams)
            began_at = datetime.now(UTC)
            await asyncio.sleep(life.seconds)
            herd.kill(worker)
            killed_at = datetime.now(UTC)
        await _recover(herd, cloud, spool)
        return [
            await asyncio.to_thread(_read, cloud.objects, f"/session-{number}/", began_at, killed_at)
            for number in range(life.streams)
        ]


def _count_first_frames(cloud: Cloud) -> int:
    return sum(said.get("state") == "first-frame" for said in cloud.said)


async def _recover(herd: Herd, cloud: Cloud, spool: Path) -> None:
    """Let the store be well, and the next worker send what waits on disk."""
    cloud.error_share, cloud.is_store_away = 0.0, False
    if _has_spooled(spool):
        worker = herd.start(cloud, spool)
        await eventually(lambda: not _has_spooled(spool))
        herd.kill(worker)


def _has_spooled(spool: Path) -> bool:
    return any(spool.glob("*.spooled"))


def _read(objects: dict[str, bytes], mark: str, began_at: datetime, killed_at: datetime) -> Legacy:
    ours = {key: body for key, body in objects.items() if mark in key}
    recordings = read_recordings(ours)
    if not recordings:
        lost = killed_at - began_at
        return Legacy(0, 0, _count_cut(lost), lost.total_seconds(), is_sound=True)
    (recording,) = recordings
    holes = recording.fragments[-1].sequence + 1 - len(recording.fragments)
    lost = killed_at - recording.ended_at
    return Legacy(
        len(recording.fragments), holes, _count_cut(lost), lost.total_seconds(), is_sound=_is_sound(ours, recording)
    )


def _count_cut(lost: timedelta) -> int:
    """Say how many fragments were cut in that time: the one that was being collected is not counted."""
    return max(0, math.floor((lost - _ON_THE_WAY) / FRAGMENT))


def _is_sound(objects: dict[str, bytes], recording: Recording) -> bool:
    """Decode it all: as many pictures must come out as the fragments' times promise."""
    film = play(objects)
    promised = (recording.ended_at - recording.began_at).total_seconds() * 30
    return film.corrupt == 0 and abs(film.pictures - promised) <= 2  # rounded to milliseconds


@asynccontextmanager
async def send_streams(cloud: Cloud, count: int, film: Sequence[bytes]) -> AsyncIterator[None]:
    """Send some streams over the worker's own connection."""
    async with AsyncExitStack() as stack:
        for number in range(count):
            peer = RTCPeerConnection(ALONE)
            stack.push_async_callback(peer.close)
            peer.addTransceiver(EncodedTrack("video", film), direction="sendonly")
            await peer.setLocalDescription(await peer.createOffer())
            answer = await _offer(cloud, f"session-{number}", peer.localDescription.sdp)
            await peer.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        yield


async def _offer(cloud: Cloud, session_id: str, sdp: str) -> str:
    offer = OpenLeg(
        reply_to="connection",
        participant_id="citizen",
        force_id="force",
        session_id=session_id,
        leg_id="up",
        direction="up",
        sdp=sdp,
    )
    assert cloud.socket is not None
    await cloud.socket.send_str(offer.model_dump_json())
    await eventually(lambda: bool(_answers(cloud, session_id)))
    return _answers(cloud, session_id)[0]


def _answers(cloud: Cloud, session_id: str) -> list[str]:
    return [said["sdp"] for said in cloud.said if said["type"] == "answer" and said["session_id"] == session_id]
