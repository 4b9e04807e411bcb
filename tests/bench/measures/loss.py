"""What viewers see and hear of a sender whose path loses packets, at 100 ms round trip."""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench.figures import Figures
from tests.bench.measures.glass import STREAM, find_delays, find_percentiles
from tests.bench.network import Conditions, FarParty, open_network
from tests.bench.pages import CYCLE_MS, open_couple
from tests.bench.parties import Subject
from tests.bench.report import say

Open = Callable[[Path], AbstractAsyncContextManager[Subject]]

ONE_WAY_SECONDS = 0.05
_WARM_UP_SECONDS = 5.0
_SECONDS = 15.0
_FREEZE_MS = 200


@dataclass(frozen=True)
class Seen:
    """What came of one run."""

    longest_gap: float
    """In ms."""
    frozen: float
    """The share of time, in percent, in which a picture had stood for longer than 200 ms."""
    audio_kept: float
    """The share of sound, in percent, that was not made up by the player."""
    delay: float
    """The median age of pictures when shown, in ms."""

    def __str__(self) -> str:
        """Say all four."""
        gap = f"longest gap {self.longest_gap:.0f} ms, frozen {self.frozen:.1f}%"
        return f"{gap}, sound kept {self.audio_kept:.1f}%, {self.delay:.0f} ms old"


async def measure_loss(figures: Figures, subjects: dict[str, Open], loss: float, rounds: int) -> None:
    """Measure each subject in turn, over the same losses."""
    runs: dict[str, list[Seen]] = {name: [] for name in subjects}
    for number in range(rounds):
        for name, open_subject in subjects.items():
            with tempfile.TemporaryDirectory() as folder:
                async with open_subject(Path(folder)) as subject:
                    seen = await _watch(subject, loss, seed=7 + number)
            say(f"  {name:<10} {seen}")
            runs[name].append(seen)
    for name, several in runs.items():
        under = f"{loss:.0%} loss, 100 ms:"
        figures.add(f"{under} longest gap", name, "ms", [seen.longest_gap for seen in several])
        figures.add(f"{under} frozen", name, "% of time", [seen.frozen for seen in several])
        figures.add(f"{under} sound kept", name, "%", [seen.audio_kept for seen in several])
        figures.add(f"{under} glass to glass p50", name, "ms", [seen.delay for seen in several])


async def _watch(subject: Subject, loss: float, seed: int) -> Seen:
    conditions = Conditions(delay_seconds=ONE_WAY_SECONDS)
    async with open_couple() as couple, open_network(conditions, seed) as network:
        await subject.publish(STREAM, FarParty(couple.sender, network))
        await subject.view(STREAM, couple.viewer)
        conditions.loss = loss
        await asyncio.sleep(_WARM_UP_SECONDS)
        await couple.viewer.take_seen()
        before = (await couple.viewer.read_stats())["audio"]
        await asyncio.sleep(_SECONDS)
        after = (await couple.viewer.read_stats())["audio"]
        return _judge(await couple.viewer.take_seen(), before, after)


def _judge(seen: Sequence[tuple[int, int | None]], before: dict[str, Any], after: dict[str, Any]) -> Seen:
    gaps = [(later - earlier) % CYCLE_MS for (earlier, _), (later, _) in pairwise(seen)]
    made_up, heard = (after[name] - before[name] for name in ("concealedSamples", "totalSamplesReceived"))
    return Seen(
        float(max(gaps)),
        100 * sum(gap - _FREEZE_MS for gap in gaps if gap > _FREEZE_MS) / sum(gaps),
        100 * (1 - made_up / heard),
        find_percentiles(find_delays(seen))[0],
    )
