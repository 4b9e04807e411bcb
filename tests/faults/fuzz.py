"""Runs atheris on parsers: `python -m tests.faults.fuzz <folder> <seconds> <parser>...`.

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


def fuzz(folder: Path, seconds: int, parser: str) -> int:
    """Fuzz one parser in a child; return its exit code."""
    child = os.fork()
    if child == 0:
        inputs = folder / parser
        options = [f"-max_total_time={seconds}", "-seed=1", f"-artifact_prefix={inputs}."]
        atheris.Setup([parser, *_BOUNDS, *options, str(inputs)], lambda content: read(parser, content))
        atheris.Fuzz()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    with atheris.instrument_imports(include=_OURS):
        from tests.faults.parsers import read
    base, time, names = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    failed = [name for name in names if fuzz(base, time, name)]
    sys.exit(f"findings in {', '.join(failed)}" if failed else 0)
