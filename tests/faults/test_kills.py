"""SIGKILL to a recording worker, at any time, whether its store is well or not."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Scale, Table
from tests.faults.herd import Herd
from tests.faults.lives import Legacy, Life, live_and_die
from tests.integration.media_worker.film import FRAMES_A_SECOND, film_h264

AT_ONCE = 5
PARTS = 20


@pytest.fixture
def herd(tmp_path: Path) -> Iterator[Herd]:
    """Keep the worker processes, and end those that a failing test has left."""
    herd = Herd(tmp_path)
    yield herd
    herd.kill_all()


def percentile(values: list[float], share: float) -> float:
    """Return the value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.full) for part in range(1, PARTS))])
async def test_a_killed_worker_loses_no_stored_or_spooled_fragment(
    part: int, herd: Herd, scale: Scale, table: Table, tmp_path: Path
) -> None:
    """What was stored or on disk is there, in order and sound; of what was on its way, one fragment at most is gone."""
    chance, film, at_once = scale.chance(f"kills {part}"), film_h264(3), asyncio.Semaphore(AT_ONCE)
    kills, longest = scale.choose(20, 1000 // PARTS), scale.choose(4.0, 6.5)
    done: list[Legacy] = []

    async def play(number: int, life: Life) -> None:
        async with at_once:
            done.extend(await live_and_die(life, herd, tmp_path / f"spool-{number}", film))
            if number % 20 == 0:
                table.say(f"life {number} of {kills}")

    await asyncio.gather(*(play(number, Life.draw(chance, longest)) for number in range(kills)))
    note(table, f"part {part}", kills, done)
    assert [legacy for legacy in done if legacy.holes or legacy.gone > 1 or not legacy.is_sound] == []
    assert herd.tracebacks() == []


def note(table: Table, part: str, kills: int, done: list[Legacy]) -> None:
    """Write the figures down."""
    fault = "worker killed"
    table.note(fault, part, "kills", kills)
    table.note(fault, part, "recordings", len(done))
    table.note(fault, part, "fragments kept", sum(legacy.fragments for legacy in done))
    table.note(fault, part, "stored or spooled fragments lost", sum(legacy.holes for legacy in done))
    table.note(fault, part, "recordings that do not decode", sum(not legacy.is_sound for legacy in done))
    table.note(fault, part, "fragments on their way gone, most of one recording", max(each.gone for each in done))
    lost = [legacy.pictures_gone / FRAMES_A_SECOND for legacy in done]
    table.note(fault, part, "before the kill gone, p50", percentile(lost, 0.5), "s")
    table.note(fault, part, "before the kill gone, worst", max(lost), "s")
