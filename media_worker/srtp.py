"""SRTP for many packets at a time, in one buffer of ours.

pylibsrtp's own `protect` and `unprotect` check, copy and allocate for each packet, which takes as long as the
cipher itself; here libsrtp works in place, and what is sealed lies ready for one call to the kernel.
One buffer serves all legs: what `seal` returns holds until the next call, and all legs live in one thread.

What is relied on, each with a contract test: `pylibsrtp._binding` with libsrtp's own functions, and `Session._srtp`.
"""

from collections.abc import Callable, Sequence
from typing import Any

from pylibsrtp import Session
from pylibsrtp._binding import ffi, lib  # type: ignore[import-not-found]  # compiled, without stubs

RUN_AT_MOST = 32
_DATAGRAM_AT_MOST = 2048
_TRAILER_AT_MOST = 16 + 128  # SRTP_MAX_TRAILER_LEN; RTCP needs four more bytes
_SLOT = _DATAGRAM_AT_MOST + _TRAILER_AT_MOST + 4

_buffer = ffi.new("char[]", RUN_AT_MOST * _SLOT)
_bytes = ffi.buffer(_buffer)
_view = memoryview(_bytes)
_length = ffi.new("int *")
_protect_rtp, _protect_rtcp = lib.srtp_protect, lib.srtp_protect_rtcp
_unprotect_rtp, _unprotect_rtcp = lib.srtp_unprotect, lib.srtp_unprotect_rtcp


class Opener:
    """Takes the protection off what a peer has sent."""

    def __init__(self, session: Session) -> None:
        """Hold the session of the peer's keys."""
        self._session = session
        self._srtp = session._srtp[0]  # noqa: SLF001

    def open_rtp(self, datagram: bytes) -> bytes | None:
        """Return the plain packet; None if it is forged, a repetition, or no packet."""
        return self._open(datagram, _unprotect_rtp)

    def open_rtcp(self, datagram: bytes) -> bytes | None:
        """Return the plain control packet in the same way."""
        return self._open(datagram, _unprotect_rtcp)

    def _open(self, datagram: bytes, unprotect: Callable[..., Any]) -> bytes | None:
        size = len(datagram)
        if size > _DATAGRAM_AT_MOST:
            return None
        _bytes[0:size] = datagram
        _length[0] = size
        return None if unprotect(self._srtp, _buffer, _length) else bytes(_bytes[0 : _length[0]])


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
        at = first = self._seal(run[0], 0, _protect_rtp)
        for datagram in run[1:]:
            at += self._seal(datagram, at, _protect_rtp)
        return _view[:at], first

    def seal_rtcp(self, datagram: bytes) -> tuple[memoryview, int]:
        """Return a control packet sealed, in the same way."""
        size = self._seal(datagram, 0, _protect_rtcp)
        return _view[:size], size

    def _seal(self, datagram: bytes, at: int, protect: Callable[..., Any]) -> int:
        """Seal a packet at that place of the buffer; return its size there."""
        size = len(datagram)
        if size > _DATAGRAM_AT_MOST:
            raise ValueError
        _bytes[at : at + size] = datagram
        _length[0] = size
        if protect(self._srtp, _buffer + at, _length):
            raise ValueError
        return int(_length[0])
