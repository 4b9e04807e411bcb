"""Runs atheris on parsers: `python -m tests.faults.fuzz <folder> <seconds> <inputs> <parser>...`.

Each parser is given so many inputs (-1: any number), for so many seconds at most.

Imports and instruments once, then forks for each parser, as libFuzzer ends its process. `<folder>/<parser>`
holds its inputs, and those that reach new code are added. What makes a parser raise what it may not is left as
`<folder>/<parser>.crash-...`.
"""

import os
import sys
from pathlib import Path

import atheris

_OURS = ["media_worker", "sightline", "signalling", "aiortc.rtp", "aiortc.sdp"]
_BOUNDS = ["-timeout=5", "-rss_limit_mb=1500", "-max_len=1024"]


def fuzz(folder: Path, seconds: str, inputs: str, parser: str) -> int:
    """Fuzz one parser in a child; return its exit code."""
    child = os.fork()
    if child == 0:
        options = [f"-max_total_time={seconds}", f"-runs={inputs}", "-seed=1", f"-artifact_prefix={folder / parser}."]
        atheris.Setup([parser, *_BOUNDS, *options, str(folder / parser)], lambda content: read(parser, content))
        atheris.Fuzz()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    with atheris.instrument_imports(include=_OURS):
        from tests.faults.parsers import read
    base, time, runs, *names = sys.argv[1:]
    failed = [name for name in names if fuzz(Path(base), time, runs, name)]
    sys.exit(f"findings in {', '.join(failed)}" if failed else 0)
