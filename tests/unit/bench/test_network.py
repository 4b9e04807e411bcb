"""The path between a sender and a subject: what passes, and when."""

import random

import pytest

from tests.bench.network import Conditions, Way

MEDIA, HANDSHAKE = bytes([0x80]) + bytes(999), bytes([22]) + bytes(999)


def make_way(conditions: Conditions) -> Way:
    """Return one direction with chances of its own."""
    return Way(conditions, random.Random(1))  # noqa: S311 - no secret


def test_datagrams_take_their_time_one_after_the_other() -> None:
    """A thousand bytes take 8 ms at 1 Mbit/s, behind those before them, and then the delay."""
    way = make_way(Conditions(bits_per_second=1_000_000, delay_seconds=0.05))
    assert [way.admit(MEDIA, now=10.0) for _ in range(2)] == [pytest.approx(10.058), pytest.approx(10.066)]


def test_what_would_wait_too_long_is_dropped() -> None:
    """A queue of 20 ms holds what fits, then nothing until it has emptied."""
    way = make_way(Conditions(bits_per_second=1_000_000, queue_seconds=0.02))
    assert [way.admit(MEDIA, now=0.0) is None for _ in range(5)] == [False, False, False, True, True]
    assert way.admit(MEDIA, now=0.02) is not None


def test_losses_are_as_many_as_asked_and_spare_handshakes() -> None:
    """A path that loses all media still lets ICE and DTLS through; one that loses a fifth loses about that."""
    assert make_way(Conditions(loss=1.0)).admit(MEDIA, now=0.0) is None
    assert make_way(Conditions(loss=1.0)).admit(HANDSHAKE, now=0.0) is not None
    way = make_way(Conditions(loss=0.2))
    lost = sum(way.admit(MEDIA, now=float(number)) is None for number in range(1000))
    assert 150 < lost < 250
