"""Many streams at once from processes of their own, and what they cost the subject that carries them."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from tests.bench.child import Child, open_child
from tests.bench.load.source import make_source
from tests.bench.parties import LoadParty, Subject
from tests.bench.process_cost import read_cost

_KEPT_PACE = 0.98


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
        return self.dropped == 0 and self.missing == 0 and self.arrived > _KEPT_PACE and self.load_kept_up

    @property
    def load_kept_up(self) -> bool:
        """Whether the source was sent as it should be; if not, nothing can be said of the subject."""
        return self.kept_pace > _KEPT_PACE

    def __str__(self) -> str:
        """Say the cost, and what went wrong if anything did."""
        shares = f"sent {self.kept_pace:.0%}, arrived {self.arrived:.0%}"
        troubles = f"  (dropped {self.dropped}, missing {self.missing}, {shares})"
        return f"{self.core_seconds:.4f}" + ("" if self.is_sound else troubles)


@dataclass
class Herd:
    """A process that sends and a process that views, so that neither holds the other up."""

    senders: Child
    viewers: Child
    crowd: Child | None = None
    """Takes every viewer of a stream but the first, without listening: the kernel counts what comes."""
    _number: int = 0

    async def publish(self, subject: Subject, streams: Iterable[int]) -> None:
        """Send some streams to a subject."""
        for number in streams:
            await subject.publish(f"stream-{number}", LoadParty(self.senders, f"sender-{number}", sends=True))

    async def view(self, subject: Subject, streams: Iterable[int], viewers: int) -> None:
        """Add some viewers to each stream."""
        for number in streams:
            for viewer in range(viewers):
                self._number += 1
                child = self.crowd if viewer and self.crowd else self.viewers
                await subject.view(f"stream-{number}", LoadParty(child, f"viewer-{self._number}", sends=False))

    async def read(self, subject: Subject, streams: int, viewers: int, seconds: float) -> Reading:
        """Watch for some seconds what `streams` streams with `viewers` viewers each cost the subject."""
        loop = asyncio.get_running_loop()
        sent, seen = await self.senders.ask("count"), await self.viewers.ask("count")
        crowd_before = self._count_crowd()
        began_at, before, viewing = loop.time(), read_cost(subject.pid), read_cost(self.viewers.pid)
        await asyncio.sleep(seconds)
        took, after, viewed = loop.time() - began_at, read_cost(subject.pid), read_cost(self.viewers.pid)
        crowd = self._count_crowd() - crowd_before
        sent_after, seen_after = await self.senders.ask("count"), await self.viewers.ask("count")
        came, went = seen_after["received"] - seen["received"] + crowd, sent_after["sent"] - sent["sent"]
        made = sum(track.packets_per_second for track in make_source().values()) * streams * took
        return Reading(
            viewers,
            (after.cpu_seconds - before.cpu_seconds) / took / streams,
            after.dropped_datagrams - before.dropped_datagrams + viewed.dropped_datagrams - viewing.dropped_datagrams,
            seen_after["missing"] - seen["missing"],
            went / made,
            came / went / viewers if viewers else 1.0,
        )

    def _count_crowd(self) -> int:
        return read_cost(self.crowd.pid).dropped_datagrams if self.crowd else 0


@asynccontextmanager
async def open_herd(*prefix: str, with_crowd: bool = False) -> AsyncIterator[Herd]:
    """Start the processes; `prefix` stands before their commands, as `taskset -c 1`."""
    load = partial(open_child, "tests.bench.load", prefix=prefix)
    async with AsyncExitStack() as stack:
        senders, viewers = [await stack.enter_async_context(load()) for _ in range(2)]
        crowd = await stack.enter_async_context(load("--deaf")) if with_crowd else None
        await asyncio.gather(*(child.ask("count") for child in (senders, viewers, crowd) if child))
        yield Herd(senders, viewers, crowd)
