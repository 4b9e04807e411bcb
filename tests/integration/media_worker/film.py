"""Pre-encoded pictures and sound, and aiortc tracks that play them in real time."""

import asyncio
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import av
from aiortc import MediaStreamTrack
from av import AudioResampler, CodecContext

if TYPE_CHECKING:
    from av.video.codeccontext import VideoCodecContext

FRAMES_A_SECOND = 30
_VIDEO_BASE = Fraction(1, 90_000)
_AUDIO_BASE = Fraction(1, 48_000)
_OPUS_SAMPLES = 960


def film_h264(seconds: int, size: str = "320x240") -> list[bytes]:
    """Encode a test picture as Annex B access units, a key frame with parameter sets each second."""
    options = {"preset": "ultrafast", "tune": "zerolatency", "profile": "baseline", "x264-params": "repeat-headers=1"}
    return _film("libx264", seconds, size, options)


def film_vp8(seconds: int, size: str = "320x240") -> list[bytes]:
    """Encode a test picture as VP8 frames, a key frame each second."""
    return _film("libvpx", seconds, size, {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"})


def record_opus(seconds: int) -> list[bytes]:
    """Encode a tone as Opus packets of 20 ms."""
    encoder = CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = 48_000, "stereo", "s16"
    resampler = AudioResampler("s16", "stereo", 48_000, _OPUS_SAMPLES)
    packets = []
    with av.open(f"sine=sample_rate=48000:duration={seconds}", format="lavfi") as source:
        for frame in source.decode(audio=0):
            for piece in resampler.resample(frame):
                packets += [bytes(packet) for packet in encoder.encode(piece)]
    return packets


def _film(codec: str, seconds: int, size: str, options: dict[str, str]) -> list[bytes]:
    encoder = cast("VideoCodecContext", CodecContext.create(codec, "w"))
    packets = []
    with av.open(f"testsrc=size={size}:rate={FRAMES_A_SECOND}:duration={seconds}", format="lavfi") as source:
        for number, picture in enumerate(source.decode(video=0)):
            frame = picture.reformat(format="yuv420p")
            if number == 0:
                encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, "yuv420p"
                encoder.time_base, encoder.framerate = Fraction(1, FRAMES_A_SECOND), Fraction(FRAMES_A_SECOND)
                encoder.gop_size, encoder.options = FRAMES_A_SECOND, options
            frame.pts = number
            packets += [bytes(packet) for packet in encoder.encode(frame)]
    return packets


class EncodedTrack(MediaStreamTrack):
    """Plays encoded packets in a loop, as fast as they would come from a camera or microphone."""

    def __init__(self, kind: str, packets: Sequence[bytes]) -> None:
        """Take what the sender is to pack into RTP."""
        super().__init__()
        self.kind = kind
        self._packets = packets
        self._number = 0
        self._began_at: float | None = None

    @property
    def sent(self) -> int:
        """How many packets have been taken."""
        return self._number

    async def recv(self) -> "av.Packet[Any]":
        """Return the next packet when its time has come."""
        loop = asyncio.get_running_loop()
        self._began_at = loop.time() if self._began_at is None else self._began_at
        base, step = (_VIDEO_BASE, 3000) if self.kind == "video" else (_AUDIO_BASE, _OPUS_SAMPLES)
        pts = self._number * step
        await asyncio.sleep(self._began_at + float(pts * base) - loop.time())
        packet: av.Packet[Any] = av.Packet(self._packets[self._number % len(self._packets)])
        packet.pts, packet.time_base = pts, base
        self._number += 1
        return packet
