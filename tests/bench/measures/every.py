"""Every measure there is, in the order in which `make bench` takes them."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial

from tests.bench.figures import Figures
from tests.bench.measures.cpu import Plan, measure_side_by_side
from tests.bench.measures.glass import measure_glass
from tests.bench.subjects.aiortc_based import open_stock, open_tap
from tests.bench.subjects.janus import open_janus
from tests.bench.subjects.ours import open_ours

ROUNDS = 3


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


_PYTHON_PLANS = {
    "Sightline": Plan(open_ours, 10),
    "frame tap": Plan(open_tap, 10),
    "stock aiortc": Plan(open_stock, 1, viewers=(0, 1)),
}

MEASURES = (
    _cpu(10, 3.5),
    _cpu(25, 4),
    _cpu(50, 5),
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
)
