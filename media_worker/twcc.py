"""Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01).

The browser raises its bitrate only as fast as it hears, packet by packet, what has arrived when.
"""

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
        self._arrivals: dict[int, float] = {}
        self._base: int | None = None
        self._highest = 0
        self._count = 0

    def note(self, sequence: int, arrived_at: float) -> None:
        """Take the transport-wide number of a packet that has come, and the time in seconds."""
        if self._base is None:
            self._base = self._highest = sequence
        number = unwrap(sequence, self._highest)
        if self._base <= number < self._base + _KEPT_AT_MOST:
            self._arrivals[number] = arrived_at
            self._highest = max(self._highest, number)
        elif number >= self._base:
            self._restart(number, arrived_at)

    def report(self, sender_ssrc: int, media_ssrc: int) -> bytes | None:
        """Return the feedback on all that came since the last report, or None if nothing did."""
        if not self._arrivals or self._base is None:
            return None
        first = self._base
        last = min(self._highest, first + _REPORT_AT_MOST - 1)
        times = [self._arrivals.pop(number, None) for number in range(first, last + 1)]
        self._base = last + 1
        if not any(time is not None for time in times):
            return None
        return self._write(sender_ssrc, media_ssrc, first, times)

    def _restart(self, number: int, arrived_at: float) -> None:
        self._arrivals = {number: arrived_at}
        self._base = self._highest = number

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
