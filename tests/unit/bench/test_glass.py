"""Delays from the clocks that pictures carry."""

import av

from tests.bench.measures.fragments import read_clock
from tests.bench.measures.glass import find_delays
from tests.bench.pages import CYCLE_MS


def test_a_delay_is_counted_once_a_picture_and_over_the_clocks_end() -> None:
    """A picture shown twice, or not readable, tells nothing new; the clock begins anew after its cycle."""
    seen = [(1050, 1000), (1066, 1000), (1083, None), (1100, 1033), (10, CYCLE_MS - 30)]
    assert find_delays(seen) == [50.0, 67.0, 40.0]


def draw(clock: int, check: int) -> av.VideoFrame:
    """Return a picture as `browser.html` draws it, its clock in blocks of 64 by 64."""
    word = clock << 8 | check
    picture = av.VideoFrame(1280, 720, "gray")
    rows = bytearray(picture.planes[0].line_size * 720)
    for block in range(32):
        if word >> (31 - block) & 1:
            for y in range(block // 8 * 64, block // 8 * 64 + 64):
                start = y * picture.planes[0].line_size + block % 8 * 64
                rows[start : start + 64] = b"\xff" * 64
    picture.planes[0].update(bytes(rows))
    return picture


def test_a_stored_pictures_clock_is_read_where_its_check_is_right() -> None:
    """The check is the sum of the clock's three bytes, modulo 251; a picture of another kind has no clock."""
    clock = 0x12_34_56
    assert read_clock(draw(clock, (0x12 + 0x34 + 0x56) % 251)) == clock
    assert read_clock(draw(clock, 0)) is None
