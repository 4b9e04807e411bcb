"""A bad network between one peer and the worker: narrow, slow, lossy, cut, or suddenly from another address."""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

_OUR_CANDIDATE = re.compile(r"(?P<head>a=candidate:\S+ 1 udp \d+ )127\.0\.0\.1 (?P<port>\d+)")
_DIGIT = re.compile(r"(a=fingerprint:sha-256 )([0-9A-F])")
_MEDIA = range(128, 192)
_QUEUE_SECONDS = 0.5


class _Side(asyncio.DatagramProtocol):
    """One socket; what comes in goes out on the other side."""

    def __init__(self, network: "BadNetwork", *, is_peer: bool) -> None:
        self._network = network
        self._is_peer = is_peer
        self.other: asyncio.DatagramTransport | None = None
        self.address: tuple[Any, ...] | None = None

    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        if self._is_peer:
            self.address = addr
        if self.other is not None:
            self._network.carry(data, self._is_peer)


@dataclass
class BadNetwork:
    """Loses media from the peer by chance (seeded), or all of it while it is cut; the rest only when told to."""

    loss: float = 0.0
    delay_seconds: float = 0.0
    """Each way."""
    bits_per_second: float | None = None
    """Each way; what would have to wait for more than half a second is lost."""
    spares_handshakes: bool = True
    """Whether only the peer's media is lost, or anything, both ways."""
    is_cut: bool = False
    is_dead: bool = False
    """Whether nothing passes at all."""
    flips_fingerprint: bool = False
    lost: int = 0
    _chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311
    _free_at: dict[bool, float] = field(default_factory=lambda: {True: 0.0, False: 0.0})
    _port: int = 0
    _worker: tuple[str, int] | None = None
    _sides: list[tuple[asyncio.DatagramTransport, _Side]] = field(default_factory=list)

    def carry(self, datagram: bytes, to_worker: bool) -> None:  # noqa: FBT001
        """Take a datagram; send it on when its turn has come, or lose it."""
        loop = asyncio.get_running_loop()
        begins_at = max(loop.time(), self._free_at[to_worker])
        waits = begins_at - loop.time()
        if self._loses(datagram, to_worker) or waits > _QUEUE_SECONDS:
            self.lost += 1
            return
        if self.bits_per_second is not None:
            self._free_at[to_worker] = begins_at + len(datagram) * 8 / self.bits_per_second
        loop.call_later(waits + self.delay_seconds, self.forward, datagram, to_worker)

    def _loses(self, datagram: bytes, to_worker: bool) -> bool:  # noqa: FBT001
        """Decide about one datagram; an empty one is as good as lost."""
        is_spared = self.spares_handshakes and not (to_worker and datagram and datagram[0] in _MEDIA)
        if self.is_dead or not datagram:
            return True
        return not is_spared and (self.is_cut or self._chance.random() < self.loss)

    def forward(self, datagram: bytes, to_worker: bool) -> None:  # noqa: FBT001
        """Send a datagram on."""
        (peer_transport, peer), (worker_transport, _) = self._sides
        if peer_transport.is_closing() or worker_transport.is_closing():
            return
        if to_worker:
            worker_transport.sendto(datagram, self._worker)
        else:
            peer_transport.sendto(datagram, peer.address)

    async def move(self) -> None:
        """Let the worker see the peer under another port from now on, as after a change of networks."""
        (peer_transport, peer), (old, _) = self._sides
        moved = await _open_side(self, is_peer=False)
        self._sides[1] = moved
        peer.other, moved[1].other = moved[0], peer_transport
        old.close()

    def disguise(self, offer: str) -> str:
        """Hide where the peer is, so that the worker can only answer where its checks come from."""
        if self.flips_fingerprint:
            offer = _DIGIT.sub(lambda match: match[1] + ("0" if match[2] != "0" else "1"), offer)
        return "".join(line for line in offer.splitlines(keepends=True) if not line.startswith("a=candidate"))

    def reroute(self, answer: str) -> str:
        """Let an answer name this network instead of the worker."""
        match = _OUR_CANDIDATE.search(answer)
        assert match is not None
        self._worker = ("127.0.0.1", int(match["port"]))
        lines = [line for line in answer.splitlines() if not line.startswith("a=candidate")]
        at = next(index for index, line in enumerate(lines) if line.startswith("a=ice-ufrag"))
        lines.insert(at, f"{match['head']}127.0.0.1 {self._port} typ host")
        return "\r\n".join(lines) + "\r\n"


async def _open_side(network: BadNetwork, *, is_peer: bool) -> tuple[asyncio.DatagramTransport, _Side]:
    side = partial(_Side, network, is_peer=is_peer)
    return await asyncio.get_running_loop().create_datagram_endpoint(side, local_addr=("127.0.0.1", 0))


@asynccontextmanager
async def open_network(*, loss: float = 0.0, delay_seconds: float = 0.0) -> AsyncIterator[BadNetwork]:
    """Open a network for one peer."""
    network = BadNetwork(loss, delay_seconds)
    network._sides += [await _open_side(network, is_peer=is_peer) for is_peer in (True, False)]  # noqa: SLF001
    (peer_transport, peer), (worker_transport, worker) = network._sides  # noqa: SLF001
    peer.other, worker.other = worker_transport, peer_transport
    network._port = peer_transport.get_extra_info("sockname")[1]  # noqa: SLF001
    try:
        yield network
    finally:
        for transport, _ in network._sides:  # noqa: SLF001
            transport.close()
