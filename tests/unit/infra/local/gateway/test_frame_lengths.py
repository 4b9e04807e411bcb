"""The lengths of frames are read off a stream however it is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.local.gateway.frame_lengths import FrameLengths


def masked_frame(payload: bytes) -> bytes:
    """Return a client's text frame; the mask is zero."""
    length = len(payload)
    if length < 126:
        head = bytes([0x81, 0x80 | length])
    elif length < 65536:
        head = bytes([0x81, 0x80 | 126]) + length.to_bytes(2, "big")
    else:
        head = bytes([0x81, 0x80 | 127]) + length.to_bytes(8, "big")
    return head + bytes(4) + payload


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65535, 65536, 200_000])
def test_each_form_of_length_is_read(length: int) -> None:
    """Short, 16-bit and 64-bit lengths are understood."""
    assert FrameLengths().longest(masked_frame(bytes(length))) == length


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12), st.integers(1, 50))
def test_cuts_do_not_matter(lengths: list[int], step: int) -> None:
    """The longest of several frames is found in pieces of any size."""
    stream = b"".join(masked_frame(bytes(length)) for length in lengths)
    watcher = FrameLengths()
    seen = [watcher.longest(stream[start : start + step]) for start in range(0, len(stream), step)]
    assert max(seen) == max(lengths)
