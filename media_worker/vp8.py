"""VP8 from RTP (RFC 7741)."""

from collections.abc import Sequence

from media_worker.frames import Frame, Parameters
from media_worker.rtp import Packet

_START_CODE = b"\x9d\x01\x2a"
_KEY_HEADER_BYTES = 10
_FRAME_AT_MOST = 4_000_000


class Vp8Assembler:
    """Joins the packets of a frame; gives nothing out after a loss until a key frame."""

    def __init__(self) -> None:
        """Begin without a picture."""
        self._parameters: Parameters | None = None
        self._timestamp: int | None = None
        self._parts: list[bytes] = []
        self._bytes = 0
        self._is_whole = False
        self._needs_key = True

    def push(self, packet: Packet) -> Sequence[Frame]:
        """Take the next packet; return the frame that its marker, or the next one's time, ends."""
        if not packet.payload:
            return ()
        try:
            starts, part = read_payload(packet.payload)
        except IndexError:
            self.lose()
            return ()
        done: Sequence[Frame] = ()
        if packet.timestamp != self._timestamp:
            done = self._finish() if self._parts else ()
            self._timestamp, self._is_whole = packet.timestamp, starts
            self._needs_key = self._needs_key or not starts
        self._keep(part)
        return (*done, *self._finish()) if packet.marker else done

    def lose(self) -> None:
        """Throw away what is begun and wait for a key frame."""
        self._parts, self._bytes = [], 0
        self._is_whole = False
        self._needs_key = True

    def _keep(self, part: bytes) -> None:
        """Keep a part of a frame; one that is too large to be a frame is not kept whole in memory."""
        self._bytes += len(part)
        if self._bytes > _FRAME_AT_MOST:
            self.lose()
        elif self._is_whole:
            self._parts.append(part)

    def _finish(self) -> Sequence[Frame]:
        body, timestamp, is_whole = b"".join(self._parts), self._timestamp, self._is_whole
        self._timestamp, self._parts, self._bytes = None, [], 0
        if not is_whole or timestamp is None:
            self._needs_key = True
            return ()
        size = read_key_frame(body)
        if size is not None:
            self._parameters = Parameters("vp08.00.10.08", *size)
            self._needs_key = False
        if self._needs_key or self._parameters is None:
            return ()
        return (Frame(timestamp, body, is_key=size is not None, parameters=self._parameters),)


def read_payload(payload: bytes) -> tuple[bool, bytes]:
    """Return whether a frame starts here, and the payload without its descriptor."""
    first, at = payload[0], 1
    if first & 0x80:
        present, at = payload[1], 2
        if present & 0x80:
            at += 2 if payload[at] & 0x80 else 1
        at += bool(present & 0x40) + bool(present & 0x30)
    if at >= len(payload):
        raise IndexError
    return bool(first & 0x10) and not first & 0x07, payload[at:]


def read_key_frame(body: bytes) -> tuple[int, int] | None:
    """Return width and height if this is a whole key frame's beginning (RFC 6386, 9.1)."""
    if len(body) < _KEY_HEADER_BYTES or body[0] & 1 or body[3:6] != _START_CODE:
        return None
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF


def starts_key_frame(payload: bytes) -> bool:
    """Tell whether an RTP payload is the first of a key frame."""
    try:
        starts, part = read_payload(payload)
    except IndexError:
        return False
    return starts and read_key_frame(part) is not None
