"""A citizen on networks that are narrow, slow and lossy, that are gone for a while, or suddenly others."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiortc import MediaStreamTrack

from tests.faults.browser_peers import connect, count, open_chromium
from tests.faults.conftest import Scale, Table
from tests.integration.media_worker.bad_network import BadNetwork, open_network
from tests.integration.media_worker.evidence import play, read_stored
from tests.integration.media_worker.film import EncodedTrack, film_h264, record_opus
from tests.integration.media_worker.parties import Stage, eventually, open_stage, send_stream

RECOVERY_SECONDS = 10.0
H264, OPUS = film_h264(3), record_opus(3)


@dataclass(frozen=True)
class Profile:
    """A kind of network. The delay is the round trip's."""

    name: str
    bits_per_second: float
    delay_seconds: float
    loss: float

    def impose(self, network: BadNetwork) -> None:
        """Make a network like that."""
        network.bits_per_second, network.loss = self.bits_per_second, self.loss
        network.delay_seconds, network.spares_handshakes = self.delay_seconds / 2, False


POOR_3G = Profile("poor 3G", 400_000, 0.35, 0.05)
UNSTABLE_4G = Profile("unstable 4G", 4_000_000, 0.5, 0.1)
CALL_DROP = Profile("call drop", 50_000, 0.5, 0.2)


def tracks() -> tuple[MediaStreamTrack, MediaStreamTrack]:
    """Return sound and picture of some 150 kbit/s."""
    return EncodedTrack("audio", OPUS), EncodedTrack("video", H264)


def fragments_of(stage: Stage) -> int:
    """Count what is stored."""
    return sum(key.endswith(".m4s") for key in stage.store.stored_keys())


async def recovery(look: Callable[[], bool], seconds: float) -> float:
    """Return how many seconds it takes until something is so."""
    began_at = asyncio.get_running_loop().time()
    await eventually(look, seconds)
    return asyncio.get_running_loop().time() - began_at


async def stay(seconds: float) -> None:
    """Leave a network as it is for a time."""
    await asyncio.sleep(seconds)


def check_recording(stage: Stage) -> None:
    """All that is stored is whole and decodes: one recording, with its gaps named."""
    ((recording, _),) = read_stored(stage.store.objects)
    assert recording.is_whole()
    assert play(stage.store.objects).corrupt == 0


async def test_a_phone_whose_address_changes_goes_on(table: Table, scale: Scale, tmp_path: Path) -> None:
    """The same leg, the same recording: the worker follows to where the phone's checks come from."""
    async with open_stage(tmp_path) as stage, open_network() as network:
        citizen = await send_stream(stage, "up", *tracks(), network=network)
        await eventually(lambda: fragments_of(stage) >= 1)
        worst = 0.0
        for _ in range(scale.choose(1, 5)):
            await network.move()
            stored = fragments_of(stage)
            worst = max(worst, await recovery(lambda: fragments_of(stage) >= stored + 2, 2 * RECOVERY_SECONDS))  # noqa: B023
        await stage.end()
        await citizen.close()
    table.note("networks", "change of address", "to the second fragment after it, worst", worst, "s")
    check_recording(stage)
    assert worst < RECOVERY_SECONDS + 4  # two fragments' own time


@pytest.mark.full
@pytest.mark.parametrize("seconds", [10, 25])
async def test_a_cut_that_ends_in_time_is_survived(seconds: int, scale: Scale, table: Table, tmp_path: Path) -> None:
    """Nothing passes either way; then the same leg goes on, and the missing time is named."""
    async with open_stage(tmp_path) as stage, open_network() as network:
        citizen = await send_stream(stage, "up", *tracks(), network=network)
        await eventually(lambda: fragments_of(stage) >= 1)
        network.is_dead = True
        await stay(seconds + scale.chance(f"cut {seconds}").random())
        network.is_dead = False
        took = await recovery(lambda: stage.leg_states("up")[-1] == "first-frame", RECOVERY_SECONDS)
        stored = fragments_of(stage)
        await eventually(lambda: fragments_of(stage) >= stored + 2)
        await stage.end()
        await citizen.close()
    table.note("networks", f"cut of {seconds} s", "picture back after the network", took, "s")
    check_recording(stage)
    ((_, word),) = read_stored(stage.store.objects)
    assert {gap.track for gap in word.gaps} == {"audio", "video"}


@pytest.mark.full
@pytest.mark.parametrize("profile", [POOR_3G, UNSTABLE_4G, CALL_DROP], ids=lambda profile: profile.name)
async def test_a_browser_outlasts_a_bad_network(profile: Profile, table: Table, tmp_path: Path) -> None:
    """Three quarters of a minute of it leave the leg standing; good again, the picture is back within ten seconds."""
    async with open_stage(tmp_path) as stage, open_network() as network, open_chromium() as citizen:
        await connect(citizen, stage, "up", network)
        await eventually(lambda: fragments_of(stage) >= 2)
        profile.impose(network)
        before, sent = fragments_of(stage), (await count(citizen)).bytes
        await stay(45)
        during, rate = fragments_of(stage) - before, ((await count(citizen)).bytes - sent) * 8 / 45_000
        Profile("good", 20_000_000, 0.05, 0.0).impose(network)
        stored = fragments_of(stage)
        took = await recovery(lambda: fragments_of(stage) >= stored + 2, RECOVERY_SECONDS + 10)
        states = stage.leg_states("up")
        await stage.end()
    table.note("networks", profile.name, "fragments recorded in 45 s of it", during)
    table.note("networks", profile.name, "sent in 45 s of it", rate, "kbit/s")
    table.note("networks", profile.name, "two fragments stored after it", took, "s")
    assert "closed" not in states
    assert took < RECOVERY_SECONDS
    check_recording(stage)
