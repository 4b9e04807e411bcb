"""What the worker says in RTCP, an independent reader reads back, wherever numbers wrap."""

from aiortc.rtp import RtcpRrPacket
from hypothesis import given
from hypothesis import strategies as st

from media_worker.ring import PacketRing
from media_worker.rtcp import ReceiverStatistics, ask_for_packets, is_nack, read_packets
from tests.fakes.lossy import losses
from tests.fakes.rtp import make_packet


@given(st.integers(0, 0xFFFF), st.sets(st.integers(0, 600), min_size=1))
def test_the_numbers_asked_for_are_those_that_are_missing(first: int, offsets: set[int]) -> None:
    """Each once and no other, also on both sides of the wrap."""
    asked = [(first + offset) & 0xFFFF for offset in sorted(offsets)]
    (nack,) = read_packets(ask_for_packets(1, 2, asked)) or []
    assert is_nack(nack)
    assert [number & 0xFFFF for number in nack.lost] == asked


@given(st.data(), st.integers(0, 0xFFFF), st.integers(1, 300))
def test_a_report_counts_what_came(data: st.DataObject, first: int, count: int) -> None:
    """Expected less received, from the first packet that came to the highest."""
    arrived = data.draw(losses(count))
    ring, statistics = PacketRing(0.5), ReceiverStatistics(90_000)
    for offset in arrived:
        ring.insert(make_packet(first + offset), 0.0)
    (report,) = read_packets(statistics.write(1, 1234, ring, 1.0)) or []
    assert isinstance(report, RtcpRrPacket)
    expected = arrived[-1] - arrived[0] + 1
    assert report.reports[0].packets_lost == expected - len(arrived)
    assert report.reports[0].fraction_lost == 256 * (expected - len(arrived)) // expected
    assert report.reports[0].highest_sequence & 0xFFFF == (first + arrived[-1]) & 0xFFFF


@given(st.lists(st.binary(max_size=60), max_size=4))
def test_what_is_no_rtcp_raises_nothing(pieces: list[bytes]) -> None:
    """Anything at all behind a header that looks right is packets, or None."""
    for kind in range(200, 207):
        content = b"".join(pieces)
        length = (len(content) // 4).to_bytes(2)
        found = read_packets(bytes([0x81, kind]) + length + content)
        assert found is None or len(found) <= 1
