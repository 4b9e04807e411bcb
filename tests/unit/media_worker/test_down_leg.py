"""An officer's leg shows a source from a key frame on, and repeats what was missed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from aiortc.rtp import RtcpSenderInfo, RtcpSrPacket, RtpPacket

from media_worker.allowance import Allowance
from media_worker.answer import choose_media
from media_worker.down_leg import DownLeg
from media_worker.offer import read_offer
from media_worker.rtcp import ask_for_packets, ask_for_picture, is_picture_request, read_packets
from media_worker.up_leg import UpLeg
from tests.fakes.offers import CHROMIUM
from tests.fakes.rtp import make_datagram, make_packet
from tests.unit.media_worker.test_up_leg import KEY, Ends


@dataclass
class Player:
    """Takes what a leg sends."""

    packets: list[RtpPacket] = field(default_factory=list)
    control: list[bytes] = field(default_factory=list)

    def send_rtp(self, datagrams: Sequence[bytes]) -> None:
        """Take packets."""
        self.packets += [RtpPacket.parse(datagram) for datagram in datagrams]

    def send_rtcp(self, datagram: bytes) -> None:
        """Take a control packet."""
        self.control.append(datagram)


class Room:
    """A phone that sends VP8, and a leg that shows it."""

    def __init__(self, repairs: int = 8_000_000) -> None:
        """Let the leg follow the phone."""
        self.phone, self.player = Ends(), Player()
        up = choose_media(read_offer(CHROMIUM.replace("H264", "H265"), allow_private=True), "up")
        self.source = UpLeg(up, self.phone, self.phone, Allowance(8_000_000, 0.0))
        down = choose_media(read_offer(CHROMIUM, allow_private=True), "down")
        self.leg = DownLeg(down, self.player, Allowance(repairs, 0.0))
        self.video = self.source.tracks["video"]

    def send(self, sequence: int, payload: bytes) -> None:
        """Let the phone send a packet, and pass it on."""
        self.source.receive_rtp([make_datagram(sequence, timestamp=sequence, payload=payload, marker=True)], 0.0)
        self.leg.forward(self.video, [make_packet(sequence, timestamp=sequence, payload=payload)], 0.0)


@pytest.fixture
def room() -> Room:
    """Return phone and player."""
    return Room()


def test_the_picture_begins_with_a_key_frame_and_one_is_asked_for(room: Room) -> None:
    """A late joiner does not wait for the next one to come by itself."""
    room.send(1, b"\x10\x11difference")
    room.phone.sent.clear()
    room.leg.follow(room.source, 1.0)
    assert [is_picture_request(packet) for packet in room.phone.said()] == [True]
    room.send(2, b"\x10\x11difference")
    assert room.player.packets == []
    room.send(3, KEY)
    room.send(4, b"\x10\x11difference")
    assert [packet.sequence_number for packet in room.player.packets] == [0, 1]
    assert {packet.ssrc for packet in room.player.packets} == {room.leg.outgoing["video"].ssrc}
    assert {packet.payload_type for packet in room.player.packets} == {96}
    assert room.leg.has_picture


def test_a_missed_packet_is_repeated_from_the_source(room: Room) -> None:
    """As RTX, and a picture request goes up to the phone."""
    room.leg.follow(room.source, 0.0)
    room.send(1, KEY)
    room.phone.sent.clear()
    ssrc = room.leg.outgoing["video"].ssrc
    room.leg.receive_rtcp(ask_for_packets(1, ssrc, [0]) + ask_for_picture(1, ssrc), 5.0)
    assert room.player.packets[-1].ssrc == room.leg.outgoing["video"].retransmission_ssrc
    assert room.player.packets[-1].payload == b"\x00\x00" + KEY
    assert any(map(is_picture_request, room.phone.said()))


def test_repeats_are_capped() -> None:
    """A player that asks for everything again and again does not multiply the traffic."""
    room = Room(repairs=1_000)
    room.leg.follow(room.source, 0.0)
    room.send(1, KEY)
    for _ in range(200):
        room.leg.receive_rtcp(ask_for_packets(1, room.leg.outgoing["video"].ssrc, [0]), 0.0)
    assert len(room.player.packets) < 20


def test_a_new_source_is_shown_behind_the_old_one(room: Room) -> None:
    """Its first key frame continues the numbers; nothing of it comes before."""
    room.leg.follow(room.source, 0.0)
    room.send(1, KEY)
    other = Room()
    room.leg.follow(other.source, 1.0)
    room.leg.forward(other.video, [make_packet(500, payload=b"\x10\x11difference")], 1.0)
    room.leg.forward(other.video, [make_packet(501, payload=KEY)], 1.1)
    assert [packet.sequence_number for packet in room.player.packets] == [0, 1]


def test_reports_are_passed_on_once_the_picture_runs(room: Room) -> None:
    """So that the player keeps sound and picture together."""
    report = RtcpSrPacket(1234, RtcpSenderInfo(9 << 32, 1, 1, 1))
    room.leg.pass_on(room.video, report)
    room.leg.follow(room.source, 0.0)
    room.send(1, KEY)
    room.leg.pass_on(room.video, report)
    (written,) = room.player.control
    (read,) = read_packets(written) or []
    assert isinstance(read, RtcpSrPacket)
    assert read.ssrc == room.leg.outgoing["video"].ssrc


def test_a_player_without_the_codec_cannot_show_the_source(room: Room) -> None:
    """It is told so instead of seeing black."""
    assert room.leg.can_show(room.source)
    chosen = choose_media(read_offer(CHROMIUM.replace("VP8", "AV1"), allow_private=True), "down")
    assert not DownLeg(chosen, room.player, Allowance(1, 0.0)).can_show(room.source)


def test_malformed_control_packets_are_dropped(room: Room) -> None:
    """Nothing is raised."""
    room.leg.follow(room.source, 0.0)
    room.leg.receive_rtcp(b"\x81\xcd\xff\xff", 0.0)
    assert room.leg.dropped == 1


@pytest.mark.parametrize("elsewhere", [60_000, 20_000])
def test_a_phone_that_counts_from_elsewhere_is_shown_anew(room: Room, elsewhere: int) -> None:
    """The player sees one run of numbers, from a key frame on that is asked for at once."""
    room.leg.follow(room.source, 0.0)
    for sequence in (40_000, 40_001):
        room.send(sequence, KEY)
    asked = len(room.phone.sent)
    for sequence in range(elsewhere, elsewhere + 40):
        room.send(sequence, b"\x00x")
    assert len(room.phone.sent) > asked
    room.send(elsewhere + 40, KEY)
    room.send(elsewhere + 41, b"\x00x")
    numbers = [packet.sequence_number for packet in room.player.packets]
    assert numbers == list(range(numbers[0], numbers[0] + 4))
