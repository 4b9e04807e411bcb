"""The ring orders, asks and gives up by fixed rules."""

import random

from hypothesis import given
from hypothesis import strategies as st

from media_worker.ring import ASK_AT_MOST, SIZE, PacketRing
from tests.fakes.rtp import make_packet


def make_ring(*sequences: int, at: float = 0.0) -> PacketRing:
    """Make a ring into which these packets have come."""
    ring = PacketRing(0.5)
    for sequence in sequences:
        ring.insert(make_packet(sequence), at)
    return ring


def take(ring: PacketRing, at: float = 0.0) -> list[int | None]:
    """Return the numbers given out; None for a loss."""
    return [packet.sequence if packet else None for packet in ring.take(at)]


@given(st.integers(0, 0xFFFF), st.integers(1, 200), st.randoms(use_true_random=False))
def test_any_order_becomes_the_right_order(first: int, count: int, chance: random.Random) -> None:
    """Packets that come shuffled leave in order, each once, also where the numbers wrap."""
    numbers = [(first + index) & 0xFFFF for index in range(count)]
    rest = numbers[1:]
    chance.shuffle(rest)
    ring = make_ring(numbers[0], *rest, *rest)
    assert take(ring) == numbers
    assert ring.received == ring.expected == count


def test_a_hole_holds_back_what_follows() -> None:
    """Nothing overtakes a packet that may still come."""
    ring = make_ring(1, 2, 4)
    assert take(ring) == [1, 2]
    ring.insert(make_packet(3), 0.1)
    assert take(ring, 0.1) == [3, 4]


def test_a_hole_is_asked_for_every_40_ms_ten_times() -> None:
    """The schedule ends: a packet that does not come is not asked for for ever."""
    ring = make_ring(1, 4)
    asked = [ring.to_ask_for(step * 0.01) for step in range(100)]
    assert asked[0] == [2, 3]
    assert asked[1:4] == [[], [], []]
    assert asked[4] == [2, 3]
    assert sum(bool(each) for each in asked) == ASK_AT_MOST


def test_a_hole_is_given_up_once_its_time_is_over() -> None:
    """After half a second one loss is told, however many packets are missing, and the rest goes on."""
    ring = make_ring(1, 5)
    assert take(ring, 0.49) == [1]
    assert take(ring, 0.51) == [None, 5]


def test_a_packet_too_late_for_the_recorder_is_still_there_for_viewers() -> None:
    """What was given up is kept under its number but given out no more."""
    ring = make_ring(1, 3)
    assert take(ring, 1.0) == [1, None, 3]
    assert ring.insert(make_packet(2), 1.1)
    assert take(ring, 1.1) == []
    assert ring.get(2) is not None


def test_only_the_newest_1024_are_kept() -> None:
    """Memory is bounded."""
    ring = make_ring(*range(SIZE + 10))
    assert ring.get(9) is None
    assert ring.get(10) is not None


def test_a_jump_of_numbers_is_one_loss() -> None:
    """A sender that counts from elsewhere is followed at once."""
    ring = make_ring(1, 2)
    assert take(ring) == [1, 2]
    ring.insert(make_packet(30_000), 1.0)
    assert take(ring, 1.0) == [None, 30_000]


def test_one_stray_old_packet_changes_nothing() -> None:
    """A very late packet is no new beginning."""
    ring = make_ring(5000, 5001)
    assert not ring.insert(make_packet(4000), 1.0)
    ring.insert(make_packet(5002), 1.0)
    assert take(ring, 1.0) == [5000, 5001, 5002]
