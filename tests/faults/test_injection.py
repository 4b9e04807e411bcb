"""A stranger's datagrams, before, during and after the handshake, in both DTLS roles, at both kinds of leg."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from sightline.domain.fragment import GapReason
from tests.faults.attacker import Attacker, Role
from tests.faults.conftest import Scale, Table
from tests.faults.hostile import KINDS, mix
from tests.integration.media_worker.evidence import play, read_stored
from tests.integration.media_worker.film import EncodedTrack, film_h264, record_opus
from tests.integration.media_worker.parties import Stage, eventually, open_stage, send_stream, watch_stream

PICTURES = 45
MIXTURES = [tuple(KINDS), *[(kind,) for kind in KINDS]]
H264, OPUS = film_h264(3), record_opus(3)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Run a worker."""
    async with open_stage(tmp_path) as stage:
        yield stage


@dataclass
class Siege:
    """One session under attack: its citizen's leg and its officer's."""

    stage: Stage
    session_id: str
    up: Attacker
    down: Attacker

    async def hold(self) -> int:
        """Record and watch until enough is shown; return how many pictures were sent from the first one recorded on."""
        camera = EncodedTrack("video", H264)
        tracks = EncodedTrack("audio", OPUS), camera
        up, down = f"up-{self.session_id}", f"down-{self.session_id}"
        citizen = await send_stream(self.stage, up, *tracks, network=self.up, session_id=self.session_id)
        await eventually(lambda: "first-frame" in self.stage.leg_states(up))
        begun = camera.sent
        officer = await watch_stream(self.stage, down, self.down, self.session_id)
        await eventually(lambda: officer.pictures >= PICTURES)
        sent = camera.sent - begun
        await self.stage.end(self.session_id)
        for attacker in (self.up, self.down):
            attacker.stop()
        for peer in (citizen, officer.peer):
            await peer.close()
        return sent


def check_recording(stage: Stage, session_id: str, sent: int) -> None:
    """See that one recording holds what was sent: whole, sound, and without a packet that is missing."""
    objects = {key: body for key, body in stage.store.objects.items() if f"/{session_id}/" in key}
    ((recording, word),) = read_stored(objects)
    assert recording.is_whole()
    film = play(objects)
    assert film.corrupt == 0
    assert film.pictures >= sent * 0.9
    assert [gap for gap in word.gaps if gap.reason is GapReason.PACKET_LOSS] == []


@pytest.mark.parametrize("kinds", MIXTURES[:1] + [pytest.param(one, marks=pytest.mark.full) for one in MIXTURES[1:]])
async def test_strangers_harm_no_session(
    kinds: tuple[str, ...], stage: Stage, scale: Scale, table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    """Both legs connect, nothing is missing from the recording, and the log holds no traceback."""
    name = " ".join(kinds) if len(kinds) == 1 else "all together"
    sieges = []
    for role in get_args(Role):
        chance = scale.chance(f"injection {name} {role}")
        attackers = [Attacker(mix([KINDS[kind] for kind in kinds], chance), role) for _ in range(2)]
        sieges.append(Siege(stage, f"session-{role}", *attackers))
    sent = await asyncio.gather(*(siege.hold() for siege in sieges))
    for siege, pictures in zip(sieges, sent, strict=True):
        check_recording(stage, siege.session_id, pictures)
    loud = [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in loud] == []
    table.note("injection", name, "datagrams", sum(siege.up.sent + siege.down.sent for siege in sieges))
    table.note("injection", name, "sessions unharmed", len(sieges))
