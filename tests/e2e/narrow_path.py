"""A path between a phone and the worker that can be made narrow: a relay of datagrams on loopback.

The kernel here has no traffic shaping and the browser's own throttling leaves WebRTC alone. So the page is told that
the worker is at the relay's port, and the worker is not told where the phone is: it answers where checks come from.
"""

import re
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, ConsoleMessage

BUFFER_SECONDS = 0.6
"""How much waits before a narrow path drops the rest, as a phone's modem does."""
_WORKER = re.compile(r"^narrow path to (\S+) (\d+)$")

REROUTE = """
{
  const answer = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
    const [, address, port] = /a=candidate:\\S+ 1 udp \\d+ ([\\d.]+) (\\d+) typ host/i.exec(sdp);
    console.log(`narrow path to ${address} ${port}`);
    const lines = sdp.split("\\r\\n").filter((line) => !line.startsWith("a=candidate"));
    const at = lines.findIndex((line) => line.startsWith("a=ice-ufrag"));
    lines.splice(at, 0, "a=candidate:1 1 udp 2113937151 127.0.0.1 PORT typ host");
    return answer.call(this, { type, sdp: lines.join("\\r\\n") });
  };
  Object.defineProperty(RTCPeerConnection.prototype, "onicecandidate", { set() {}, get() { return null; } });
}
"""
"""JavaScript that sends a page's media to PORT instead of the worker."""


class NarrowPath(threading.Thread):
    """Relays both ways; what goes up is held to `bits_per_second`, if it is set."""

    def __init__(self) -> None:
        """Open both sockets."""
        super().__init__(daemon=True)
        self.bits_per_second: float | None = None
        self._phone_side, self._worker_side = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        for each in (self._phone_side, self._worker_side):
            each.bind(("127.0.0.1", 0))
            each.settimeout(0)
        self._phone: tuple[str, int] | None = None
        self._worker: tuple[str, int] | None = None
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._free_at = 0.0
        self._over = threading.Event()

    def lead(self, context: BrowserContext) -> None:
        """Let a browser's legs go this way."""
        port = self._phone_side.getsockname()[1]
        context.add_init_script(REROUTE.replace("PORT", str(port)))
        context.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if found := _WORKER.match(message.text):
            self._worker = (found[1], int(found[2]))

    def run(self) -> None:
        """Relay until it is closed."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._phone_side, selectors.EVENT_READ)
            selector.register(self._worker_side, selectors.EVENT_READ)
            while not self._over.is_set():
                for key, _ in selector.select(0.005):
                    self._receive(key.fileobj)  # type: ignore[arg-type]  # only sockets are registered
                self._send_due()

    def close(self) -> None:
        """Stop relaying."""
        self._over.set()
        self.join()
        self._phone_side.close()
        self._worker_side.close()

    def _receive(self, side: socket.socket) -> None:
        try:
            datagram, sender = side.recvfrom(2048)
        except OSError:
            return
        if side is self._phone_side:
            self._phone = sender
            self._queue(datagram)
        elif self._phone:
            self._phone_side.sendto(datagram, self._phone)

    def _queue(self, datagram: bytes) -> None:
        now = time.monotonic()
        seconds = 8 * len(datagram) / self.bits_per_second if self.bits_per_second else 0.0
        due = max(now, self._free_at) + seconds
        if due - now <= BUFFER_SECONDS:
            self._free_at = due
            self._waiting.append((due, datagram))

    def _send_due(self) -> None:
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            _, datagram = self._waiting.popleft()
            if self._worker:
                self._worker_side.sendto(datagram, self._worker)


@contextmanager
def narrow_path() -> Iterator[NarrowPath]:
    """Open a path, wide at first."""
    path = NarrowPath()
    path.start()
    try:
        yield path
    finally:
        path.close()
