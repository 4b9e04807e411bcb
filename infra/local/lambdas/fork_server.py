"""The laptop's end of the fork server: asks for instances."""

import asyncio
import socket
from asyncio.subprocess import Process
from pathlib import Path

from infra.local.process.children import bare_environment, end, read_line, start_python

STREAM_LIMIT = 64 * 1024


class ForkServer:
    """One child process that forks instances on demand."""

    def __init__(self, process: Process, control: socket.socket) -> None:
        """Use `start`."""
        self.process = process
        self._control = control

    @classmethod
    async def start(cls, log: Path) -> "ForkServer":
        """Start the child; `ready` waits until it has imported everything."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = await start_python(
                "infra.local.lambdas",
                [str(theirs.fileno())],
                environment=bare_environment(),
                log=log,
                pass_output=True,
                pass_fds=[theirs.fileno()],
            )
        return cls(process, ours)

    async def ready(self) -> None:
        """Wait until instances can be forked."""
        await read_line(self.process, "The fork server of the functions")

    async def fork(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return the two ends of a stream to a new instance."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"."], [theirs.fileno()])
        return await asyncio.open_unix_connection(sock=ours, limit=STREAM_LIMIT)

    async def stop(self) -> None:
        """End the child; its instances die with it."""
        self._control.close()
        await end(self.process)
