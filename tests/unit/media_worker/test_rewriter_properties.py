"""A player sees one run of packets, whatever sources come and go and whatever gets lost on their way."""

from aiortc.rtp import RtpPacket
from hypothesis import given
from hypothesis import strategies as st

from media_worker.rewriter import Rewriter
from media_worker.ring import PacketRing
from media_worker.rtp import unwrap
from tests.fakes.lossy import deliveries
from tests.fakes.rtp import make_packet

SOURCES = st.lists(
    st.tuples(st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF), st.integers(1, 40)), min_size=1, max_size=4
)
"""Of each source: its first number, its first time, and how many packets it sends."""
FRAME_TICKS = 3000


@given(st.data(), SOURCES)
def test_each_source_follows_right_behind_the_one_before(
    data: st.DataObject, sources: list[tuple[int, int, int]]
) -> None:
    """What the network lost stays missing under its number; between two sources no number is missing or used twice."""
    rewriter, seen = Rewriter(7, 8, 90_000), {-1: 0}
    for turn, (first, time, count) in enumerate(sources):
        before, begin_at = max(seen), max(seen) + 1
        rewriter.begin(make_packet(first, timestamp=time), float(turn))
        for offset in [0, *data.draw(deliveries(count))]:
            packet = make_packet(first + offset, timestamp=time + offset * FRAME_TICKS)
            told = read(*rewriter.rewrite([packet], 96, float(turn)))
            assert (told.ssrc, unwrap(told.sequence_number, begin_at)) == (7, begin_at + offset)
            seen[begin_at + offset] = told.timestamp
        assert turn == 0 or unwrap(seen[begin_at], seen[before], 32) > seen[before]


def read(datagram: bytes) -> RtpPacket:
    """Read a packet as a player would."""
    return RtpPacket.parse(datagram)


@given(st.data(), st.integers(0, 0xFFFF), st.integers(0, 0xFFFF), st.integers(1, 60))
def test_what_is_repeated_is_what_was_sent(data: st.DataObject, before: int, first: int, count: int) -> None:
    """A number that a player asks for again names the packet that had it, and no other source's."""
    ring, rewriter, sent = PacketRing(0.5), Rewriter(7, 8, 90_000), dict[int, bytes]()
    rewriter.begin(make_packet(before), 0.0)
    rewriter.rewrite([make_packet(before)], 96, 0.0)
    rewriter.begin(make_packet(first), 0.0)
    for offset in [0, *data.draw(deliveries(count))]:
        packet = make_packet(first + offset, payload=f"{offset}".encode())
        if ring.insert(packet, 0.0):
            (datagram,) = rewriter.rewrite([packet], 96, 0.0)
            sent[read(datagram).sequence_number] = datagram
    for number in range(count + 2):
        assert rewriter.repeat(number, ring, 96, None) == sent.get(number)
