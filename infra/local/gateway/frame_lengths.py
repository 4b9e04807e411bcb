"""Watches the lengths of a client's WebSocket frames as they go by (RFC 6455, section 5.2), without I/O."""

SHORT_LENGTHS = {126: 2, 127: 8}
MASK_BYTES = 4


class FrameLengths:
    """Follows a stream of masked frames from header to header."""

    def __init__(self) -> None:
        """Begin at the first byte of a frame."""
        self._header = bytearray()
        self._payload_left = 0

    def longest(self, chunk: bytes) -> int:
        """Take the next bytes; return the longest payload that a header among them announces, or 0."""
        longest = 0
        position = 0
        while position < len(chunk):
            skipped = min(self._payload_left, len(chunk) - position)
            self._payload_left -= skipped
            position += skipped
            while position < len(chunk) and not self._payload_left:
                self._header.append(chunk[position])
                position += 1
                longest = max(longest, self._finish_header())
        return longest

    def _finish_header(self) -> int:
        """Return the announced length if the header is complete, and go on behind it."""
        length = self._announced()
        if length is None:
            return 0
        self._header.clear()
        self._payload_left = length
        return length

    def _announced(self) -> int | None:
        if len(self._header) < 2:  # noqa: PLR2004 flags and the short length
            return None
        short = self._header[1] & 0x7F
        extended = SHORT_LENGTHS.get(short, 0)
        if len(self._header) < 2 + extended + MASK_BYTES:
            return None
        return int.from_bytes(self._header[2 : 2 + extended], "big") if extended else short
