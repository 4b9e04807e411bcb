"""Resident memory a stream, and its slope while streams join and leave: an hour of it, pressed into minutes."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import linear_regression

from tests.bench.child import Child, open_child
from tests.bench.figures import Figures
from tests.bench.parties import LoadParty
from tests.bench.process_cost import read_cost
from tests.bench.report import say
from tests.bench.subjects.ours import Ours, open_ours
from tests.integration.media_worker.parties import eventually

_STREAMS = 20
_JOINS_AT_ONCE = 10
_CYCLES_A_ROUND = 8
_LONGEST_SECONDS = 60.0
_MEGABYTE = 1_000_000


async def measure_memory(figures: Figures, rounds: int) -> None:
    """Measure our worker, alone; more rounds let more streams come and go."""
    cycles = rounds * _CYCLES_A_ROUND
    with tempfile.TemporaryDirectory() as folder:
        async with open_ours(Path(folder)) as worker, open_child("tests.bench.load") as load:
            await _join_and_leave(worker, load, 0)
            figures.add("memory a stream", "Sightline", "MB", [await _measure_stream(worker, load)])
            readings = []
            for cycle in range(1, cycles + 1):
                await _join_and_leave(worker, load, cycle)
                readings.append(_read_megabytes(worker))
                say(f"  {cycle * _JOINS_AT_ONCE} streams have come and gone: {readings[-1]:.1f} MB")
    joins = [float(_JOINS_AT_ONCE * cycle) for cycle in range(1, cycles + 1)]
    figures.add("memory gained over 100 joins and leaves", "Sightline", "MB", [find_slope(joins, readings) * 100])


def find_slope(joins: Sequence[float], megabytes: Sequence[float]) -> float:
    """Return the growth a join, in MB, over the second half: the first fills what is kept for reuse."""
    half = len(joins) // 2
    return linear_regression(joins[half:], megabytes[half:]).slope


async def _measure_stream(worker: Ours, load: Child) -> float:
    """Return what each of many streams takes once its fragments come and go."""
    before = _read_megabytes(worker)
    parties = await _join(worker, load, "held", _STREAMS)
    await _wait_for_fragments(worker, parties, 3)
    each = (_read_megabytes(worker) - before) / _STREAMS
    await _leave(worker, parties)
    return each


async def _join_and_leave(worker: Ours, load: Child, cycle: int) -> None:
    parties = await _join(worker, load, f"cycle-{cycle}", _JOINS_AT_ONCE)
    await _wait_for_fragments(worker, parties, 1)
    await _leave(worker, parties)


async def _join(worker: Ours, load: Child, name: str, streams: int) -> dict[str, LoadParty]:
    parties = {f"{name}-{number}": LoadParty(load, f"{name}-{number}", sends=True) for number in range(streams)}
    for stream, party in parties.items():
        await worker.publish(stream, party)
    return parties


async def _leave(worker: Ours, parties: dict[str, LoadParty]) -> None:
    for stream, party in parties.items():
        await worker.end(stream)
        await party.close()
    await eventually(lambda: _finished(worker) >= parties.keys(), _LONGEST_SECONDS)
    worker.forget()


async def _wait_for_fragments(worker: Ours, streams: Iterable[str], fragments: int) -> None:
    """Wait until so many fragments of each stream are stored: one that ends without any leaves no recording."""

    def are_stored() -> bool:
        stored = Counter(key.split("/")[1] for key in worker.store.at if key.endswith(".m4s"))
        return all(stored[stream] >= fragments for stream in streams)

    await eventually(are_stored, _LONGEST_SECONDS)


def _finished(worker: Ours) -> set[str]:
    """Return the streams of which a recording is complete."""
    return {key.split("/")[1] for key in worker.store.at if key.endswith("/finish.json")}


def _read_megabytes(worker: Ours) -> float:
    return read_cost(worker.pid).memory_bytes / _MEGABYTE
