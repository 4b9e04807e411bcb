"""Reading RTP must be exact, and safe on anything at all."""

import pytest
from aiortc.rtp import RtpPacket
from hypothesis import given
from hypothesis import strategies as st

from media_worker.rtp import is_rtcp, read_extension, read_packet, restore, unwrap, write_packet
from tests.fakes.rtp import make_datagram


@given(st.binary(max_size=200))
def test_any_bytes_are_a_packet_or_a_value_error(datagram: bytes) -> None:
    """Nothing from the wire raises anything else, and what is read agrees with an independent reader."""
    try:
        packet = read_packet(datagram)
    except ValueError:
        return
    assert packet.extension + packet.payload in datagram
    for identifier in range(1, 15):
        read_extension(packet, identifier)


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF), st.binary(max_size=50), st.booleans())
def test_fields_agree_with_another_reader(sequence: int, timestamp: int, payload: bytes, marker: bool) -> None:  # noqa: FBT001
    """What we read is what aiortc's own parser reads."""
    datagram = make_datagram(sequence, timestamp=timestamp, payload=payload, marker=marker, extension=b"\x31\x12\x34")
    ours, theirs = read_packet(datagram), RtpPacket.parse(datagram)
    assert (ours.sequence, ours.timestamp, ours.marker) == (sequence, timestamp, marker)
    assert ours.payload == theirs.payload == payload
    assert (ours.ssrc, ours.payload_type) == (theirs.ssrc, theirs.payload_type)


def test_an_extension_is_found_behind_others_and_padding() -> None:
    """The transport-wide number is read wherever it stands."""
    packet = read_packet(make_datagram(1, extension=b"\x10\xaa\x00\x31\x12\x34"))
    assert read_extension(packet, 3) == b"\x12\x34"
    assert read_extension(packet, 2) is None


def test_padding_is_no_payload() -> None:
    """The last byte says how much is padding (RFC 3550, 5.1)."""
    datagram = bytearray(make_datagram(1, payload=b"abc\x00\x00\x03"))
    datagram[0] |= 0x20
    assert read_packet(bytes(datagram)).payload == b"abc"


def test_a_retransmission_gives_the_original_back() -> None:
    """RTX carries the original number in front of the original payload (RFC 4588)."""
    packet = restore(read_packet(make_datagram(7, payload=b"\x12\x34abc", payload_type=97, ssrc=9)), 96, 1234)
    assert (packet.sequence, packet.payload, packet.payload_type, packet.ssrc) == (0x1234, b"abc", 96, 1234)


def test_a_probe_without_content_is_no_retransmission() -> None:
    """Browsers probe with padding; it must not become a packet."""
    with pytest.raises(ValueError, match=r"^$"):
        restore(read_packet(make_datagram(7, payload=b"\x12\x34")), 96, 1234)


def test_a_packet_is_written_without_extensions() -> None:
    """Players get the payload under the leg's own numbers."""
    written = write_packet(read_packet(make_datagram(5, extension=b"\x31\x12\x34", marker=True)), 100, 65_537, 9, 8)
    packet = read_packet(written)
    assert (packet.sequence, packet.timestamp, packet.ssrc, packet.payload_type) == (1, 9, 8, 100)
    assert packet.marker
    assert packet.payload == b"payload"


@given(st.integers(0, 1 << 40), st.integers(-30_000, 30_000))
def test_unwrapping_finds_the_nearest_number(reference: int, distance: int) -> None:
    """Sequence numbers go on counting across 65,535."""
    assert unwrap((reference + distance) & 0xFFFF, reference) == reference + distance


def test_control_packets_are_told_by_their_type() -> None:
    """RFC 5761: types 192 to 223 are RTCP, also next to a marker bit."""
    assert is_rtcp(200)
    assert not is_rtcp(make_datagram(1, marker=True, payload_type=96)[1])
