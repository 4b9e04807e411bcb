"""RTP packets (RFC 3550), and numbers that wrap.

Everything here is called for each packet, so it does only what the relay and the recorder need.
"""

from dataclasses import dataclass, replace
from struct import Struct

FIXED_HEADER = Struct("!BBHII")
HEADER_BYTES = FIXED_HEADER.size
_EXTENSION_HEADER_BYTES = 4
_ONE_BYTE_PROFILE = b"\xbe\xde"
_TWO_BYTE_PROFILE = 0x1000
_VERSION = 2
_RTCP_TYPES = range(192, 224)


@dataclass(slots=True)
class Packet:
    """One RTP packet."""

    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    ssrc: int
    extension: bytes
    """The area of header extensions, with its own header."""
    payload: bytes
    """Without padding."""


def is_rtcp(kind: int) -> bool:
    """Tell RTCP from RTP by the packet type, the second byte (RFC 5761)."""
    return kind in _RTCP_TYPES


def read_packet(datagram: bytes) -> Packet:
    """Read a packet; raise ValueError if its lengths do not add up."""
    end = len(datagram)
    if end < HEADER_BYTES:
        raise ValueError
    flags, kind, sequence, timestamp, ssrc = FIXED_HEADER.unpack_from(datagram)
    start, extension = HEADER_BYTES + 4 * (flags & 0x0F), b""
    if flags & 0x10 and end >= start + _EXTENSION_HEADER_BYTES:
        words = datagram[start + 2] << 8 | datagram[start + 3]
        area = start
        start += _EXTENSION_HEADER_BYTES + 4 * words
        extension = datagram[area:start]
    if flags & 0x20:
        end -= datagram[-1]
    if flags >> 6 != _VERSION or start > end:
        raise ValueError
    return Packet(kind & 0x7F, bool(kind & 0x80), sequence, timestamp, ssrc, extension, datagram[start:end])


def read_extension(packet: Packet, identifier: int) -> bytes | None:
    """Return the header extension of that id (RFC 8285), or None."""
    area = packet.extension
    profile = area[:2]
    header_bytes = 1
    if profile != _ONE_BYTE_PROFILE:
        if int.from_bytes(profile) & 0xFFF0 != _TWO_BYTE_PROFILE:
            return None
        header_bytes = 2
    at, end = _EXTENSION_HEADER_BYTES, len(area)
    while at + header_bytes <= end:
        first = area[at]
        if first == 0:
            at += 1
            continue
        found, length = (first >> 4, (first & 0x0F) + 1) if header_bytes == 1 else (first, area[at + 1])
        at += header_bytes
        if found == identifier:
            return area[at : at + length] if at + length <= end else None
        at += length
    return None


def unwrap(value: int, reference: int, bits: int = 16) -> int:
    """Return the number that is `value` in its low bits and lies nearest to `reference`."""
    half = 1 << (bits - 1)
    return reference + ((value - reference + half) & ((1 << bits) - 1)) - half


def restore(packet: Packet, payload_type: int, ssrc: int) -> Packet:
    """Take the original packet out of a retransmission (RFC 4588); raise ValueError if it is mere padding."""
    if len(packet.payload) <= 2:  # noqa: PLR2004 - the original sequence number takes two bytes
        raise ValueError
    sequence = int.from_bytes(packet.payload[:2])
    return replace(packet, payload_type=payload_type, sequence=sequence, ssrc=ssrc, payload=packet.payload[2:])


def write_packet(packet: Packet, payload_type: int, sequence: int, timestamp: int, ssrc: int) -> bytes:
    """Write a packet's payload under another header, without extensions."""
    kind = payload_type | 0x80 if packet.marker else payload_type
    return FIXED_HEADER.pack(0x80, kind, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc) + packet.payload
