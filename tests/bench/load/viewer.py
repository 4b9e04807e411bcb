"""Counts what comes over one connection, by the packets' plain headers."""

from tests.bench.load.sender import Counters

_RTCP_TYPES = range(192, 224)
_HALF = 0x8000


class Tally:
    """Packets that came and sequence numbers that did not, over all sources of a connection."""

    def __init__(self, counters: Counters) -> None:
        """Add to what the process counts."""
        self._counters = counters
        self._highest: dict[bytes, int] = {}

    def take(self, datagram: bytes) -> None:
        """Count one datagram; a late one takes back that it was missing."""
        if datagram[1] in _RTCP_TYPES:
            return
        source, sequence = datagram[8:12], datagram[2] << 8 | datagram[3]
        self._counters.received += 1
        highest = self._highest.get(source)
        step = 1 if highest is None else (sequence - highest) & 0xFFFF
        if step < _HALF:
            self._highest[source] = sequence
            self._counters.missing += step - 1
        else:
            self._counters.missing -= 1
