"""Progress, for the person who waits."""

import sys
import time

_BEGAN_AT = time.monotonic()


def say(line: str) -> None:
    """Print a line with the time since the start."""
    minutes, seconds = divmod(int(time.monotonic() - _BEGAN_AT), 60)
    print(f"{minutes:02d}:{seconds:02d} {line}", file=sys.stderr, flush=True)  # noqa: T201 - a command for people
