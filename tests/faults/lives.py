"""One life of a worker: it records some streams, is killed, and another one takes up what it left on disk."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from aiortc import RTCPeerConnection, RTCSessionDescription

from sightline.domain.timeline import Recording, read_recordings
from sightline.messages.closing import NotedGap
from sightline.messages.signalling import OpenLeg
from tests.faults.herd import Herd
from tests.integration.media_worker.evidence import Film, play
from tests.integration.media_worker.film import FRAMES_A_SECOND, EncodedTrack
from tests.integration.media_worker.parties import ALONE, eventually
from tests.integration.media_worker.servers import Cloud, open_cloud

FRAGMENT = 2 * FRAMES_A_SECOND
"""Pictures in a fragment: the film has a key frame each second, and nobody cuts before a second and a half."""
_ON_THE_WAY = FRAMES_A_SECOND // 2
"""Pictures that may lie between the phone's packing one and the worker's having it."""
_SECONDS = 60.0
"""For what takes a moment, on a machine that has much else to do."""


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
    pictures_gone: int
    """What was being collected, and what was on its way."""
    is_sound: bool
    """Whether all of it decodes, to the last fragment."""


async def live_and_die(life: Life, herd: Herd, spool: Path, film: Sequence[bytes]) -> list[Legacy]:
    """Play a life; return what is left of each of its streams."""
    async with open_cloud() as cloud:
        cloud.error_share, cloud.is_store_away = life.error_share, life.store_is_away
        worker = herd.start(cloud, spool)
        await eventually(lambda: "announce" in cloud.types(), _SECONDS)
        async with send_streams(cloud, life.streams, film) as tracks:
            await eventually(lambda: _count_first_frames(cloud) == life.streams, _SECONDS)
            await asyncio.sleep(life.seconds)
            herd.kill(worker)
            sent = [track.sent for track in tracks]
        await _recover(herd, cloud, spool)
        return [
            await asyncio.to_thread(_read, cloud, f"/session-{number}/", pictures)
            for number, pictures in enumerate(sent)
        ]


def _count_first_frames(cloud: Cloud) -> int:
    return sum(said.get("state") == "first-frame" for said in cloud.said)


async def _recover(herd: Herd, cloud: Cloud, spool: Path) -> None:
    """Let the store be well, and the next worker send what waits on disk."""
    cloud.error_share, cloud.is_store_away = 0.0, False
    if _has_spooled(spool):
        worker = herd.start(cloud, spool)
        await eventually(lambda: not _has_spooled(spool), _SECONDS)
        herd.kill(worker)


def _has_spooled(spool: Path) -> bool:
    return any(spool.glob("*.spooled"))


def _read(cloud: Cloud, mark: str, sent: int) -> Legacy:
    ours = {key: body for key, body in cloud.objects.items() if mark in key}
    recordings = read_recordings(ours)
    if not recordings:
        return Legacy(0, 0, _count_cut(sent), sent, is_sound=True)
    (recording,) = recordings
    film = play(ours)
    lost = sent - film.pictures
    holes = recording.fragments[-1].sequence + 1 - len(recording.fragments)
    return Legacy(len(recording.fragments), holes, _count_cut(lost), lost, is_sound=_is_sound(cloud, recording, film))


def _count_cut(pictures: int) -> int:
    """Say how many fragments so many pictures were cut to: the one that was being collected is not counted."""
    return max(0, (pictures - _ON_THE_WAY) // FRAGMENT)


def _is_sound(cloud: Cloud, recording: Recording, film: Film) -> bool:
    """Tell whether all was decoded: as many pictures as the fragments' times promise, but for the gaps they name."""
    notes = [NotedGap.model_validate(gap) for each in recording.fragments for gap in json.loads(cloud.gaps[each.key])]
    missing = sum((gap.ended_at - gap.began_at for gap in notes), timedelta())
    promised = (recording.ended_at - recording.began_at - missing).total_seconds() * FRAMES_A_SECOND
    return film.corrupt == 0 and abs(film.pictures - promised) <= 2 + len(notes)  # rounded to milliseconds


@asynccontextmanager
async def send_streams(cloud: Cloud, count: int, film: Sequence[bytes]) -> AsyncIterator[list[EncodedTrack]]:
    """Send some streams over the worker's own connection."""
    tracks = [EncodedTrack("video", film) for _ in range(count)]
    async with AsyncExitStack() as stack:
        for number, track in enumerate(tracks):
            peer = RTCPeerConnection(ALONE)
            stack.push_async_callback(peer.close)
            peer.addTransceiver(track, direction="sendonly")
            await peer.setLocalDescription(await peer.createOffer())
            answer = await _offer(cloud, f"session-{number}", peer.localDescription.sdp)
            await peer.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        yield tracks


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
    await eventually(lambda: bool(_answers(cloud, session_id)), _SECONDS)
    return _answers(cloud, session_id)[0]


def _answers(cloud: Cloud, session_id: str) -> list[str]:
    return [said["sdp"] for said in cloud.said if said["type"] == "answer" and said["session_id"] == session_id]
