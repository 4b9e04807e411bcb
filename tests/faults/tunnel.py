"""A network of our own between a browser's pages and the worker, for all legs that the pages open.

The page is left as it is: only what the browser says of addresses is changed, so that every leg goes through.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext

from tests.integration.media_worker.bad_network import BadNetwork, open_network

_THROUGH_THE_TUNNEL = """
Object.defineProperty(RTCPeerConnection.prototype, "onicecandidate", { set() {}, get: () => null });
const take = RTCPeerConnection.prototype.setRemoteDescription;
RTCPeerConnection.prototype.setRemoteDescription = async function ({ type, sdp }) {
  return take.call(this, { type, sdp: type === "answer" ? await window.reroute(sdp) : sdp });
};
"""


@dataclass
class Tunnel:
    """Networks, one a leg, on an event loop in a thread of its own."""

    loop: asyncio.AbstractEventLoop
    _networks: list[BadNetwork] = field(default_factory=list)
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)
    is_dead: bool = False

    @property
    def legs(self) -> int:
        """How many legs have gone through."""
        return len(self._networks)

    def lead(self, context: BrowserContext) -> None:
        """Lead all legs of a browser's pages through here."""
        context.expose_function("reroute", self._reroute)
        context.add_init_script(_THROUGH_THE_TUNNEL)

    def kill(self, *, is_dead: bool) -> None:
        """Let nothing pass, or everything again."""
        self.is_dead = is_dead
        for network in self._networks:
            network.is_dead = is_dead

    def _reroute(self, answer: str) -> str:
        network = asyncio.run_coroutine_threadsafe(self._open.enter_async_context(open_network()), self.loop).result(5)
        network.is_dead = self.is_dead
        self._networks.append(network)
        return network.reroute(answer)


@contextmanager
def dig_tunnel() -> Iterator[Tunnel]:
    """Run a tunnel."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield Tunnel(loop)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
