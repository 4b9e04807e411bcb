"""Child processes of the laptop: started with exactly their environment, ended together."""

import asyncio
import os
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
    pass_output: bool = False,
    pass_fds: Sequence[int] = (),
) -> Process:
    """Start `python -m module`, to die with us; what it says goes to a log, or to us if `pass_output`."""
    with log.open("ab") as errors:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "infra.local.process",
            module,
            *arguments,
            stdin=DEVNULL,
            stdout=PIPE if pass_output else errors,
            stderr=errors,
            pass_fds=pass_fds,
            env=dict(environment),
            start_new_session=True,  # Ctrl-C is for us alone; we end the children in order
        )


def bare_environment() -> dict[str, str]:
    """Return what any Python needs: children must not see the laptop's own variables."""
    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME", "LANG", "TMPDIR") if name in os.environ}


async def read_line(process: Process, what: str) -> str:
    """Return the first line that a child says, which is that it is ready."""
    assert process.stdout is not None  # noqa: S101 it was made with a pipe
    line = (await process.stdout.readline()).decode().strip()
    if not line:
        message = f"{what} ended before it was ready; its log says why."
        raise ChildDiedError(message)
    return line


async def end(process: Process, grace_seconds: float = GRACE_SECONDS) -> None:
    """End a child: politely, then not."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(grace_seconds):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def watch(process: Process, what: str) -> None:
    """Raise ChildDiedError when a child ends that the rest cannot do without."""
    code = await process.wait()
    message = f"{what} ended by itself ({code}); its log says why."
    raise ChildDiedError(message)


class ChildDiedError(Exception):
    """A child process ended too early."""
