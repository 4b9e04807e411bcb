"""Every measure there is, in the order in which `make bench` takes them."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial

from tests.bench.figures import Figures
from tests.bench.measures.bitrate import measure_bitrate
from tests.bench.measures.capacity import OpenOnOneCore, measure_capacity
from tests.bench.measures.cpu import Open, Plan, measure_side_by_side
from tests.bench.measures.fragments import measure_fragments
from tests.bench.measures.glass import measure_glass
from tests.bench.measures.loss import measure_loss
from tests.bench.measures.memory import measure_memory
from tests.bench.subjects.aiortc_based import open_stock, open_tap
from tests.bench.subjects.janus import open_janus
from tests.bench.subjects.ours import open_ours

ROUNDS = 2


@dataclass(frozen=True)
class Measure:
    """One question; `take` adds its answer's rows."""

    name: str
    title: str
    minutes: float
    take: Callable[[Figures], Coroutine[None, None, None]]


def _cpu(streams: int, minutes: float) -> Measure:
    plans = {"Sightline": Plan(open_ours, streams), "Janus": Plan(open_janus, streams)}
    take = partial(measure_side_by_side, plans=plans, rounds=ROUNDS)
    return Measure(f"cpu-{streams}", f"core-seconds per stream-second, {streams} streams", minutes, take)


_BOTH: dict[str, Open] = {"Sightline": open_ours, "Janus": open_janus}
_ON_ONE_CORE: dict[str, OpenOnOneCore] = {"Sightline": open_ours, "Janus": open_janus}
_PYTHON_PLANS = {
    "Sightline": Plan(open_ours, 10),
    "frame tap": Plan(open_tap, 10),
    "stock aiortc": Plan(open_stock, 1, viewers=(0, 1)),
}

MEASURES = (
    _cpu(10, 2.5),
    _cpu(25, 3),
    _cpu(50, 3.5),
    Measure(
        "cpu-python",
        "the same against stock aiortc (one stream: it has no room for more) and the frame tap",
        4,
        partial(measure_side_by_side, plans=_PYTHON_PLANS, rounds=2),
    ),
    Measure(
        "glass",
        "glass to glass, Chromium to Chromium, 720p",
        3,
        partial(measure_glass, subjects={"direct": None, "Sightline": open_ours, "Janus": open_janus}, rounds=2),
    ),
    Measure("fragment", "picture drawn to fragment acknowledged", 1.5, partial(measure_fragments, rounds=2)),
    Measure("memory", "memory a stream, and its slope over join and leave", 2.5, partial(measure_memory, cycles=20)),
    Measure("bitrate", "how fast and how fully a path is used", 2, partial(measure_bitrate, subjects=_BOTH, rounds=1)),
    Measure("capacity", "streams on one core", 4, partial(measure_capacity, subjects=_ON_ONE_CORE)),
    Measure("loss-2", "2% loss at 100 ms", 3, partial(measure_loss, subjects=_BOTH, loss=0.02, rounds=2)),
    Measure("loss-5", "5% loss at 100 ms", 3, partial(measure_loss, subjects=_BOTH, loss=0.05, rounds=2)),
)
