"""A stranger's datagrams, before, during and after the handshake, in both DTLS roles, at both kinds of leg."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

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
        """Record and watch until enough is shown; return how many pictures the officer saw."""
        tracks = EncodedTrack("audio", OPUS), EncodedTrack("video", H264)
        up, down = f"up-{self.session_id}", f"down-{self.session_id}"
        citizen = await send_stream(self.stage, up, *tracks, network=self.up, session_id=self.session_id)
        await eventually(lambda: "first-frame" in self.stage.leg_states(up))
        officer = await watch_stream(self.stage, down, self.down, self.session_id)
        await eventually(lambda: officer.pictures >= PICTURES)
        await self.stage.end(self.session_id)
        for attacker in (self.up, self.down):
            attacker.stop()
        for peer in (citizen, officer.peer):
            await peer.close()
        return officer.pictures


def gaps_of(stage: Stage, session_id: str) -> list[object]:
    """Return what a session's recordings miss; each must be whole and decode."""
    objects = {key: body for key, body in stage.store.objects.items() if f"/{session_id}/" in key}
    recordings = read_stored(objects)
    assert len(recordings) == 1
    assert recordings[0][0].is_whole()
    film = play(objects)
    assert film.corrupt == 0
    assert film.pictures >= PICTURES
    return [gap for _, word in recordings for gap in word.gaps]


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
    await asyncio.gather(*(siege.hold() for siege in sieges))
    assert [gaps_of(stage, siege.session_id) for siege in sieges] == [[] for _ in sieges]
    loud = [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in loud] == []
    table.note("injection", name, "datagrams", sum(siege.up.sent + siege.down.sent for siege in sieges))
    table.note("injection", name, "sessions unharmed", len(sieges))
