"""Core-seconds per stream-second: recording alone, then with one and with three viewers of every stream."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.child import Child, open_child
from tests.bench.figures import Figures
from tests.bench.load.source import make_source
from tests.bench.parties import LoadParty, Subject
from tests.bench.process_cost import read_cost
from tests.bench.report import say

VIEWERS = (0, 1, 3)
_KEPT_PACE = 0.98

Open = Callable[[Path], AbstractAsyncContextManager[Subject]]


@dataclass(frozen=True)
class Plan:
    """How one subject is measured."""

    open: Open
    streams: int
    viewers: tuple[int, ...] = VIEWERS
    seconds: float = 8.0
    settle_seconds: float = 3.0


@dataclass(frozen=True)
class Reading:
    """One window of one subject."""

    viewers: int
    core_seconds: float
    """Per stream-second."""
    dropped: int
    """Datagrams thrown away by full sockets, the subject's and the viewers'."""
    missing: int
    """Packets that viewers should have got."""
    kept_pace: float
    """Packets sent, as a share of what the source makes."""
    arrived: float
    """Packets that viewers got, as a share of those sent to them; 1 without viewers."""

    @property
    def is_sound(self) -> bool:
        """Whether everything that should have been carried was."""
        return self.dropped == 0 and self.missing == 0 and min(self.kept_pace, self.arrived) > _KEPT_PACE


@dataclass
class Load:
    """A process that sends and a process that views, so that neither holds the other up."""

    senders: Child
    viewers: Child
    _number: int = field(default=0)

    async def publish(self, subject: Subject, streams: int) -> None:
        """Send some streams to a subject."""
        for number in range(streams):
            await subject.publish(f"stream-{number}", LoadParty(self.senders, f"sender-{number}", sends=True))

    async def view(self, subject: Subject, streams: int, viewers: int) -> None:
        """Add some viewers to each stream."""
        for number in range(streams):
            for _ in range(viewers):
                self._number += 1
                await subject.view(f"stream-{number}", LoadParty(self.viewers, f"viewer-{self._number}", sends=False))


@asynccontextmanager
async def open_load() -> AsyncIterator[Load]:
    """Start both processes."""
    async with open_child("tests.bench.load") as senders, open_child("tests.bench.load") as viewers:
        await asyncio.gather(senders.ask("count"), viewers.ask("count"))
        yield Load(senders, viewers)


async def measure_round(plan: Plan) -> list[Reading]:
    """Measure one subject once, with ever more viewers."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        subject = await stack.enter_async_context(plan.open(folder))
        load = await stack.enter_async_context(open_load())
        await load.publish(subject, plan.streams)
        readings = []
        for before, viewers in zip((0, *plan.viewers), plan.viewers, strict=False):
            await load.view(subject, plan.streams, viewers - before)
            await asyncio.sleep(plan.settle_seconds)
            readings.append(await _read(subject, load, plan, viewers))
            say(f"  {subject.name:<14} {plan.streams:>3} streams, {viewers} viewers each: {_describe(readings[-1])}")
        return readings


async def _read(subject: Subject, load: Load, plan: Plan, viewers: int) -> Reading:
    loop = asyncio.get_running_loop()
    sent, seen = await load.senders.ask("count"), await load.viewers.ask("count")
    began_at, before, viewing = loop.time(), read_cost(subject.pid), read_cost(load.viewers.pid)
    await asyncio.sleep(plan.seconds)
    took, after, viewed = loop.time() - began_at, read_cost(subject.pid), read_cost(load.viewers.pid)
    sent_after, seen_after = await load.senders.ask("count"), await load.viewers.ask("count")
    came, went = seen_after["received"] - seen["received"], sent_after["sent"] - sent["sent"]
    made = sum(track.packets_per_second for track in make_source().values()) * plan.streams * took
    return Reading(
        viewers,
        (after.cpu_seconds - before.cpu_seconds) / took / plan.streams,
        after.dropped_datagrams - before.dropped_datagrams + viewed.dropped_datagrams - viewing.dropped_datagrams,
        seen_after["missing"] - seen["missing"],
        went / made,
        came / went / viewers if viewers else 1.0,
    )


def _describe(reading: Reading) -> str:
    shares = f"sent {reading.kept_pace:.0%}, arrived {reading.arrived:.0%}"
    troubles = f"dropped {reading.dropped}, missing {reading.missing}, {shares}"
    return f"{reading.core_seconds:.4f}" + ("" if reading.is_sound else f"  ({troubles})")


async def measure_side_by_side(figures: Figures, plans: dict[str, Plan], rounds: int) -> None:
    """Measure all subjects in turn, round after round; keep the median and every run."""
    runs: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds):
        say(f"  round {number + 1} of {rounds}")
        for subject, plan in plans.items():
            for reading in await measure_round(plan):
                measure = f"CPU, {plan.streams} streams, {name_viewers(reading.viewers)}"
                runs.setdefault((measure, subject), []).append(reading.core_seconds)
    for (measure, subject), values in runs.items():
        figures.add(measure, subject, "core-s per stream-s", values)


def name_viewers(viewers: int) -> str:
    """Return what is done with each stream."""
    return "record" if not viewers else f"record + {viewers} viewer{'s' if viewers > 1 else ''}"
