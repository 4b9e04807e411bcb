"""Glass to glass: from the moment a picture is drawn in one Chromium to the moment another one shows it."""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from statistics import quantiles

from tests.bench.figures import Figures
from tests.bench.pages import CYCLE_MS, Couple, open_couple
from tests.bench.parties import Subject
from tests.bench.report import say

Open = Callable[[Path], AbstractAsyncContextManager[Subject]]

STREAM = "clock"
_WARM_UP_SECONDS = 4.0
_SECONDS = 12.0
_TWENTIETHS = 20


async def join(couple: Couple, subject: Subject | None) -> None:
    """Let a couple see each other, through a subject or directly."""
    if subject is not None:
        await subject.publish(STREAM, couple.sender)
        await subject.view(STREAM, couple.viewer)
    else:
        await couple.sender.accept(await couple.viewer.answer(await couple.sender.offer()))


def find_delays(seen: Sequence[tuple[int, int | None]]) -> list[float]:
    """Return how old each picture was when it was shown, in ms; a clock that repeats was shown before."""
    clocks: set[int] = set()
    delays = []
    for at, clock in seen:
        if clock is not None and clock not in clocks:
            clocks.add(clock)
            delays.append(float((at - clock) % CYCLE_MS))
    return delays


def find_percentiles(values: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    cuts = quantiles(values, n=_TWENTIETHS)
    return cuts[9], cuts[18]


async def measure_glass(figures: Figures, subjects: dict[str, Open | None], rounds: int) -> None:
    """Measure each subject in turn; None stands for no subject in between."""
    runs: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for name, open_subject in subjects.items():
            median, late = find_percentiles(await _measure(open_subject))
            say(f"  {name:<10} {median:.0f} ms, 95% within {late:.0f} ms")
            runs.setdefault(("glass to glass p50", name), []).append(median)
            runs.setdefault(("glass to glass p95", name), []).append(late)
    for (measure, name), values in runs.items():
        figures.add(measure, name, "ms", values)


async def _measure(open_subject: Open | None) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        if open_subject is None:
            return await _watch(None)
        async with open_subject(Path(folder)) as subject:
            return await _watch(subject)


async def _watch(subject: Subject | None) -> list[float]:
    async with open_couple() as couple:
        await join(couple, subject)
        await asyncio.sleep(_WARM_UP_SECONDS)
        await couple.viewer.take_seen()
        await asyncio.sleep(_SECONDS)
        return find_delays(await couple.viewer.take_seen())
