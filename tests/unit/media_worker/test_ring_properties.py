"""Whatever comes in, a ring gives each packet out once and in order, and knows what it lacks."""

from hypothesis import given
from hypothesis import strategies as st

from media_worker.ring import SIZE, PacketRing
from tests.fakes.lossy import deliveries
from tests.fakes.rtp import make_packet

LATER = 10.0


@given(st.data(), st.integers(0, 0xFFFF), st.integers(1, 60))
def test_what_came_leaves_in_order_once_with_its_holes_told(data: st.DataObject, first: int, count: int) -> None:
    """A packet is given out, or lies in a hole that is told, or came before the beginning."""
    arrived = data.draw(deliveries(count))
    ring, out = PacketRing(0.5), list[int | None]()
    for offset in arrived:
        ring.insert(make_packet(first + offset), 0.0)
        out += [packet.sequence if packet else None for packet in ring.take(0.0)]
    asked = ring.to_ask_for(0.0)
    out += [packet.sequence if packet else None for packet in ring.take(LATER)]
    known = set(arrived[:1]) | {offset for offset in arrived if offset > arrived[0]}
    span = range(min(known, default=0), max(known, default=-1) + 1)
    expected = [(first + offset) & 0xFFFF if offset in known else None for offset in span]
    told = [each for at, each in enumerate(expected) if each is not None or expected[at - 1] is not None]
    assert out == told
    assert asked == [(first + offset) & 0xFFFF for offset in span if offset not in known]
    assert ring.received == len(known)


@given(st.lists(st.tuples(st.integers(0, 0xFFFF), st.floats(0, 0.2)), max_size=40))
def test_numbers_from_anywhere_leave_memory_and_requests_bounded(arrivals: list[tuple[int, float]]) -> None:
    """A sender that counts as it likes gets no more than a ring's worth of room."""
    ring, now = PacketRing(0.5), 0.0
    for sequence, pause in arrivals:
        now += pause
        ring.insert(make_packet(sequence), now)
        given_out = [packet.sequence for packet in ring.take(now) if packet]
        assert len(given_out) == len(set(given_out))
        assert len(ring.to_ask_for(now)) <= SIZE
