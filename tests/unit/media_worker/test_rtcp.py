"""Reports say what came and what did not."""

from aiortc.rtp import RtcpRrPacket

from media_worker.ring import PacketRing
from media_worker.rtcp import (
    ReceiverStatistics,
    ask_for_packets,
    ask_for_picture,
    is_nack,
    is_picture_request,
    read_packets,
)
from tests.fakes.rtp import make_packet


def test_requests_are_read_back_as_what_they_are() -> None:
    """A list of numbers far apart survives; a picture request is one."""
    (nack,) = read_packets(ask_for_packets(1, 2, [5, 6, 400])) or []
    assert is_nack(nack)
    assert (nack.media_ssrc, nack.lost) == (2, [5, 6, 400])
    (request,) = read_packets(ask_for_picture(1, 2)) or []
    assert is_picture_request(request)
    assert not is_nack(request)


def test_a_malformed_packet_is_none() -> None:
    """Cut short, or with a length that lies."""
    whole = ask_for_packets(1, 2, [5])
    assert read_packets(whole[:-2]) is None
    assert read_packets(b"\x81\xc9\xff\xff") is None


def test_a_report_counts_losses_since_the_last_one() -> None:
    """A quarter lost in the first interval, nothing in the second."""
    ring, statistics = PacketRing(0.5), ReceiverStatistics(90_000)
    for sequence in (1, 2, 4):
        ring.insert(make_packet(sequence), 0.0)
    (first,) = read_packets(statistics.write(1, 1234, ring, 1.0)) or []
    for sequence in (5, 6, 7):
        ring.insert(make_packet(sequence), 1.0)
    (second,) = read_packets(statistics.write(1, 1234, ring, 2.0)) or []
    assert isinstance(first, RtcpRrPacket)
    assert isinstance(second, RtcpRrPacket)
    assert (first.reports[0].fraction_lost, first.reports[0].packets_lost) == (64, 1)
    assert (second.reports[0].fraction_lost, second.reports[0].packets_lost) == (0, 1)
    assert second.reports[0].highest_sequence == 7


def test_a_report_lets_the_phone_measure_the_round_trip() -> None:
    """It names the middle of the last sender report's time, and how long ago that came."""
    statistics = ReceiverStatistics(90_000)
    statistics.note_report(0x1111_2222_3333_4444, 5.0)
    (report,) = read_packets(statistics.write(1, 1234, PacketRing(0.5), 5.5)) or []
    assert isinstance(report, RtcpRrPacket)
    assert (report.reports[0].lsr, report.reports[0].dlsr) == (0x2222_3333, 32_768)


def test_even_arrival_has_no_jitter() -> None:
    """Frames that come as they were sent differ by nothing (RFC 3550, A.8)."""
    even, uneven = ReceiverStatistics(90_000), ReceiverStatistics(90_000)
    for number in range(100):
        even.note_packet(number * 3000, number / 30)
        uneven.note_packet(number * 3000, number / 30 + (0.01 if number % 2 else 0))
    assert even.jitter < 1
    assert 800 < uneven.jitter < 1000
