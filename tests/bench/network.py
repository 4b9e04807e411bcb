"""A path between a sender and a subject with a rate, a queue, a delay and seeded loss, both ways."""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from tests.bench.parties import Party

_CANDIDATE = re.compile(r"a=candidate:\S+ 1 udp \d+ (?P<ip>\d+\.\d+\.\d+\.\d+) (?P<port>\d+) typ host", re.IGNORECASE)
_MEDIA = range(128, 192)


@dataclass
class Conditions:
    """What the path is like at this moment; it may be changed at any time."""

    bits_per_second: float = 1e9
    delay_seconds: float = 0.0
    loss: float = 0.0
    """The share of media and its feedback that is lost; handshakes always pass."""
    queue_seconds: float = 0.3
    """What does not fit behind this much waiting is dropped, as by a mobile network's buffer."""


@dataclass
class Way:
    """One direction."""

    conditions: Conditions
    chance: random.Random
    free_at: float = 0.0
    delivered: list[tuple[float, int]] = field(default_factory=list)
    """When how many bytes have passed."""

    def admit(self, datagram: bytes, now: float) -> float | None:
        """Return when a datagram arrives; None if it never does."""
        begins_at = max(now, self.free_at)
        is_lost = datagram[0] in _MEDIA and self.chance.random() < self.conditions.loss
        if is_lost or begins_at - now > self.conditions.queue_seconds:
            return None
        self.free_at = begins_at + len(datagram) * 8 / self.conditions.bits_per_second
        self.delivered.append((self.free_at, len(datagram)))
        return self.free_at + self.conditions.delay_seconds


class _Side(asyncio.DatagramProtocol):
    """One socket; what comes in goes out on the other side, when the path says."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self.other: _Side | None = None
        self.transport: asyncio.DatagramTransport | None = None
        self.address: tuple[Any, ...] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)  # uvloop's is none by inheritance

    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        self.address = addr
        loop = asyncio.get_running_loop()
        arrives_at = self._way.admit(data, loop.time())
        if arrives_at is not None and self.other is not None:
            loop.call_at(arrives_at, self.other.send, data)

    def send(self, datagram: bytes) -> None:
        """Send to whoever was last heard, or was named."""
        if self.transport is not None and self.address is not None and not self.transport.is_closing():
            self.transport.sendto(datagram, self.address)


@dataclass
class Network:
    """An open path."""

    conditions: Conditions
    _near: _Side
    _far: _Side
    _up: Way

    def bits_between(self, began_at: float, ended_at: float) -> float:
        """Return how many bits a second have passed upwards, in the event loop's seconds."""
        passed = sum(size for at, size in self._up.delivered if began_at <= at < ended_at)
        return passed * 8 / (ended_at - began_at)

    def reroute(self, answer: str) -> str:
        """Let an answer name this path instead of the subject."""
        match = _CANDIDATE.search(answer)
        assert match is not None
        assert self._near.transport is not None
        self._far.address = (match["ip"], int(match["port"]))
        port = self._near.transport.get_extra_info("sockname")[1]
        lines = [line for line in answer.splitlines() if not line.startswith("a=candidate")]
        at = next(index for index, line in enumerate(lines) if line.startswith("a=ice-ufrag"))
        lines.insert(at, f"a=candidate:1 1 udp 2130706431 127.0.0.1 {port} typ host")
        return "\r\n".join(lines) + "\r\n"


@dataclass(frozen=True)
class FarParty:
    """A party that reaches the subject over a path, and knows of no other way."""

    party: Party
    network: Network

    async def offer(self) -> str:
        """Offer without saying where it is."""
        offer = await self.party.offer()
        return "".join(line for line in offer.splitlines(keepends=True) if not line.startswith("a=candidate"))

    async def accept(self, answer: str) -> None:
        """Connect over the path."""
        await self.party.accept(self.network.reroute(answer))

    async def answer(self, offer: str) -> str:
        """Take an offer over the path."""
        return await self.party.answer(self.network.reroute(offer))


@asynccontextmanager
async def open_network(conditions: Conditions, seed: int = 7) -> AsyncIterator[Network]:
    """Open a path; each direction loses what its own seed says."""
    up, down = (Way(conditions, random.Random(seed + number)) for number in range(2))  # noqa: S311 - no secret
    loop = asyncio.get_running_loop()
    _, near = await loop.create_datagram_endpoint(partial(_Side, up), local_addr=("127.0.0.1", 0))
    _, far = await loop.create_datagram_endpoint(partial(_Side, down), local_addr=("0.0.0.0", 0))
    near.other, far.other = far, near
    try:
        yield Network(conditions, near, far, up)
    finally:
        for side in (near, far):
            if side.transport is not None:
                side.transport.close()
