"""Looks at the sockets of all legs together, at most some two hundred times a second.

A packet that wakes the process by itself costs several times what it costs among others: a turn of the event
loop, a call to the kernel, cold caches, and on its way out no run of packets to send in one call. So after each
look the process rests for a few milliseconds, and what has come meanwhile is taken together; what comes after a
silence is taken at once. When a packet came is the kernel's word (`inbox.py`), so that nothing that is told the phone
about its path suffers. Where many sockets have something, all else that waits for the event loop has its turn in
between.
"""

import asyncio
import logging
import selectors
import socket
from collections import deque
from collections.abc import Callable

from media_worker.inbox import Datagram, make_inbox

REST_SECONDS = 0.005
"""A sixth of a picture at 30 a second; browsers send a picture's packets over as long a time."""
TURN_SECONDS = 0.01

_log = logging.getLogger(__name__)

Take = Callable[[list[Datagram]], None]
_Found = deque[tuple[socket.socket, Take]]


class Intake:
    """What has come to one socket is handed on as one burst."""

    def __init__(self, turn_seconds: float = TURN_SECONDS) -> None:
        """Serve the running event loop; give way to others after each turn."""
        self._loop = asyncio.get_running_loop()
        self._turn_seconds = turn_seconds
        self._sockets = selectors.DefaultSelector()
        self._inbox = make_inbox()
        self._is_resting = False
        self._loop.add_reader(self._sockets, self._look)

    def open(self, opened: socket.socket, take: Take) -> None:
        """Hand on what comes to a socket, from now on."""
        self._inbox.prepare(opened)
        self._sockets.register(opened, selectors.EVENT_READ, (opened, take))

    def close(self, opened: socket.socket) -> None:
        """Look at a socket no more."""
        self._sockets.unregister(opened)

    def _look(self) -> None:
        found: _Found = deque(key.data for key, _ in self._sockets.select(0))
        if found and not self._is_resting:
            self._loop.remove_reader(self._sockets)
        elif self._is_resting and not found:
            self._loop.add_reader(self._sockets, self._look)
        self._is_resting = bool(found)
        if found:
            self._take_turns(found, self._loop.time() + REST_SECONDS)

    def _take_turns(self, found: _Found, look_at: float) -> None:
        """Take what has come to some sockets, in more than one turn if it is much; then rest, and look again."""
        until = (now := self._loop.time()) + self._turn_seconds
        while found and now <= until:
            self._take(*found.popleft(), now)
            now = self._loop.time()
        if found:
            self._loop.call_soon(self._take_turns, found, look_at)
        else:
            self._loop.call_at(look_at, self._look)

    def _take(self, opened: socket.socket, take: Take, now: float) -> None:
        try:
            take(self._inbox.receive(opened, now))
        except Exception:  # noqa: BLE001 - the boundary between legs
            _log.exception("What came to a socket could not be taken")
