"""One track of an up leg: its packets put in order and made into frames, and what to ask the phone for."""

from media_worker.frames import Assembler, Frame
from media_worker.h264 import H264Assembler
from media_worker.offer import Kind, OfferedCodec
from media_worker.opus import OpusAssembler
from media_worker.ring import PacketRing
from media_worker.rtcp import ReceiverStatistics
from media_worker.rtp import Packet
from media_worker.vp8 import Vp8Assembler

_PATIENCE_SECONDS: dict[Kind, float] = {"video": 0.5, "audio": 0.2}
_ASSEMBLERS: dict[str, type[Assembler]] = {"h264": H264Assembler, "vp8": Vp8Assembler, "opus": OpusAssembler}
_KEY_EVERY_SECONDS = 2.0
_KEY_AGAIN_SECONDS = 0.5
_PICTURE_REQUEST_EVERY_SECONDS = 0.3


class IncomingTrack:
    """Takes the packets of one media source; a new source in its place begins afresh."""

    def __init__(self, kind: Kind, codec: OfferedCodec) -> None:
        """Begin without a source."""
        self.kind = kind
        self.codec = codec
        self.asks_for_packets = "nack" in codec.feedback
        self.ssrc: int | None = None
        self._timestamp: int | None = None
        self._is_torn = False
        self._of_old_source: list[tuple[Frame, bool]] = []
        self._key_at = self._asked_at = float("-inf")
        self._wants_key = False
        self._begin()

    def push(self, packet: Packet, now: float) -> bool:
        """Take a packet; return False if it is not a new one."""
        if packet.ssrc != self.ssrc:
            self._of_old_source = self.take_frames(now)
            self._is_torn = self.ssrc is not None
            self.ssrc = packet.ssrc
            self._begin()
        if packet.timestamp != self._timestamp:
            # Of a picture's packets, which share a time, the first one tells how steadily they come.
            self._timestamp = packet.timestamp
            self.statistics.note_packet(packet.timestamp, now)
        return self.ring.insert(packet, now)

    @property
    def run(self) -> tuple[int | None, int]:
        """What changes whenever the numbers of its packets begin anew: with a new source, or a jump."""
        return self.ssrc, self.ring.restarts

    def take_frames(self, now: float) -> list[tuple[Frame, bool]]:
        """Return each frame that is whole, and whether something is lost before it."""
        frames, self._of_old_source = self._of_old_source, []
        for packet in self.ring.take(now):
            if packet is None:
                self._assembler.lose()
                self._is_torn = self._wants_key = True
                continue
            for frame in self._assembler.push(packet):
                frames.append((frame, self._is_torn))
                self._is_torn = False
                self._note(frame, now)
        return frames

    def wants_picture(self, now: float) -> bool:
        """Tell whether the recorder needs a key frame: every two seconds, and soon after a loss."""
        patience = _KEY_AGAIN_SECONDS if self._wants_key else _KEY_EVERY_SECONDS
        return self.kind == "video" and now - max(self._key_at, self._asked_at) >= patience

    def may_ask_for_picture(self, now: float) -> bool:
        """Tell whether a key frame may be asked for again; the phone pays for each."""
        if self.ssrc is None or now - self._asked_at < _PICTURE_REQUEST_EVERY_SECONDS:
            return False
        self._asked_at = now
        return True

    def _begin(self) -> None:
        self.ring = PacketRing(_PATIENCE_SECONDS[self.kind])
        self.statistics = ReceiverStatistics(self.codec.clock_rate)
        self._assembler = _ASSEMBLERS[self.codec.name]()
        self._wants_key = True
        self._timestamp = None

    def _note(self, frame: Frame, now: float) -> None:
        if frame.is_key:
            self._key_at = now
            self._wants_key = False
