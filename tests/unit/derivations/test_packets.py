"""Where a copy begins and ends."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from av import Packet

from derivations.packets import Seconds, Timed, cut_at_keys, cut_exactly, read_timed, refuse_behind_end
from sightline.domain.copy import NothingToCopyError

TENTH = Fraction(1, 10)


def film(keys: set[int], count: int) -> Iterator[Timed]:
    """Return pictures, ten a second, with sound between them."""
    for number in range(count):
        for leads in (True, False):
            packet: Packet[Any] = Packet(b"x")
            packet.is_keyframe = number in keys
            packet.time_base, packet.duration = TENTH, 1
            at = number * TENTH if leads else number * TENTH + Fraction(1, 20)
            yield Timed(packet, at, at, leads)


def pictures(packets: Iterator[Timed]) -> list[int]:
    """Return the numbers of the pictures."""
    return [int(timed.shown / TENTH) for timed in packets if timed.leads]


def test_a_cut_at_keys_covers_what_was_asked_for() -> None:
    """It begins with the key frame before, and ends with the last picture before a key frame behind."""
    cut = cut_at_keys(film({0, 10, 20, 30}, 40), Seconds(12, 10), Seconds(19, 10))
    assert cut.began == 1
    assert pictures(cut.packets) == list(range(10, 20))


def test_a_film_that_has_ended_by_then_has_nothing_to_cut() -> None:
    """Its last picture is seen for as long as it lasts, and no longer; nothing is said before the end is reached."""
    assert pictures(refuse_behind_end(film({0}, 10), Seconds(1))) == list(range(10))
    with pytest.raises(NothingToCopyError):
        list(refuse_behind_end(film({0}, 10), Seconds(11, 10)))


def test_a_cut_at_keys_takes_no_sound_from_before_its_first_picture() -> None:
    """Sound that lies before the first picture belongs to what comes before."""
    cut = cut_at_keys(film({0, 10}, 20), Seconds(12, 10), Seconds(2))
    assert min(timed.shown for timed in cut.packets if not timed.leads) >= cut.began


def test_a_cut_at_the_very_key_frame_begins_there() -> None:
    """An instant that is a key frame's own is where the cut begins, and one that ends there leaves it out."""
    cut = cut_at_keys(film({0, 10, 20}, 30), Seconds(1), Seconds(2))
    assert pictures(cut.packets) == list(range(10, 20))


def test_a_cut_before_the_first_key_frame_begins_with_it() -> None:
    """What comes before a first key frame cannot be shown."""
    cut = cut_at_keys(film({5}, 20), Seconds(0), Seconds(1))
    assert cut.began == Seconds(1, 2)


def test_a_cut_without_a_key_frame_within_is_refused() -> None:
    """There is nothing that could be shown."""
    with pytest.raises(NothingToCopyError):
        cut_at_keys(film({15}, 20), Seconds(0), Seconds(1))
    with pytest.raises(NothingToCopyError):
        cut_exactly(film({15}, 20), Seconds(0), Seconds(1))


def test_an_exact_cut_decodes_from_the_key_frame_and_begins_with_what_was_seen() -> None:
    """The picture on the screen at an instant is the last one from before it."""
    cut = cut_exactly(film({0, 10, 20}, 30), Seconds(125, 100), Seconds(15, 10))
    assert cut.began == Seconds(12, 10)
    assert pictures(cut.packets) == list(range(10, 15))


def test_packets_come_in_the_order_of_their_times() -> None:
    """A fragment holds its pictures first and then its sound; a film is both at a time."""

    def packets() -> Iterator["Packet[Any]"]:
        for fragment in range(10):
            for _ in ("pictures", "sound"):
                for number in range(20):
                    packet: Packet[Any] = Packet(b"x")
                    packet.time_base, packet.dts = TENTH, fragment * 20 + number
                    yield packet

    times = [timed.decoded for timed in read_timed(packets(), 0, Seconds(20))]
    assert times == sorted(times)
    assert len(times) == 400


def test_a_time_beyond_the_end_of_the_film_is_refused() -> None:
    """Nobody fills a century with silence because a file says so."""
    first, far = Packet(b"x"), Packet(b"x")
    for packet, dts in ((first, 0), (far, 10**12)):
        packet.time_base, packet.dts, packet.pts = TENTH, dts, dts
    with pytest.raises(ValueError, match="beyond"):
        list(read_timed([first, far], 0, Seconds(6)))
