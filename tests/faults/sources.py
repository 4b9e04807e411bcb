"""A phone that a fuzzer drives: its bytes decide what comes, in which order, and when.

Random bytes seldom make a packet that a parser takes seriously. Here they choose among a sender's moves
instead: which track, which payload, how far the numbers jump, how much time goes by.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from struct import pack

from aiortc.rtp import RtcpSrPacket

from media_worker.allowance import Allowance
from media_worker.answer import ChosenMedia, choose_media
from media_worker.frames import Frame
from media_worker.incoming import IncomingTrack
from media_worker.offer import read_offer
from media_worker.recording import Recording, clock_from
from media_worker.rtp import Packet
from media_worker.up_leg import UpLeg
from media_worker.upload import Upload
from sightline.domain.fragment import RecordingPlace
from tests.fakes.offers import CHROMIUM
from tests.fakes.rtp import make_datagram

_PLACE = RecordingPlace("force", "session", "20260101T000000000Z-00000000")
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_TYPES = {"h264": (108, 109), "vp8": (96, 97)}
_SOUND = 111


class Bytes:
    """Bytes that are used up; zeros come when they are."""

    def __init__(self, content: bytes) -> None:
        """Begin at the start."""
        self._content = content
        self._at = 0

    def __bool__(self) -> bool:
        """Tell whether there is more."""
        return self._at < len(self._content)

    def number(self, size: int) -> int:
        """Take a number."""
        return int.from_bytes(self.take(size).ljust(size, b"\0"))

    def take(self, size: int) -> bytes:
        """Take some bytes."""
        self._at += size
        return self._content[self._at - size : self._at]


@cache
def choose(codec: str) -> tuple[ChosenMedia, ...]:
    """Let a browser's offer come to a codec."""
    offer = CHROMIUM if codec == "h264" else CHROMIUM.replace("H264", "H265")
    return choose_media(read_offer(offer, allow_private=True), "up")


@dataclass
class Desk:
    """Records what an up leg gives out, and takes what it sends and stores."""

    stored: list[Upload] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin a recording."""
        self.recording = Recording(_PLACE, self, clock_from(_EPOCH, 0.0))

    def has_room(self, size: int, *, is_first: bool) -> bool:
        """Take anything."""
        return size > 0 or is_first

    def put(self, upload: Upload) -> None:
        """Take an object."""
        self.stored.append(upload)

    def send_rtcp(self, datagram: bytes) -> None:
        """Take feedback."""
        self.sent.append(datagram)

    def take_packets(self, track: IncomingTrack, packets: Sequence[Packet], now: float) -> None:
        """Let nobody watch."""

    def take_frame(self, track: IncomingTrack, frame: Frame, *, is_torn: bool, now: float) -> None:
        """Record a frame."""
        self.recording.add(track.kind, frame, is_torn=is_torn, now=now)

    def take_report(self, track: IncomingTrack, report: RtcpSrPacket, now: float) -> None:
        """Note a report."""
        info = report.sender_info
        self.recording.note_report(track.kind, info.ntp_timestamp, info.rtp_timestamp, now)


def play_phone(content: bytes, codec: str) -> Desk:
    """Let a phone send what the bytes say, to a leg that records."""
    desk, source, now = Desk(), Bytes(content), 0.0
    leg = UpLeg(choose(codec), desk, desk, Allowance(8_000_000, now))
    for datagram in _send(source, codec):
        now += source.number(1) ** 2 / 4096
        if datagram[1] in range(192, 224):
            leg.receive_rtcp(datagram, now)
        else:
            leg.receive_rtp([datagram], now)
        leg.tick(now)
        desk.recording.tick(now)
    desk.recording.finish(now)
    return desk


def _send(source: Bytes, codec: str) -> Iterator[bytes]:
    """Make packets: the first byte of each move says which kind, and what is unusual about it."""
    sequence, timestamp, ssrc = 65_530, 0xFFFF_0000, 1234
    while source:
        move = source.number(1)
        sequence += source.number(2) if move & 0x80 else 1
        timestamp += source.number(4) if move & 0x40 else 3000 * (move >> 5 & 1)
        ssrc += move & 0x0F == 0x0F
        kind = (_TYPES[codec][0], _SOUND, _TYPES[codec][1], 200)[move & 3]
        if kind == 200:
            yield pack("!BBHI", 0x80, kind, 6, ssrc) + source.take(20).ljust(20, b"\0")
            continue
        payload, marker = source.take(source.number(1)), bool(move & 0x10)
        yield make_datagram(sequence, timestamp=timestamp, payload=payload, payload_type=kind, ssrc=ssrc, marker=marker)
