"""How many streams with three viewers each one core carries, until it is late or loses a packet."""

import asyncio
import tempfile
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path
from typing import Protocol

from aiohttp import ClientSession

from media_worker.lateness import KEPT_SECONDS
from tests.bench.figures import Figures
from tests.bench.herd import open_herd
from tests.bench.load.source import SECONDS
from tests.bench.parties import Subject
from tests.bench.report import say
from tests.bench.subjects.ours import Ours

ONE_CORE, ANOTHER_CORE = ("taskset", "-c", "0"), ("taskset", "-c", "1")
VIEWERS = 3
_FIRST, _STEP, _MOST = 10, 5, 80
_SETTLE_SECONDS = 2.0
_SECONDS = SECONDS * (1 + KEPT_SECONDS // SECONDS)
"""Longer than a worker remembers; whole rounds of the source, of which a part has not its share of the packets."""
_LATE_SECONDS = 0.05


class LoadFellBehindError(RuntimeError):
    """The machine has no core to spare for the load."""


class OpenOnOneCore(Protocol):
    """Starts a subject with a command before its own."""

    def __call__(self, folder: Path, *prefix: str) -> AbstractAsyncContextManager[Subject]:
        """Start it."""
        ...


async def measure_capacity(figures: Figures, subjects: dict[str, OpenOnOneCore], rounds: int) -> None:
    """Measure each subject in turn; Janus has threads and no event loop, so it is judged by its packets alone."""
    carried: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, open_subject in subjects.items():
            carried[name].append(await _measure(open_subject))
    for name, runs in carried.items():
        figures.add(f"streams with {VIEWERS} viewers on one core", name, "streams", runs)


async def _measure(open_subject: OpenOnOneCore) -> int:
    """Add streams until something is late or lost; return the last number that was carried well."""
    carried = 0
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        subject = await stack.enter_async_context(open_subject(folder, *ONE_CORE))
        herd = await stack.enter_async_context(open_herd(*ANOTHER_CORE, with_crowd=True))
        for streams in range(_FIRST, _MOST + 1, _STEP):
            await herd.publish(subject, range(carried, streams))
            await herd.view(subject, range(carried, streams), VIEWERS)
            await asyncio.sleep(_SETTLE_SECONDS)
            reading = await herd.read(subject, streams, VIEWERS, _SECONDS)
            lag = await _read_lag(subject)
            say(f"  {subject.name:<10} {streams} streams: {reading}, p99 lag {1000 * lag:.0f} ms")
            if not reading.load_kept_up:
                raise LoadFellBehindError
            if lag > _LATE_SECONDS or not reading.is_sound:
                break
            carried = streams
    return carried


async def _read_lag(subject: Subject) -> float:
    """Return the 99th percentile of how late our worker's event loop says that its turns have come."""
    if not isinstance(subject, Ours):
        return 0.0
    async with ClientSession() as web, web.get(f"http://127.0.0.1:{subject.health_port}/health") as answer:
        return float((await answer.json())["lag_p99_seconds"])
