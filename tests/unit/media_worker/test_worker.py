"""Places are counted, and what cannot be done is refused with a code."""

import asyncio
from pathlib import Path

import pytest

from sightline.messages.changes import EndSession, Hangup
from sightline.messages.signalling import Announce, Candidates, WorkerAnswer, WorkerRefusal
from tests.fakes.offers import CHROMIUM
from tests.integration.media_worker.parties import eventually, open_stage


async def test_a_session_takes_a_place_until_it_ends(tmp_path: Path) -> None:
    """Each change is announced."""
    async with open_stage(tmp_path) as stage:
        assert isinstance(await stage.offer(CHROMIUM, "up", "up"), WorkerAnswer)
        await stage.worker.obey(EndSession(session_id="session-1"))
        free = [said.free_places for said in stage.said if isinstance(said, Announce)]
        assert free == [3, 4]


async def test_when_all_places_are_taken_the_next_session_is_refused(tmp_path: Path) -> None:
    """But another leg of a session that is here is not."""
    async with open_stage(tmp_path) as stage:
        for number in range(4):
            await stage.offer(CHROMIUM, "up", "up", session_id=f"session-{number}")
        refusal = await stage.offer(CHROMIUM, "up", "up", session_id="session-5")
        assert isinstance(refusal, WorkerRefusal)
        assert refusal.code == "no-free-worker"
        assert isinstance(await stage.offer(CHROMIUM, "again", "up", session_id="session-1"), WorkerAnswer)


@pytest.mark.parametrize(
    ("sdp", "direction", "code"),
    [
        ("v=0", "up", "invalid-offer"),
        (CHROMIUM.replace("m=audio", "m=video"), "up", "too-many-tracks"),
        (CHROMIUM.replace("H264", "H265").replace("VP8", "AV1").replace("opus", "red"), "up", "no-common-codec"),
        (CHROMIUM, "down", "nothing-to-watch"),
    ],
)
async def test_what_cannot_be_done_is_refused_with_its_code(
    tmp_path: Path, sdp: str, direction: str, code: str
) -> None:
    """A refused first leg leaves no session behind."""
    async with open_stage(tmp_path) as stage:
        refusal = await stage.offer(sdp, "leg", "up" if direction == "up" else "down")
        assert isinstance(refusal, WorkerRefusal)
        assert refusal.code == code
        assert stage.worker.announce().free_places == 4


async def test_a_draining_worker_takes_no_session(tmp_path: Path) -> None:
    """Its legs are closed with the reason that makes their ends look for another worker."""
    async with open_stage(tmp_path) as stage:
        await stage.offer(CHROMIUM, "leg", "up")
        await stage.worker.drain()
        assert stage.leg_states("leg") == ["closed"]
        refusal = await stage.offer(CHROMIUM, "other", "up", session_id="session-2")
        assert isinstance(refusal, WorkerRefusal)
        assert refusal.code == "worker-draining"
        assert stage.worker.announce() == Announce(places=4, free_places=0, draining=True)


async def test_sessions_go_on_while_a_draining_worker_has_patience(tmp_path: Path) -> None:
    """It returns as soon as the server has moved the last one."""
    async with open_stage(tmp_path) as stage:
        await stage.offer(CHROMIUM, "leg", "up")
        draining = asyncio.create_task(stage.worker.drain(60))
        await eventually(lambda: stage.worker.is_draining)
        assert stage.leg_states("leg") == []
        await stage.worker.obey(EndSession(session_id="session-1"))
        await asyncio.wait_for(draining, 10)
        assert stage.leg_states("leg") == ["closed"]


async def test_commands_for_what_is_gone_do_nothing(tmp_path: Path) -> None:
    """Each may come late, or twice."""
    async with open_stage(tmp_path) as stage:
        for _ in range(2):
            await stage.worker.obey(EndSession(session_id="gone"))
            await stage.worker.obey(Hangup(session_id="gone", leg_id="gone"))
            await stage.worker.obey(Candidates(session_id="gone", leg_id="gone", candidates=["candidate:1"]))
        assert stage.said == []
