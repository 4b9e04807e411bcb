"""From the moment a picture is drawn in the sender's Chromium to the store's word that its fragment is kept."""

import asyncio
import io
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import av
from av.container import InputContainer

from sightline.domain.timeline import list_timeline, read_recordings
from tests.bench.figures import Figures
from tests.bench.measures.glass import STREAM, find_percentiles
from tests.bench.pages import CYCLE_MS, open_couple
from tests.bench.report import say
from tests.bench.subjects.ours import Acknowledgements, open_ours

_WARM_UP_SECONDS = 6.0
_SECONDS = 24.0
_BLOCK, _COLUMNS, _ROWS, _WIDTH = 64, 8, 4, 1280
_WHITE = 110


async def measure_fragments(figures: Figures, rounds: int) -> None:
    """Measure our worker, alone: others store no fragments."""
    medians, lates = [], []
    for _ in range(rounds):
        median, late = find_percentiles(await _measure())
        say(f"  {median:.2f} s, 95% within {late:.2f} s")
        medians.append(median)
        lates.append(late)
    figures.add("picture drawn to fragment acknowledged p50", "Sightline", "s", medians)
    figures.add("picture drawn to fragment acknowledged p95", "Sightline", "s", lates)


async def _measure() -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_ours(Path(folder), keeps=True) as worker, open_couple() as couple:
            await worker.publish(STREAM, couple.sender)
            await asyncio.sleep(_WARM_UP_SECONDS)
            settled_at = time.time()
            await asyncio.sleep(_SECONDS)
            return list(_find_delays(worker.store, settled_at))


def _find_delays(store: Acknowledgements, settled_at: float) -> Iterator[float]:
    """Yield how old, in seconds, each stored picture was when its fragment was acknowledged."""
    for fragment in list_timeline(read_recordings(store)):
        kept_at = store.at[fragment.name.key]
        if kept_at > settled_at:
            for clock in read_clocks(store, fragment.init_key, fragment.name.key):
                yield (round(kept_at * 1000) - clock) % CYCLE_MS / 1000


def read_clocks(objects: Mapping[str, bytes], init_key: str, key: str) -> Iterator[int]:
    """Yield the clocks in a fragment's pictures, in ms; one that did not survive coding is left out."""
    with av.open(io.BytesIO(objects[init_key] + objects[key])) as film:
        assert isinstance(film, InputContainer)
        for picture in film.decode(video=0):
            clock = read_clock(picture)
            if clock is not None:
                yield clock


def read_clock(picture: av.VideoFrame) -> int | None:
    """Read 24 bits of milliseconds and 8 of check from the blocks that `browser.html` draws."""
    plane = picture.reformat(format="gray").planes[0]
    pixels, side = bytes(plane), _BLOCK * picture.width / _WIDTH
    word = 0
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            at = int((row + 0.5) * side) * plane.line_size + int((column + 0.5) * side)
            word = word << 1 | (pixels[at] > _WHITE)
    clock, check = word >> 8, word & 0xFF
    return clock if sum(clock.to_bytes(3)) % 251 == check else None
