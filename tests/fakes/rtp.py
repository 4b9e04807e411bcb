"""RTP packets as a phone would send them."""

from struct import pack

from media_worker.rtp import Packet, read_packet


def make_datagram(  # noqa: PLR0913 - the fields of a packet
    sequence: int,
    *,
    timestamp: int = 0,
    payload: bytes = b"payload",
    payload_type: int = 96,
    ssrc: int = 1234,
    marker: bool = False,
    extension: bytes = b"",
) -> bytes:
    """Write a packet; `extension` is the one-byte-header area (RFC 8285), padded here."""
    area = extension + bytes(-len(extension) % 4)
    head = pack("!HH", 0xBEDE, len(area) // 4) + area if extension else b""
    first = 0x90 if extension else 0x80
    kind = payload_type | (0x80 if marker else 0)
    return pack("!BBHII", first, kind, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc) + head + payload


def make_packet(sequence: int, *, timestamp: int = 0, payload: bytes = b"payload", marker: bool = False) -> Packet:
    """Make a packet as it is after reading."""
    return read_packet(make_datagram(sequence, timestamp=timestamp, payload=payload, marker=marker))
