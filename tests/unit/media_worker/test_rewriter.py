"""A player sees one source, whatever happens upstream."""

from aiortc.rtp import RtcpPacket, RtcpSenderInfo, RtcpSrPacket, RtpPacket
from hypothesis import given
from hypothesis import strategies as st

from media_worker.rewriter import Rewriter
from media_worker.ring import PacketRing
from tests.fakes.rtp import make_packet


def send(rewriter: Rewriter, sequence: int, timestamp: int = 0, now: float = 0.0) -> RtpPacket | None:
    """Pass one packet through, and read what comes out as a player would."""
    datagrams = rewriter.rewrite([make_packet(sequence, timestamp=timestamp)], 108, now)
    return RtpPacket.parse(datagrams[0]) if datagrams else None


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFF), st.integers(1, 50))
def test_numbers_run_on_when_the_source_changes(first: int, second: int, count: int) -> None:
    """One SSRC and one run of sequence numbers over two sources with any numbers of their own."""
    rewriter, seen = Rewriter(7, 8, 90_000), []
    for source in (first, second):
        rewriter.begin(make_packet(source), 0.0)
        for index in range(count):
            packet = send(rewriter, (source + index) & 0xFFFF)
            assert packet is not None
            assert packet.ssrc == 7
            seen.append(packet.sequence_number)
    assert seen == list(range(2 * count))


def test_time_runs_on_when_the_source_changes() -> None:
    """The new source continues as much later as it came later."""
    rewriter = Rewriter(7, 8, 90_000)
    rewriter.begin(make_packet(1, timestamp=5000), 10.0)
    send(rewriter, 1, 5000, 10.0)
    rewriter.begin(make_packet(1, timestamp=777), 12.0)
    packet = send(rewriter, 1, 777, 12.0)
    assert packet is not None
    assert packet.timestamp == 5000 + 2 * 90_000


def test_packets_from_before_the_key_frame_are_not_passed() -> None:
    """A late one would be numbered below what the player began with."""
    rewriter = Rewriter(7, 8, 90_000)
    assert send(rewriter, 9) is None
    rewriter.begin(make_packet(10), 0.0)
    assert send(rewriter, 9) is None
    assert send(rewriter, 10) is not None


def test_order_and_holes_are_passed_on_as_they_are() -> None:
    """The player itself asks for what is missing."""
    rewriter = Rewriter(7, 8, 90_000)
    rewriter.begin(make_packet(100), 0.0)
    numbers = [packet.sequence_number for each in (100, 103, 102) if (packet := send(rewriter, each))]
    assert numbers == [0, 3, 2]


def test_a_missed_packet_is_repeated_as_rtx_or_plainly() -> None:
    """RTX has its own source and numbers and carries the number that was missed (RFC 4588)."""
    rewriter, ring = Rewriter(7, 8, 90_000), PacketRing(0.5)
    rewriter.begin(make_packet(100), 0.0)
    for sequence in (100, 101):
        ring.insert(make_packet(sequence, payload=b"%d" % sequence), 0.0)
        send(rewriter, sequence)
    again = rewriter.repeat(1, ring, 108, 109)
    assert again is not None
    packet = RtpPacket.parse(again)
    assert (packet.ssrc, packet.payload_type, packet.payload) == (8, 109, b"\x00\x01101")
    plain = rewriter.repeat(1, ring, 108, None)
    assert plain is not None
    packet = RtpPacket.parse(plain)
    assert (packet.ssrc, packet.payload_type, packet.sequence_number, packet.payload) == (7, 108, 1, b"101")


def test_what_was_never_sent_is_not_repeated() -> None:
    """Neither the future nor another source's packets."""
    rewriter, ring = Rewriter(7, 8, 90_000), PacketRing(0.5)
    ring.insert(make_packet(99), 0.0)
    rewriter.begin(make_packet(100), 0.0)
    send(rewriter, 100)
    assert rewriter.repeat(0xFFFF, ring, 108, 109) is None
    assert rewriter.repeat(5, ring, 108, 109) is None


def test_sender_reports_hold_for_the_leg() -> None:
    """The same instant on the phone, the leg's SSRC, time and counts."""
    rewriter = Rewriter(7, 8, 90_000)
    report = RtcpSrPacket(1234, RtcpSenderInfo(99 << 32, 5000, 1, 1))
    assert rewriter.pass_on(report) is None
    rewriter.begin(make_packet(100, timestamp=5000), 0.0)
    send(rewriter, 100, 5000)
    written = rewriter.pass_on(report)
    assert written is not None
    (read,) = RtcpPacket.parse(written)
    assert isinstance(read, RtcpSrPacket)
    assert (read.ssrc, read.sender_info.ntp_timestamp, read.sender_info.rtp_timestamp) == (7, 99 << 32, 5000)
    assert (read.sender_info.packet_count, read.sender_info.octet_count) == (1, 7)
