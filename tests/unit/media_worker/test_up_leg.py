"""A citizen's leg gives frames out, asks for what is missing, and believes nothing."""

import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from aiortc.rtp import AnyRtcpPacket, RtcpRrPacket, RtcpSenderInfo, RtcpSrPacket
from hypothesis import given
from hypothesis import strategies as st

from media_worker.allowance import Allowance
from media_worker.answer import choose_media
from media_worker.frames import Frame
from media_worker.incoming import IncomingTrack
from media_worker.offer import read_offer
from media_worker.rtcp import is_nack, is_picture_request, read_packets
from media_worker.rtp import Packet
from media_worker.up_leg import UpLeg
from tests.fakes.offers import CHROMIUM
from tests.fakes.rtp import make_datagram

VIDEO, AUDIO, RTX = 96, 111, 97
KEY = b"\x10\x10\x00\x00\x9d\x01\x2a\x40\x01\xf0\x00rest"


@dataclass
class Ends:
    """The phone and those who listen, in one."""

    sent: list[bytes] = field(default_factory=list)
    packets: list[int] = field(default_factory=list)
    frames: list[tuple[str, bool]] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)

    def send_rtcp(self, datagram: bytes) -> None:
        """Take what is sent to the phone."""
        self.sent.append(datagram)

    def take_packets(self, _track: IncomingTrack, packets: Sequence[Packet], _now: float) -> None:
        """Note packets."""
        self.packets += [packet.sequence for packet in packets]

    def take_frame(self, track: IncomingTrack, frame: Frame, *, is_torn: bool, now: float) -> None:
        """Note a frame."""
        assert frame.body
        assert now >= 0
        self.frames.append((track.kind, is_torn))

    def take_report(self, track: IncomingTrack, _report: RtcpSrPacket, _now: float) -> None:
        """Note a report."""
        self.reports.append(track.kind)

    def said(self) -> list[AnyRtcpPacket]:
        """Return what the phone was told, feedback on congestion left out."""
        return [
            packet for datagram in self.sent if datagram[:2] != b"\x8f\xcd" for packet in read_packets(datagram) or []
        ]


@pytest.fixture
def ends() -> Ends:
    """Return both ends of a leg."""
    return Ends()


def make_leg(ends: Ends, bits_per_second: int = 8_000_000) -> UpLeg:
    """Make a leg that takes VP8 and Opus."""
    chosen = choose_media(read_offer(CHROMIUM.replace("H264", "H265"), allow_private=True), "up")
    return UpLeg(chosen, ends, ends, Allowance(bits_per_second, 0.0))


def test_packets_go_to_viewers_at_once_and_frames_to_the_recorder_in_order(ends: Ends) -> None:
    """Viewers need not wait for a hole that the recorder waits for."""
    leg = make_leg(ends)
    for number, sequence in enumerate((1, 3, 2)):
        leg.receive_rtp([make_datagram(sequence, timestamp=sequence, payload=KEY, marker=True)], number / 100)
    assert ends.packets == [1, 3, 2]
    assert ends.frames == [("video", False)] * 3


def test_a_retransmission_fills_its_hole(ends: Ends) -> None:
    """RTX is taken as the packet that it repeats, once."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(1, timestamp=1, payload=KEY, marker=True)], 0.0)
    leg.receive_rtp([make_datagram(3, timestamp=3, payload=KEY, marker=True)], 0.01)
    for _ in range(2):
        again = make_datagram(9, timestamp=2, payload=b"\x00\x02" + KEY, payload_type=RTX, ssrc=77, marker=True)
        leg.receive_rtp([again], 0.02)
    assert ends.packets == [1, 3, 2]
    assert len(ends.frames) == 3


def test_a_probe_before_the_first_packet_starts_nothing(ends: Ends) -> None:
    """Chromium's first packet may be RTX; a picture is asked for from the media source."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(9, payload=bytes(200), payload_type=RTX, ssrc=77)], 0.0)
    leg.tick(1.0)
    assert [packet for packet in ends.said() if is_picture_request(packet)] == []
    leg.receive_rtp([make_datagram(1, payload=b"\x00x")], 1.0)
    leg.tick(1.1)
    assert [getattr(packet, "media_ssrc", 0) for packet in ends.said() if is_picture_request(packet)] == [1234]


def test_missing_packets_are_asked_for_at_once_and_again(ends: Ends) -> None:
    """A round trip is long enough without waiting for a tick; of the right source, each 40 ms."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(sequence, payload=b"\x00x") for sequence in (1, 4)], 0.0)
    asked = [(1234, [2, 3])]
    assert [(packet.media_ssrc, packet.lost) for packet in ends.said() if is_nack(packet)] == asked
    leg.tick(0.02)
    assert [(packet.media_ssrc, packet.lost) for packet in ends.said() if is_nack(packet)] == asked
    leg.tick(0.04)
    assert [(packet.media_ssrc, packet.lost) for packet in ends.said() if is_nack(packet)] == asked * 2


def test_packets_that_came_out_of_order_together_are_not_asked_for(ends: Ends) -> None:
    """A burst is put in order before anything is found missing."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(sequence, payload=b"\x00x") for sequence in (1, 3, 2)], 0.0)
    assert [packet for packet in ends.said() if is_nack(packet)] == []


@pytest.mark.parametrize(("ssrc", "sequence"), [(4321, 2), (1234, 5_000)])
def test_what_came_before_a_new_beginning_is_not_lost(ends: Ends, ssrc: int, sequence: int) -> None:
    """The old source's frames are recorded, though the new one's first packet came in the same burst."""
    leg = make_leg(ends)
    old = make_datagram(1, timestamp=1, payload=KEY, marker=True)
    leg.receive_rtp([old, make_datagram(sequence, timestamp=2, payload=KEY, marker=True, ssrc=ssrc)], 0.0)
    assert ends.frames == [("video", False), ("video", True)]


def test_missing_sound_is_not_asked_for_where_the_browser_keeps_none(ends: Ends) -> None:
    """Without nack in the offer nobody could answer."""
    leg = make_leg(ends)
    for sequence in (1, 4):
        leg.receive_rtp([make_datagram(sequence, payload=b"\x78x", payload_type=AUDIO)], 0.0)
    leg.tick(0.02)
    assert [packet for packet in ends.said() if is_nack(packet)] == []


def test_a_hole_that_stays_tears_the_stream_and_asks_for_a_picture(ends: Ends) -> None:
    """The frame after the loss says that something is missing before it."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(1, timestamp=1, payload=KEY, marker=True)], 0.0)
    leg.receive_rtp([make_datagram(3, timestamp=3, payload=KEY, marker=True)], 0.1)
    leg.tick(0.5)
    assert len(ends.frames) == 1
    leg.tick(0.7)
    assert ends.frames == [("video", False), ("video", True)]


def test_key_frames_are_asked_for_every_two_seconds_and_never_in_a_storm(ends: Ends) -> None:
    """However many viewers want one, the phone hears of it at most every 300 ms."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(1, timestamp=1, payload=KEY, marker=True)], 0.0)
    for step in range(400):
        leg.tick(step * 0.02)
    assert 3 <= sum(map(is_picture_request, ends.said())) <= 4
    ends.sent.clear()
    for step in range(100):
        leg.ask_for_picture(8 + step * 0.01)
    assert sum(map(is_picture_request, ends.said())) <= 4


def test_feedback_on_congestion_is_sent_for_what_came(ends: Ends) -> None:
    """Without it the browser keeps to a few hundred kbit/s. Told is when a packet came, not when it was found."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(1, payload=b"\x00x", extension=b"\x31\x00\x05")], 6.44, [6.4])
    leg.tick(6.5)
    feedback = [datagram for datagram in ends.sent if datagram[:2] == b"\x8f\xcd"]
    assert len(feedback) == 1
    assert feedback[0][12:16] == b"\x00\x05\x00\x01"
    assert int.from_bytes(feedback[0][16:19]) * 0.064 == pytest.approx(6.4)


def test_reports_are_exchanged(ends: Ends) -> None:
    """Receiver reports go out each second, sender reports in to those who listen."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(1, payload=b"\x00x")], 0.0)
    leg.receive_rtcp(bytes(RtcpSrPacket(1234, RtcpSenderInfo(1, 2, 3, 4))), 0.5)
    leg.receive_rtcp(bytes(RtcpSrPacket(4321, RtcpSenderInfo(1, 2, 3, 4))), 0.5)
    leg.tick(1.1)
    assert ends.reports == ["video"]
    assert [packet.reports[0].ssrc for packet in ends.said() if isinstance(packet, RtcpRrPacket)] == [1234]


def test_what_is_above_the_cap_is_dropped(ends: Ends) -> None:
    """A flood of one leg stays that leg's trouble."""
    leg = make_leg(ends, bits_per_second=80_000)
    for sequence in range(100):
        leg.receive_rtp([make_datagram(sequence, payload=bytes(1000))], 0.0)
    assert leg.dropped > 70


def test_small_packets_are_capped_by_their_number(ends: Ends) -> None:
    """Each costs work, however few bytes it has: no leg gets more than some thousand of them a second."""
    leg = make_leg(ends)
    for first in range(0, 10_000, 50):
        leg.receive_rtp([make_datagram(first + number, payload=b"x") for number in range(50)], 0.0)
    assert 4_000 < leg.dropped < 6_000


def test_payload_types_that_were_not_agreed_on_are_ignored(ends: Ends) -> None:
    """What the answer does not name cannot be used."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(1, payload=KEY, payload_type=108)], 0.0)
    assert ends.packets == []


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=80)), max_size=40))
def test_hostile_datagrams_do_no_harm(datagrams: list[tuple[bool, bytes]]) -> None:
    """Anything that SRTP let through, RTP or RTCP, raises nothing and is passed on once at most."""
    ends = Ends()
    leg = make_leg(ends)
    for number, (is_control, content) in enumerate(datagrams):
        if is_control:
            leg.receive_rtcp(b"\x81\xc8" + content, number / 50)
        else:
            leg.receive_rtp([make_datagram(number, payload=content)], number / 50)
        leg.tick(number / 50)
    assert ends.packets == sorted(set(ends.packets))
    assert all(not datagrams[number][0] for number in ends.packets)


def test_a_closed_leg_lets_go_of_its_packets_at_once(ends: Ends) -> None:
    """Nobody waits for the garbage collector, though the leg itself is still held."""
    leg = make_leg(ends)
    leg.receive_rtp([make_datagram(1, payload=KEY, marker=True)], 0.0)
    tracks = [weakref.ref(track) for track in leg.tracks.values()]
    leg.close()
    assert [track() for track in tracks] == [None, None]
    leg.receive_rtp([make_datagram(2, payload=KEY, marker=True)], 0.1)
    leg.tick(0.2)
    assert ends.packets == [1]
