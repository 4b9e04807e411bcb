"""Child processes of the laptop: started with exactly their environment, ended together."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

GRACE_SECONDS = 3.0


async def start_python(
    module: str,
    arguments: Sequence[str] = (),
    *,
    environment: Mapping[str, str],
    log: Path,
) -> Process:
    """Start `python -m module`; its errors go to a log, its output can be read."""
    with log.open("ab") as errors:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=errors,
            env=dict(environment),
            start_new_session=True,  # Ctrl-C is for us alone; we end the children in order
        )


async def read_line(process: Process, what: str) -> str:
    """Return the first line that a child says, which is that it is ready."""
    assert process.stdout is not None  # noqa: S101 it was made with a pipe
    line = (await process.stdout.readline()).decode().strip()
    if not line:
        message = f"{what} ended before it was ready; its log says why."
        raise ChildDiedError(message)
    return line


async def end(process: Process) -> None:
    """End a child: politely, then not."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE_SECONDS)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


class ChildDiedError(Exception):
    """A child process ended too early."""
