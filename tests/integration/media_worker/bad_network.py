"""A bad network between one peer and the worker: loses and delays what comes from the peer."""

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
        if self.other is not None and not (self._is_peer and self._network.loses(data)):
            loop = asyncio.get_running_loop()
            loop.call_later(self._network.delay_seconds, self._network.forward, data, self._is_peer)


@dataclass
class BadNetwork:
    """Loses media from the peer by chance (seeded), or all of it while it is cut."""

    loss: float = 0.0
    delay_seconds: float = 0.0
    is_cut: bool = False
    flips_fingerprint: bool = False
    lost: int = 0
    _chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311
    _port: int = 0
    _worker: tuple[str, int] | None = None
    _sides: list[tuple[asyncio.DatagramTransport, _Side]] = field(default_factory=list)

    def loses(self, datagram: bytes) -> bool:
        """Decide about one datagram from the peer; handshakes always pass."""
        is_lost = datagram[0] in _MEDIA and (self.is_cut or self._chance.random() < self.loss)
        self.lost += is_lost
        return is_lost

    def forward(self, datagram: bytes, to_worker: bool) -> None:  # noqa: FBT001
        """Send a datagram on."""
        (peer_transport, peer), (worker_transport, _) = self._sides
        if to_worker:
            worker_transport.sendto(datagram, self._worker)
        else:
            peer_transport.sendto(datagram, peer.address)

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


@asynccontextmanager
async def open_network(*, loss: float = 0.0, delay_seconds: float = 0.0) -> AsyncIterator[BadNetwork]:
    """Open a network for one peer."""
    network, loop = BadNetwork(loss, delay_seconds), asyncio.get_running_loop()
    for is_peer in (True, False):
        transport, side = await loop.create_datagram_endpoint(
            partial(_Side, network, is_peer=is_peer), local_addr=("127.0.0.1", 0)
        )
        network._sides.append((transport, side))  # noqa: SLF001
    (peer_transport, peer), (worker_transport, worker) = network._sides  # noqa: SLF001
    peer.other, worker.other = worker_transport, peer_transport
    network._port = peer_transport.get_extra_info("sockname")[1]  # noqa: SLF001
    try:
        yield network
    finally:
        peer_transport.close()
        worker_transport.close()
