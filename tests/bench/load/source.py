"""What every stream carries: the same seconds of 720p30 H.264 with Opus, already cut into RTP payloads."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Literal

import av
from aiortc.codecs.h264 import H264Encoder
from av import CodecContext

from tests.integration.media_worker.film import record_opus

Kind = Literal["audio", "video"]

SECONDS = 4
BITS_PER_SECOND = 2_000_000
FRAMES_PER_SECOND = 30
KEY_FRAMES_APART = 2 * FRAMES_PER_SECOND
_PICTURE = f"testsrc2=size=1280x720:rate={FRAMES_PER_SECOND}:duration={SECONDS},noise=alls=9:allf=t"
_OPTIONS = {
    "preset": "ultrafast",
    "tune": "zerolatency",
    "profile": "baseline",
    # Each thread makes a slice: as many in every process, on however many cores it may run.
    "x264-params": f"repeat-headers=1:keyint={KEY_FRAMES_APART}:scenecut=0:threads=2",
    "maxrate": str(BITS_PER_SECOND),
    "bufsize": str(BITS_PER_SECOND // 2),
}


@dataclass(frozen=True)
class Track:
    """One track in a loop: each frame's payloads, the RTP clock between frames, and the seconds between them."""

    frames: tuple[tuple[bytes, ...], ...]
    ticks: int
    seconds: float

    @property
    def packets_per_second(self) -> float:
        """Return how many packets a second it makes."""
        return sum(map(len, self.frames)) / (len(self.frames) * self.seconds)

    @property
    def bits_per_second(self) -> float:
        """Return its payloads' rate."""
        return sum(len(each) for frame in self.frames for each in frame) * 8 / (len(self.frames) * self.seconds)


@cache
def make_source() -> dict[Kind, Track]:
    """Encode it, the same in every process."""
    packer = H264Encoder()
    pictures = tuple(tuple(packer.pack(packet)[0]) for packet in _film())
    sounds = tuple((packet,) for packet in record_opus(SECONDS))
    return {
        "video": Track(pictures, 90_000 // FRAMES_PER_SECOND, 1 / FRAMES_PER_SECOND),
        "audio": Track(sounds, 960, 0.02),
    }


def _film() -> "list[av.Packet[Any]]":
    encoder = CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = 1280, 720, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, FRAMES_PER_SECOND), Fraction(FRAMES_PER_SECOND)
    encoder.bit_rate, encoder.options = BITS_PER_SECOND, _OPTIONS
    packets = []
    with av.open(_PICTURE, format="lavfi") as source:
        for number, picture in enumerate(source.decode(video=0)):
            frame = picture.reformat(format="yuv420p")
            frame.pts = number
            packets += encoder.encode(frame)
    return packets
