"""Stock aiortc as a subject, with MediaRecorder and MediaRelay; or with its decoder taken out, the frame tap.

The tap is the nearest cheap way out of aiortc: its jitter buffer's whole frames go on as packets instead of
being decoded, to PyAV's fMP4 and to viewers, whose senders pack them again.

    python -m tests.bench.subjects.aiortc_process stock|tap FOLDER
"""

import asyncio
import fractions
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import av
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription, rtcrtpreceiver
from aiortc.contrib.media import MediaRecorder, MediaRelay
from aiortc.mediastreams import MediaStreamError

from tests.bench.child import answer_requests

if TYPE_CHECKING:
    import queue

    from aiortc.jitterbuffer import JitterFrame
    from aiortc.rtcrtpparameters import RTCRtpCodecParameters

_FRAGMENTS = {"movflags": "empty_moov+default_base_moof+frag_keyframe"}
_ONE = fractions.Fraction(1)
_SPS, _NAL_TYPE = 7, 0x1F


class Desk:
    """Takes streams and viewers."""

    def __init__(self, folder: Path, *, is_tap: bool) -> None:
        """Record into a folder."""
        self._folder = folder
        self._is_tap = is_tap
        self._relay = MediaRelay()
        self._streams: dict[str, RTCPeerConnection] = {}
        self._held: list[object] = []

    async def publish(self, stream: str, sdp: str) -> str:
        """Record a stream; return the answer."""
        peer = self._streams[stream] = RTCPeerConnection()
        await peer.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
        tracks = [self._relay.subscribe(each.receiver.track) for each in peer.getTransceivers()]
        recorder = (TapRecorder if self._is_tap else MediaRecorder)(str(self._folder / f"{stream}.mp4"))
        for track in tracks:
            recorder.addTrack(track)
        self._held.append(recorder)
        await peer.setLocalDescription(await peer.createAnswer())
        await recorder.start()
        return peer.localDescription.sdp

    async def view(self, stream: str, sdp: str) -> str:
        """Pass a stream on; return the answer."""
        peer = RTCPeerConnection()
        self._held.append(peer)
        sources = {each.kind: each.receiver.track for each in self._streams[stream].getTransceivers()}
        await peer.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
        for transceiver in peer.getTransceivers():
            transceiver.sender.replaceTrack(self._relay.subscribe(sources[transceiver.kind]))
            transceiver.direction = "sendonly"
        await peer.setLocalDescription(await peer.createAnswer())
        return peer.localDescription.sdp


class TapRecorder:
    """Muxes tapped packets as fragments, from the first key frame on."""

    def __init__(self, path: str) -> None:
        """Write to a file."""
        self._container = av.open(path, "w", format="mp4", options=_FRAGMENTS)
        self._tracks: list[MediaStreamTrack] = []
        self._streams: dict[str, Any] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def addTrack(self, track: MediaStreamTrack) -> None:  # noqa: N802 - as MediaRecorder's
        """Record one more track."""
        self._tracks.append(track)

    async def start(self) -> None:
        """Take packets as they come."""
        self._tasks = [asyncio.create_task(self._record(track)) for track in self._tracks]

    async def _record(self, track: MediaStreamTrack) -> None:
        while True:
            try:
                packet = cast("av.Packet[Any]", await track.recv())
            except MediaStreamError:
                return
            if not self._streams and track.kind == "video" and packet.is_keyframe:
                self._begin(bytes(packet))
            if self._streams:
                copy = av.Packet(bytes(packet))
                copy.pts = copy.dts = packet.pts
                copy.time_base, copy.stream = packet.time_base or _ONE, self._streams[track.kind]
                copy.is_keyframe = packet.is_keyframe
                self._container.mux(copy)

    def _begin(self, key_frame: bytes) -> None:
        video = self._container.add_stream("libx264", rate=30)
        video.width, video.height, video.pix_fmt = 1280, 720, "yuv420p"
        video.codec_context.extradata = key_frame[: key_frame.index(b"\0\0\1\x65")]
        self._streams = {"video": video, "audio": self._container.add_stream("libopus", rate=48_000)}


def hand_on_encoded(
    loop: asyncio.AbstractEventLoop,
    frames: "queue.Queue[tuple[RTCRtpCodecParameters, JitterFrame] | None]",
    track: "asyncio.Queue[av.Packet[Any] | None]",
    decode_error: threading.Event,  # noqa: ARG001 - aiortc's signature
) -> None:
    """Stand for aiortc's decoder thread."""
    while (task := frames.get()) is not None:
        codec, frame = task
        packet = av.Packet(frame.data)
        packet.pts, packet.time_base = frame.timestamp, fractions.Fraction(1, codec.clockRate)
        packet.is_keyframe = codec.name == "opus" or frame.data[4] & _NAL_TYPE == _SPS
        asyncio.run_coroutine_threadsafe(track.put(packet), loop)
    asyncio.run_coroutine_threadsafe(track.put(None), loop)


def main() -> None:
    """Run until the bench is gone."""
    is_tap = sys.argv[1] == "tap"
    if is_tap:
        rtcrtpreceiver.decoder_worker = hand_on_encoded  # type: ignore[assignment] # it names its queues otherwise
    asyncio.run(_serve(Desk(Path(sys.argv[2]), is_tap=is_tap)))


async def _serve(desk: Desk) -> None:
    await answer_requests(desk)


if __name__ == "__main__":
    main()
