"""The laptop's end of the fork server: asks for instances."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

from infra.local.process.children import end, read_line

STREAM_LIMIT = 64 * 1024


class ForkServer:
    """One child process that forks instances on demand."""

    def __init__(self, process: Process, control: socket.socket) -> None:
        """Use `start`."""
        self._process = process
        self._control = control

    @classmethod
    async def start(cls, log: Path) -> "ForkServer":
        """Start the child; `ready` waits until it has imported everything."""
        ours, theirs = socket.socketpair()
        with theirs, log.open("ab") as errors:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "infra.local.lambdas",
                str(theirs.fileno()),
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=errors,
                pass_fds=[theirs.fileno()],
                env=_bare_environment(),
                start_new_session=True,
            )
        return cls(process, ours)

    async def ready(self) -> None:
        """Wait until instances can be forked."""
        await read_line(self._process, "The fork server of the functions")

    async def fork(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return the two ends of a stream to a new instance."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"."], [theirs.fileno()])
        return await asyncio.open_unix_connection(sock=ours, limit=STREAM_LIMIT)

    async def stop(self) -> None:
        """End the child; its instances die with it."""
        self._control.close()
        await end(self._process)


def _bare_environment() -> dict[str, str]:
    """Hand on only what Python needs: a function must not see the laptop's own variables."""
    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
