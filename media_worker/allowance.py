"""A cap on bytes over time, so that one leg cannot take what others need."""

_BURST_SECONDS = 2.0
_PACKET_AT_LEAST = 400
"""Bytes: work is for each packet, so that many small ones must not cost a sender less than large ones."""


class Allowance:
    """A bucket that fills at a rate of bits and is emptied by what is let through."""

    def __init__(self, bits_per_second: int, now: float) -> None:
        """Begin full: two seconds' worth."""
        self._bytes_per_second = bits_per_second / 8
        self._most = self._bytes_per_second * _BURST_SECONDS
        self._left = self._most
        self._at = now

    def take(self, count: int, now: float, packets: int = 1) -> bool:
        """Take packets of so many bytes together; return False if that is above the cap."""
        count = max(count, packets * _PACKET_AT_LEAST)
        if count > self._left:
            # Filled only when it is empty: this is asked for each burst.
            self._left = min(self._most, self._left + (now - self._at) * self._bytes_per_second)
            self._at = now
        if count > self._left:
            return False
        self._left -= count
        return True
