"""What checking and packing evidence costs: a day beside `sha256sum`, and a bundle's memory at two sizes."""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.figures import Figures
from tests.bench.report import say

ROOT = Path(__file__).parents[3]
VERIFIER = ROOT / "functions" / "bundles" / "verify.py"
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Size:
    """A recording of fragments of two seconds. Real ones have half a megabyte: small ones are the harder case."""

    name: str
    fragments: int
    fragment_bytes: int


DAY = Size("24 h, 43,200 fragments", 43_200, 32 * 1024)
SMALL, LARGE = Size("1 GB, 2,000 fragments", 2_000, 500_000), Size("4 GB, 2,000 fragments", 2_000, 2_000_000)


async def measure_evidence(
    figures: Figures, rounds: int, day: Size = DAY, sizes: Sequence[Size] = (SMALL, LARGE)
) -> None:
    """Pack each size once into nothing, and the day into a file that is then checked in turn with `sha256sum`."""
    for size in sizes:
        await _pack(figures, size, Path("/dev/null"))
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle.zip"
        await _pack(figures, day, bundle)
        megabytes = bundle.stat().st_size / _MEGABYTE
        ours, theirs = [], []
        for _ in range(rounds):
            theirs.append(await _time("sha256sum", str(bundle)))
            ours.append(await _time(sys.executable, str(VERIFIER), str(bundle)))
            say(f"  {megabytes:.0f} MB: verify.py {ours[-1]:.1f} s, sha256sum {theirs[-1]:.1f} s")
    what = f"bundle of {day.name}, {megabytes:.0f} MB: checked"
    for subject, seconds in (("verify.py", ours), ("sha256sum", theirs)):
        figures.add(what, subject, "s", seconds)
        figures.add(f"{what}, speed", subject, "MB/s", [megabytes / each for each in seconds])
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    figures.add(f"{what}, times sha256sum", "verify.py", "x", ratios, median(ratios))


async def _pack(figures: Figures, size: Size, path: Path) -> None:
    """Pack in a process of its own, whose memory is its own."""
    module = "tests.bench.subjects.long_recording"
    words = [sys.executable, "-m", module, str(size.fragments), str(size.fragment_bytes), str(path)]
    process = await asyncio.create_subprocess_exec(*words, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    printed, _ = await process.communicate()
    if process.returncode:
        message = f"packing {size.name} failed"
        raise RuntimeError(message)
    told = json.loads(printed)
    speed = told["bytes"] / _MEGABYTE / told["seconds"]
    say(f"  {size.name}: packed at {speed:.0f} MB/s, {told['peak_mb']:.0f} MB of memory at most")
    figures.add(f"bundle of {size.name}: packed", "Sightline", "MB/s", [speed])
    figures.add(f"bundle of {size.name}: most memory", "Sightline", "MB", [told["peak_mb"]])
    figures.add(f"bundle of {size.name}: memory before", "Sightline", "MB", [told["before_mb"]])


async def _time(*words: str) -> float:
    """Return the seconds that a command takes; raise RuntimeError if it fails."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
    printed, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(printed.decode()[-2000:])
    return time.perf_counter() - began
