"""How fast and how fully a sender fills its path: from the start, and when the path changes under it."""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from tests.bench.figures import Figures
from tests.bench.measures.glass import STREAM
from tests.bench.network import Conditions, FarParty, Network, open_network
from tests.bench.pages import open_couple
from tests.bench.parties import Subject
from tests.bench.report import say

Open = Callable[[Path], AbstractAsyncContextManager[Subject]]

OPEN_PATH = 4_000_000
STEPS = ((1_000_000, "down to 1 Mbit/s"), (300_000, "down to 300 kbit/s"), (1_000_000, "up to 1 Mbit/s"))
_DELAY_SECONDS = 0.025
_MOST_WANTED = 6_000_000
_LOOKS = (1.0, 2.0, 5.0)
_STEP_SECONDS = 12.0
_WINDOW_SECONDS = 1.0
_ENOUGH = 0.8


async def measure_bitrate(figures: Figures, subjects: dict[str, Open], rounds: int) -> None:
    """Measure each subject in turn."""
    runs: dict[tuple[str, str, str], list[float]] = {}
    for _ in range(rounds):
        for name, open_subject in subjects.items():
            with tempfile.TemporaryDirectory() as folder:
                async with open_subject(Path(folder)) as subject:
                    for measure, unit, value in await _run(subject):
                        say(f"  {name:<10} {measure}: {value:.2f} {unit}")
                        runs.setdefault((measure, name, unit), []).append(value)
    for (measure, name, unit), values in runs.items():
        figures.add(measure, name, unit, values)


async def _run(subject: Subject) -> list[tuple[str, str, float]]:
    loop = asyncio.get_running_loop()
    conditions = Conditions(bits_per_second=OPEN_PATH, delay_seconds=_DELAY_SECONDS)
    async with open_couple(_MOST_WANTED) as couple, open_network(conditions) as network:
        await subject.publish(STREAM, FarParty(couple.sender, network))
        began_at, found = loop.time(), []
        for look in _LOOKS:
            await asyncio.sleep(began_at + look - loop.time())
            share = 100 * network.bits_between(loop.time() - _WINDOW_SECONDS, loop.time()) / OPEN_PATH
            found.append((f"open 4 Mbit/s path filled {look:g} s after the start", "%", share))
        await asyncio.sleep(_STEP_SECONDS - max(_LOOKS))
        for bits_per_second, name in STEPS:
            conditions.bits_per_second = bits_per_second
            stepped_at = loop.time()
            await asyncio.sleep(_STEP_SECONDS)
            found += _judge_step(network, bits_per_second, stepped_at, name)
        return found


def _judge_step(network: Network, path: float, stepped_at: float, name: str) -> list[tuple[str, str, float]]:
    """Return when four fifths of the path were filled, and the least that was filled from then on."""
    ends = [stepped_at + _WINDOW_SECONDS + tenth / 10 for tenth in range(int((_STEP_SECONDS - _WINDOW_SECONDS) * 10))]
    shares = [network.bits_between(end - _WINDOW_SECONDS, end) / path for end in ends]
    filled = next((number for number, share in enumerate(shares) if share >= _ENOUGH), len(ends) - 1)
    return [
        (f"{name}: 80% filled after", "s", ends[filled] - stepped_at),
        (f"{name}: least filled from then on", "%", 100 * min(shares[filled:])),
    ]
