"""RTP packets (RFC 3550) read without copying, and numbers that wrap.

Everything here is called for each packet, so it does only what the relay and the recorder need.
"""

from dataclasses import dataclass
from struct import Struct

FIXED_HEADER = Struct("!BBHII")
HEADER_BYTES = FIXED_HEADER.size
_EXTENSION_HEADER = Struct("!HH")
_ONE_BYTE_PROFILE = 0xBEDE
_TWO_BYTE_PROFILE = 0x1000
_VERSION = 2
_RTCP_TYPES = range(192, 224)


@dataclass(slots=True)
class Packet:
    """One RTP packet; its payload is `datagram[start:end]`."""

    datagram: bytes
    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    ssrc: int
    extension: slice
    start: int
    end: int

    @property
    def payload(self) -> bytes:
        """The payload, without header extensions and padding."""
        return self.datagram[self.start : self.end]


def is_rtcp(datagram: bytes) -> bool:
    """Tell RTCP from RTP by the packet type (RFC 5761)."""
    return datagram[1] in _RTCP_TYPES


def read_packet(datagram: bytes) -> Packet:
    """Read a packet; raise ValueError if its lengths do not add up."""
    if len(datagram) < HEADER_BYTES:
        raise ValueError
    flags, kind, sequence, timestamp, ssrc = FIXED_HEADER.unpack_from(datagram)
    start = HEADER_BYTES + 4 * (flags & 0x0F)
    extension = slice(start, start)
    if flags & 0x10 and len(datagram) >= start + _EXTENSION_HEADER.size:
        words = _EXTENSION_HEADER.unpack_from(datagram, start)[1]
        extension = slice(start, start + _EXTENSION_HEADER.size + 4 * words)
        start = extension.stop
    end = len(datagram) - (datagram[-1] if flags & 0x20 else 0)
    if flags >> 6 != _VERSION or start > end:
        raise ValueError
    return Packet(datagram, kind & 0x7F, bool(kind & 0x80), sequence, timestamp, ssrc, extension, start, end)


def read_extension(packet: Packet, identifier: int) -> bytes | None:
    """Return the header extension of that id (RFC 8285), or None."""
    area = packet.datagram[packet.extension]
    if len(area) < _EXTENSION_HEADER.size:
        return None
    profile = _EXTENSION_HEADER.unpack_from(area)[0]
    if profile == _ONE_BYTE_PROFILE:
        return _find(area, identifier, 1)
    return _find(area, identifier, 2) if profile & 0xFFF0 == _TWO_BYTE_PROFILE else None


def _find(area: bytes, identifier: int, header_bytes: int) -> bytes | None:
    at = _EXTENSION_HEADER.size
    while at + header_bytes <= len(area):
        if area[at] == 0:
            at += 1
            continue
        found, length = _element(area, at, header_bytes)
        at += header_bytes
        if found == identifier:
            return area[at : at + length] if at + length <= len(area) else None
        at += length
    return None


def _element(area: bytes, at: int, header_bytes: int) -> tuple[int, int]:
    if header_bytes == 1:
        return area[at] >> 4, (area[at] & 0x0F) + 1
    return area[at], area[at + 1]


def unwrap(value: int, reference: int, bits: int = 16) -> int:
    """Return the number that is `value` in its low bits and lies nearest to `reference`."""
    half = 1 << (bits - 1)
    return reference + ((value - reference + half) & ((1 << bits) - 1)) - half


def restore(packet: Packet, payload_type: int, ssrc: int) -> Packet:
    """Take the original packet out of a retransmission (RFC 4588); raise ValueError if it is mere padding."""
    if packet.end - packet.start <= 2:  # noqa: PLR2004 - the original sequence number takes two bytes
        raise ValueError
    sequence = int.from_bytes(packet.datagram[packet.start : packet.start + 2])
    return Packet(
        packet.datagram,
        payload_type,
        packet.marker,
        sequence,
        packet.timestamp,
        ssrc,
        packet.extension,
        packet.start + 2,
        packet.end,
    )


def write_packet(packet: Packet, payload_type: int, sequence: int, timestamp: int, ssrc: int) -> bytes:
    """Write a packet's payload under another header, without extensions."""
    kind = payload_type | (0x80 if packet.marker else 0)
    header = FIXED_HEADER.pack(0x80, kind, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc)
    return header + packet.datagram[packet.start : packet.end]
