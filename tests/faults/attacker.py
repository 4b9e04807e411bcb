"""A stranger who finds a leg's socket between the worker's answer and the first check, and never stops sending."""

import asyncio
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["active", "passive"]
"""Whether the worker begins the DTLS handshake or waits for it."""

_CANDIDATE = re.compile(r"a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 (?P<port>\d+)")
_AT_ONCE = 8
_EVERY_SECONDS = 0.02


@dataclass
class Attacker:
    """Stands between peer and worker only to learn the port; sends from sockets of its own."""

    datagrams: Iterator[bytes]
    worker_role: Role
    sent: int = 0
    _port: int = 0
    _sockets: list[socket.socket] = field(default_factory=list)
    _task: asyncio.Task[None] | None = None

    def disguise(self, offer: str) -> str:
        """Have the worker take its role: a peer that insists on beginning makes it wait."""
        return offer.replace("a=setup:actpass", "a=setup:active") if self.worker_role == "passive" else offer

    def reroute(self, answer: str) -> str:
        """Learn the port, and be the first to send to it."""
        found = _CANDIDATE.search(answer)
        assert found is not None
        assert f"a=setup:{self.worker_role}" in answer
        self._port = int(found["port"])
        self._sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(4)]
        self._task = asyncio.create_task(self._go_on())
        for _ in range(4):
            self._burst()
        return answer

    def stop(self) -> None:
        """Go away."""
        if self._task is not None:
            self._task.cancel()
        for one in self._sockets:
            one.close()

    def _burst(self) -> None:
        for _ in range(_AT_ONCE):
            self._sockets[self.sent % len(self._sockets)].sendto(next(self.datagrams), ("127.0.0.1", self._port))
            self.sent += 1

    async def _go_on(self) -> None:
        while True:
            self._burst()
            await asyncio.sleep(_EVERY_SECONDS)
