"""The size of a picture is read from real and from hostile parameter sets."""

from fractions import Fraction

import pytest
from av import CodecContext, VideoFrame
from av.video.codeccontext import VideoCodecContext
from hypothesis import given
from hypothesis import strategies as st

from media_worker.sps import read_size


def encode_sps(width: int, height: int, profile: str) -> bytes:
    """Let x264 write a parameter set."""
    encoder = CodecContext.create("libx264", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height = width, height
    encoder.pix_fmt = "yuv444p" if profile == "high444" else "yuv420p"
    encoder.time_base, encoder.options = Fraction(1, 30), {"profile": profile, "tune": "zerolatency"}
    (packet,) = encoder.encode(VideoFrame(width, height, encoder.pix_fmt))
    units = bytes(packet).replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1")
    return next(unit for unit in units if unit and unit[0] & 0x1F == 7)


@pytest.mark.parametrize("profile", ["baseline", "high", "high444"])
@pytest.mark.parametrize(("width", "height"), [(640, 360), (1280, 720), (322, 242), (720, 1280)])
def test_the_size_is_what_was_encoded(width: int, height: int, profile: str) -> None:
    """Cropping included, in the profiles that phones and others use."""
    assert read_size(encode_sps(width, height, profile)) == (width, height)


@given(st.binary(max_size=300))
def test_hostile_sets_give_a_sensible_size_or_none(sps: bytes) -> None:
    """Nothing is raised, and no giant picture is believed."""
    size = read_size(b"\x67" + sps)
    assert size is None or (0 < size[0] <= 16_384 and 0 < size[1] <= 16_384)
