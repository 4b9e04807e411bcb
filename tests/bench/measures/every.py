"""Every measure there is, in the order in which `make bench` takes them."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from tests.bench.figures import Figures
from tests.bench.measures.bitrate import measure_bitrate
from tests.bench.measures.capacity import OpenOnOneCore, measure_capacity
from tests.bench.measures.cpu import Open, Plan, measure_side_by_side
from tests.bench.measures.ends import measure_ends
from tests.bench.measures.evidence import measure_evidence
from tests.bench.measures.fragments import measure_fragments
from tests.bench.measures.glass import measure_glass
from tests.bench.measures.library import measure_library
from tests.bench.measures.loss import measure_loss
from tests.bench.measures.memory import measure_memory
from tests.bench.subjects.aiortc_based import open_stock, open_tap
from tests.bench.subjects.janus import open_janus
from tests.bench.subjects.ours import open_ours


@dataclass(frozen=True)
class Measure:
    """One question; `take` adds its answer's rows, after some rounds of so many minutes each."""

    name: str
    title: str
    minutes: float
    take: Callable[[Figures, int], Coroutine[None, None, None]]


_BOTH: dict[str, Open] = {"Sightline": open_ours, "Janus": open_janus}
_ON_ONE_CORE: dict[str, OpenOnOneCore] = {"Sightline": open_ours, "Janus": open_janus}
_IN_PYTHON = {  # ours at ten streams is measured in turn with Janus
    "frame tap": Plan(open_tap, 10),
    "stock aiortc": Plan(open_stock, 1, viewers=(0, 1), must_keep_up=False),
}


def _with(
    measure: Callable[..., Coroutine[None, None, None]], **settings: object
) -> Callable[[Figures, int], Coroutine[None, None, None]]:
    return lambda figures, rounds: measure(figures, rounds=rounds, **settings)


def _cpu(streams: int, minutes: float) -> Measure:
    plans = {name: Plan(open_subject, streams) for name, open_subject in _BOTH.items()}
    title = f"core-seconds per stream-second, {streams} streams"
    return Measure(f"cpu-{streams}", title, minutes, _with(measure_side_by_side, plans=plans))


def _loss(percent: int) -> Measure:
    take = _with(measure_loss, subjects=_BOTH, loss=percent / 100)
    return Measure(f"loss-{percent}", f"{percent}% loss at 100 ms round trip", 1, take)


MEASURES = (
    _cpu(10, 1.2),
    _cpu(25, 1.4),
    _cpu(50, 1.7),
    Measure(
        "python-cpu",
        "the same for stock aiortc (one stream: it has no room for more) and the frame tap",
        1.1,
        _with(measure_side_by_side, plans=_IN_PYTHON),
    ),
    Measure(
        "glass",
        "glass to glass, Chromium to Chromium, 720p",
        1,
        _with(measure_glass, subjects={"direct": None, **_BOTH}),
    ),
    _loss(2),
    _loss(5),
    Measure("bitrate", "how fast and how fully a path is used", 2, _with(measure_bitrate, subjects=_BOTH)),
    Measure("fragment", "picture drawn to fragment acknowledged", 0.7, _with(measure_fragments)),
    Measure("capacity", "streams on one core", 2.5, _with(measure_capacity, subjects=_ON_ONE_CORE)),
    Measure("evidence", "a bundle packed, and checked beside sha256sum", 1, measure_evidence),
    Measure("library", "a page of the library with 100,000 materials", 0.3, measure_library),
    Measure("ends", "legal holds and a disposal of 40,000 objects", 7, measure_ends),
    Measure("memory", "memory a stream, and its slope over join and leave", 0.7, _with(measure_memory)),
)
