"""SRTP for many packets at a time, in one buffer of ours.

pylibsrtp's own `protect` and `unprotect` check, copy and allocate for each packet, which takes as long as the
cipher itself; here libsrtp works in place, and what is sealed lies ready for one call to the kernel.
One buffer serves all legs: what `seal` returns holds until the next call, and all legs live in one thread.

What is relied on, each with a contract test: `pylibsrtp._binding` with libsrtp's own functions, and `Session._srtp`.
"""

from collections.abc import Sequence

from pylibsrtp import Session
from pylibsrtp._binding import ffi, lib  # type: ignore[import-not-found]  # compiled, without stubs

from media_worker.inbox import SLOT_BYTES, SLOTS, contents, read_slot

RUN_AT_MOST = 32
_DATAGRAM_AT_MOST = 2048
_TRAILER_AT_MOST = 16 + 128  # SRTP_MAX_TRAILER_LEN; RTCP needs four more bytes
_SLOT = _DATAGRAM_AT_MOST + _TRAILER_AT_MOST + 4

_buffer = ffi.new("char[]", RUN_AT_MOST * _SLOT)
_bytes = ffi.buffer(_buffer)
_view = memoryview(_bytes)
_slots = [ffi.from_buffer(contents) + slot * SLOT_BYTES for slot in range(SLOTS)]
_length = ffi.new("int *")
_protect_rtp, _protect_rtcp = lib.srtp_protect, lib.srtp_protect_rtcp
_unprotect_rtp, _unprotect_rtcp = lib.srtp_unprotect, lib.srtp_unprotect_rtcp


class Opener:
    """Takes the protection off what a peer has sent."""

    def __init__(self, session: Session) -> None:
        """Hold the session of the peer's keys."""
        self._session = session
        self._srtp = session._srtp[0]  # noqa: SLF001

    def open_rtp(self, slot: int, size: int) -> bytes | None:
        """Return the plain packet of what lies in a slot of the inbox; None if it is forged, repeated, or no packet."""
        _length[0] = size
        return None if _unprotect_rtp(self._srtp, _slots[slot], _length) else read_slot(slot, _length[0])

    def open_rtcp(self, slot: int, size: int) -> bytes | None:
        """Return the plain control packet in the same way."""
        _length[0] = size
        return None if _unprotect_rtcp(self._srtp, _slots[slot], _length) else read_slot(slot, _length[0])


class Sealer:
    """Protects what is sent to a peer."""

    def __init__(self, session: Session) -> None:
        """Hold the session of our keys."""
        self._session = session
        self._srtp = session._srtp[0]  # noqa: SLF001

    def seal_rtp(self, run: Sequence[bytes]) -> tuple[memoryview, int]:
        """Seal at most RUN_AT_MOST packets; return them, one behind the other, and the first one's size.

        Raise ValueError if libsrtp refuses one.
        """
        at = first = 0
        srtp, length, content = self._srtp, _length, _bytes
        for datagram in run:
            size = len(datagram)
            if size > _DATAGRAM_AT_MOST:
                raise ValueError
            content[at : at + size] = datagram
            length[0] = size
            if _protect_rtp(srtp, _buffer + at, length):
                raise ValueError
            at += length[0]
            first = first or at
        return _view[:at], first

    def seal_rtcp(self, datagram: bytes) -> tuple[memoryview, int]:
        """Return a control packet sealed, in the same way."""
        _bytes[0 : len(datagram)] = datagram
        _length[0] = len(datagram)
        if _protect_rtcp(self._srtp, _buffer, _length):
            raise ValueError
        return _view[: _length[0]], _length[0]
