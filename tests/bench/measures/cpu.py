"""Core-seconds per stream-second: recording alone, then with one and with three viewers of every stream."""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Figures
from tests.bench.herd import Reading, open_herd
from tests.bench.parties import Subject
from tests.bench.report import say

VIEWERS = (0, 1, 3)

Open = Callable[[Path], AbstractAsyncContextManager[Subject]]


@dataclass(frozen=True)
class Plan:
    """How one subject is measured."""

    open: Open
    streams: int
    viewers: tuple[int, ...] = VIEWERS
    seconds: float = 6.0
    settle_seconds: float = 3.0
    must_keep_up: bool = True
    """A reading counts only if every packet was carried; not where nobody expects that (stock aiortc)."""


async def measure_round(plan: Plan) -> list[Reading]:
    """Measure one subject once, with ever more viewers."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        subject = await stack.enter_async_context(plan.open(folder))
        herd = await stack.enter_async_context(open_herd())
        await herd.publish(subject, range(plan.streams))
        readings = []
        for before, viewers in zip((0, *plan.viewers), plan.viewers, strict=False):
            await herd.view(subject, range(plan.streams), viewers - before)
            await asyncio.sleep(plan.settle_seconds)
            readings.append(await herd.read(subject, plan.streams, viewers, plan.seconds))
            say(
                f"  {subject.name:<14} {count(plan.streams, 'stream')}, {count(viewers, 'viewer')} each: {readings[-1]}"
            )
        return readings


async def measure_side_by_side(figures: Figures, plans: dict[str, Plan], rounds: int) -> None:
    """Measure all subjects in turn, round after round; keep the median and every sound run."""
    runs: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds):
        say(f"  round {number + 1} of {rounds}")
        for subject, plan in plans.items():
            for reading in [each for each in await measure_round(plan) if each.is_sound or not plan.must_keep_up]:
                measure = f"CPU, {count(plan.streams, 'stream')}, {name_viewers(reading.viewers)}"
                runs.setdefault((measure, subject), []).append(reading.core_seconds)
    for (measure, subject), values in runs.items():
        figures.add(measure, subject, "core-s per stream-s", values)


def count(number: int, what: str) -> str:
    """Return a number of things in words."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def name_viewers(viewers: int) -> str:
    """Return what is done with each stream."""
    return f"record + {count(viewers, 'viewer')}" if viewers else "record"
