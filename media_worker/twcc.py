"""Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01).

The browser raises its bitrate only as fast as it hears, packet by packet, what has arrived when.
"""

import contextlib
from operator import sub
from struct import pack

from media_worker.rtp import unwrap

_RTPFB = 205
_FORMAT = 15
_TICK_SECONDS = 0.00025
_REFERENCE_TICKS = 256
_VECTOR_SYMBOLS = 7
_RUN_AT_MOST = 0x1FFF
_REPORT_AT_MOST = 1024
_KEPT_AT_MOST = 8 * _REPORT_AT_MOST
_MISSING, _SMALL, _LARGE = 0, 1, 2


class ArrivalLog:
    """Notes when each packet of a transport came, and reports it in RTCP packets."""

    def __init__(self) -> None:
        """Begin without any packet."""
        self._arrivals: list[float | None] = []
        """Of the numbers from `_base` on."""
        self._base: int | None = None
        self._count = 0

    def note(self, sequence: int, arrived_at: float) -> None:
        """Take the transport-wide number of a packet that has come, and the time in seconds."""
        if self._base is None:
            self._base = sequence
        place = len(self._arrivals)
        if sequence != (self._base + place) & 0xFFFF:  # nearly each follows the one before
            place += unwrap(sequence, self._base + place) - self._base - place
        if place >= _KEPT_AT_MOST:
            self._base += place
            self._arrivals = [arrived_at]
        elif place >= len(self._arrivals):
            self._arrivals += [None] * (place - len(self._arrivals))
            self._arrivals.append(arrived_at)
        elif place >= 0:
            self._arrivals[place] = arrived_at

    def report(self, sender_ssrc: int, media_ssrc: int) -> bytes | None:
        """Return the feedback on all that came since the last report, or None if nothing did."""
        first, times = self._base, self._arrivals[:_REPORT_AT_MOST]
        if first is None:
            return None
        self._base = first + len(times)
        self._arrivals = self._arrivals[_REPORT_AT_MOST:]
        if not any(time is not None for time in times):
            return None
        return self._write(sender_ssrc, media_ssrc, first, times)

    def _write(self, sender_ssrc: int, media_ssrc: int, first: int, times: list[float | None]) -> bytes:
        ticks = [None if time is None else round(time / _TICK_SECONDS) for time in times]
        reference = next(tick for tick in ticks if tick is not None) // _REFERENCE_TICKS
        symbols, deltas = _encode_deltas(ticks, reference * _REFERENCE_TICKS)
        body = pack("!IIHH", sender_ssrc, media_ssrc, first & 0xFFFF, len(times))
        body += (reference & 0xFFFFFF).to_bytes(3) + bytes([self._count]) + _encode_symbols(symbols) + deltas
        self._count = (self._count + 1) & 0xFF
        body += bytes(-len(body) % 4)
        return pack("!BBH", 0x80 | _FORMAT, _RTPFB, len(body) // 4) + body


def _encode_deltas(ticks: list[int | None], reference: int) -> tuple[list[int], bytes]:
    """Return how long each time is written, and all of them."""
    with contextlib.suppress(TypeError, ValueError):  # one is missing, or more than a byte behind the one before
        return [_SMALL] * len(ticks), bytes(map(sub, ticks, [reference, *ticks[:-1]]))
    symbols, deltas, previous = [], bytearray(), reference
    for tick in ticks:
        if tick is None:
            symbols.append(_MISSING)
            continue
        delta = tick - previous
        if 0 <= delta <= 0xFF:  # noqa: PLR2004 - one byte
            symbols.append(_SMALL)
            deltas.append(delta)
        else:
            delta = max(-0x8000, min(0x7FFF, delta))
            symbols.append(_LARGE)
            deltas += pack("!h", delta)
        previous += delta
    return symbols, bytes(deltas)


def _encode_symbols(symbols: list[int]) -> bytes:
    chunks, at = b"", 0
    if symbols == symbols[:1] * len(symbols):
        return pack("!H", symbols[0] << 13 | len(symbols))
    while at < len(symbols):
        run = _run_length(symbols, at)
        if run >= _VECTOR_SYMBOLS or at + run == len(symbols):
            chunks += pack("!H", symbols[at] << 13 | run)
            at += run
        else:
            chunks += _encode_vector(symbols[at : at + _VECTOR_SYMBOLS])
            at += _VECTOR_SYMBOLS
    return chunks


def _run_length(symbols: list[int], at: int) -> int:
    end = at
    while end < len(symbols) and symbols[end] == symbols[at] and end - at < _RUN_AT_MOST:
        end += 1
    return end - at


def _encode_vector(symbols: list[int]) -> bytes:
    value = 0b11 << 14
    for place, symbol in enumerate(symbols):
        value |= symbol << 2 * (_VECTOR_SYMBOLS - 1 - place)
    return pack("!H", value)
