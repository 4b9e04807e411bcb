"""Takes all that has come to a socket in one call to the kernel, each datagram with the time at which it came.

`recvmmsg` is Linux's own; elsewhere each is taken by itself, and came when it was taken. Datagrams lie in slots that
serve all sockets of the process, and stay there until the next call: they are opened in place (`srtp.py`).
"""

import contextlib
import ctypes
import socket
import sys
import time
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable

SLOTS = 64
"""Datagrams in one call: more than a picture has packets."""
SLOT_BYTES = 2048
"""What is longer is cut, and then no cipher takes it."""
NAME_BYTES = 32
"""struct sockaddr_in6, or sockaddr_in with noughts behind it."""
_CONTROL_WORDS, _CONTROL_BYTES = 4, 32  # a header of two, seconds, nanoseconds
_SO_TIMESTAMPNS = 35  # asm-generic/socket.h; Python 3.11 has no name for it
_OLDEST_SECONDS = 1.0

_NO_NAMES = bytes(SLOTS * NAME_BYTES)

Datagram = tuple[int, int, bytes, float]
"""One that has come: its slot, its size, the sender's name as the kernel writes it, and when it came."""

contents = bytearray(SLOTS * SLOT_BYTES)
_view = memoryview(contents)


def write_name(family: int, host: str, port: int) -> bytes:
    """Write an address as the kernel does."""
    flow = bytes(4) if family == socket.AF_INET6 else b""
    name = family.to_bytes(2, sys.byteorder) + port.to_bytes(2) + flow + socket.inet_pton(family, host)
    return name.ljust(NAME_BYTES, b"\0")


def read_name(name: bytes) -> tuple[str, int]:
    """Read the host and the port of an address that the kernel has written."""
    family = int.from_bytes(name[:2], sys.byteorder)
    host = name[8:24] if family == socket.AF_INET6 else name[4:8]
    return socket.inet_ntop(family, host), int.from_bytes(name[2:4])


def read_slot(slot: int, size: int) -> bytes:
    """Return a copy of what lies in a slot."""
    at = slot * SLOT_BYTES
    return bytes(_view[at : at + size])


class PlainInbox:
    """Takes datagrams one by one: what every system can."""

    def prepare(self, opened: socket.socket) -> None:
        """Do nothing: the socket is as it has to be."""

    def receive(self, opened: socket.socket, now: float) -> list[Datagram]:
        """Return what has come to a socket, at most as much as there are slots."""
        taken: list[Datagram] = []
        with contextlib.suppress(OSError):  # mostly: nothing more has come
            for slot in range(SLOTS):
                size, address = opened.recvfrom_into(_view[slot * SLOT_BYTES :], SLOT_BYTES)
                taken.append((slot, size, write_name(opened.family, *address[:2]), now))
        return taken


class LinuxInbox:
    """Takes datagrams together (recvmmsg(2)), with the kernel's word on when each came (SO_TIMESTAMPNS, socket(7))."""

    def __init__(self) -> None:
        """Tell the kernel where the slots lie."""
        self._names, self._controls = bytearray(SLOTS * NAME_BYTES), bytearray(SLOTS * _CONTROL_BYTES)
        self._vectors, self._messages = (_Vector * SLOTS)(), (_Message * SLOTS)()
        self._lay_out()
        self._untouched = bytes(self._messages)
        # Without letting go of the interpreter, which a thread that uploads would keep for longer than the call takes.
        self._call: Callable[..., int] = ctypes.PyDLL(None).recvmmsg
        self._used = 0
        words = memoryview(self._messages).cast("B").cast("I")
        self._sizes = words[_Message.size.offset // 4 :: _MESSAGE_BYTES // 4]
        self._name_view = memoryview(self._names)
        self._stamps = memoryview(self._controls).cast("q")

    def prepare(self, opened: socket.socket) -> None:
        """Let the kernel note when datagrams come."""
        opened.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)

    def receive(self, opened: socket.socket, now: float) -> list[Datagram]:
        """Return what has come to a socket, at most as much as there are slots; `now` is the monotonic clock's."""
        # What the kernel wrote last time is undone: it takes the room for names and controls from there.
        self._names[: self._used * NAME_BYTES] = _NO_NAMES[: self._used * NAME_BYTES]
        ctypes.memmove(self._messages, self._untouched, self._used * _MESSAGE_BYTES)
        count = self._call(opened.fileno(), self._messages, SLOTS, socket.MSG_DONTWAIT, None)
        self._used = max(count, 0)
        ahead, sizes, names, stamps = time.time() - time.monotonic(), self._sizes, self._name_view, self._stamps
        taken = []
        for slot in range(count):
            at = slot * _CONTROL_WORDS
            arrived_at = stamps[at + 2] + stamps[at + 3] * 1e-9 - ahead
            if not now - _OLDEST_SECONDS <= arrived_at <= now:  # the wall clock has been set meanwhile
                arrived_at = now
            taken.append((slot, sizes[slot], bytes(names[slot * NAME_BYTES : (slot + 1) * NAME_BYTES]), arrived_at))
        return taken

    def _lay_out(self) -> None:
        content_at, name_at, control_at = (_address_of(each) for each in (contents, self._names, self._controls))
        vector_at = ctypes.addressof(self._vectors)
        for slot in range(SLOTS):
            self._vectors[slot] = _Vector(content_at + slot * SLOT_BYTES, SLOT_BYTES)
            self._messages[slot].head = _Head(
                name_at + slot * NAME_BYTES,
                NAME_BYTES,
                vector_at + slot * ctypes.sizeof(_Vector),
                1,
                control_at + slot * _CONTROL_BYTES,
                _CONTROL_BYTES,
            )


class _Vector(ctypes.Structure):
    """struct iovec."""

    _fields_: ClassVar = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]


class _Head(ctypes.Structure):
    """struct msghdr."""

    _fields_: ClassVar = [
        ("name", ctypes.c_void_p),
        ("name_size", ctypes.c_uint32),
        ("vectors", ctypes.c_void_p),
        ("vector_count", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
        ("control_size", ctypes.c_size_t),
        ("flags", ctypes.c_int),
    ]


class _Message(ctypes.Structure):
    """struct mmsghdr."""

    _fields_: ClassVar = [("head", _Head), ("size", ctypes.c_uint)]


_MESSAGE_BYTES = ctypes.sizeof(_Message)


def _address_of(buffer: bytearray) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(buffer))


def make_inbox() -> PlainInbox | LinuxInbox:
    """Make the best that this system can."""
    return LinuxInbox() if sys.platform == "linux" else PlainInbox()
