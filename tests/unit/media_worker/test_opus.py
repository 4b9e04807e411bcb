"""Opus needs no joining, only its duration."""

import pytest

from media_worker.opus import OpusAssembler, samples
from tests.fakes.rtp import make_packet


def test_each_packet_is_a_frame_and_an_empty_one_is_none() -> None:
    """Silence sent as nothing is not recorded."""
    assembler = OpusAssembler()
    (frame,) = assembler.push(make_packet(1, timestamp=960, payload=b"\x78sound"))
    assert (frame.timestamp, frame.body, frame.is_key) == (960, b"\x78sound", True)
    assert list(assembler.push(make_packet(2, payload=b""))) == []


@pytest.mark.parametrize(
    ("first_bytes", "count"),
    [
        (b"\x78", 480 * 2),
        (b"\x80", 120),
        (b"\x09", 960 * 2),
        (b"\x18", 2880),
        (b"\x60", 480),
        (b"\xfb\x03", 960 * 3),
        (b"\x1b\x3f", 5760),
    ],
)
def test_the_first_byte_says_how_long_a_packet_lasts(first_bytes: bytes, count: int) -> None:
    """RFC 6716, table 2, and the frame count of 3.1."""
    assert samples(first_bytes) == count
