"""An original's keys say what they name; what a phone has declared is not forgotten."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.errors import InvalidRequestError
from sightline.domain.original import (
    CutShort,
    Original,
    PieceName,
    Take,
    container_of,
    missing_pieces,
    parse_piece_key,
    read_takes,
)
from tests.fakes.clock import NOON

PREFIX = "avon/session-1/"
FOUR_SECONDS = timedelta(seconds=4)


def a_piece(sequence: int, take_id: str = "t1", container: str = "webm") -> PieceName:
    """Return a piece of four seconds at its place in a take that began at noon."""
    return PieceName(PREFIX, take_id, sequence, NOON + sequence * FOUR_SECONDS, FOUR_SECONDS, container)


@given(st.integers(0, 9_999), st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True), st.sampled_from(["webm", "mp4"]))
def test_a_key_says_what_it_names(sequence: int, take_id: str, container: str) -> None:
    """Writing and reading a key are inverse."""
    piece = a_piece(sequence, take_id, container)
    assert parse_piece_key(piece.key) == piece


def test_other_keys_are_no_pieces() -> None:
    """Neither the documents beside them, nor fragments of the live recording."""
    keys = [f"{PREFIX}original/manifest.json", f"{PREFIX}r1/00000000-1-2000.m4s", f"{PREFIX}original/t1/1-1-1.webm"]
    assert [parse_piece_key(key) for key in keys] == [None, None, None]


def test_takes_come_in_the_order_they_began_and_pieces_in_theirs() -> None:
    """Whatever the order of the listing; the second object that claims a place does not count."""
    late = PieceName(PREFIX, "a-late", 0, NOON + timedelta(minutes=1), FOUR_SECONDS, "mp4")
    double = PieceName(PREFIX, "t1", 1, NOON + timedelta(hours=1), FOUR_SECONDS, "webm")
    keys = [late.key, a_piece(1).key, a_piece(0).key, double.key, f"{PREFIX}manifest.json"]

    takes = read_takes(keys)

    assert list(takes) == ["t1", "a-late"]
    assert takes["t1"] == [a_piece(0), a_piece(1)]


def test_names_what_is_missing() -> None:
    """What was declared and did not come, and what lies before a piece that came."""
    assert missing_pieces(Take("t1", "video/webm", 4), [a_piece(0), a_piece(2)]) == [1, 3]
    assert missing_pieces(Take("t1", "video/webm", 0), [a_piece(1)]) == [0]


def test_what_was_declared_is_not_forgotten() -> None:
    """A page that was reloaded knows of fewer pieces, or of another take; the phone's last word on the end stays."""
    first = Original().declared([Take("t1", "video/webm", 5, CutShort.PHONE_FULL)], 1.5, complete=False)

    second = first.declared([Take("t1", "video/webm", 3), Take("t2", "video/mp4", 1)], 2.0, complete=True)
    third = second.declared([], 2.0, complete=False)

    assert second.takes == (Take("t1", "video/webm", 5, CutShort.PHONE_FULL), Take("t2", "video/mp4", 1))
    assert (third.complete, third.clock_offset_seconds) == (True, 2.0)
    assert (third.take("t2"), third.take("t3")) == (Take("t2", "video/mp4", 1), None)


def test_a_takes_type_names_its_container() -> None:
    """The extension of its pieces."""
    assert container_of("video/webm;codecs=vp8,opus") == "webm"
    assert container_of("video/mp4") == "mp4"


def test_a_key_of_no_time_that_there_will_be_is_none_of_ours() -> None:
    """It is passed over, however many digits it has."""
    assert parse_piece_key("a/b/original/take/00000001-1700000000000-1.webm") is not None
    assert parse_piece_key(f"a/b/original/take/00000001-{'9' * 30}-1.webm") is None


@pytest.mark.parametrize(
    "takes", [[Take(f"t{n}", "video/webm", 1) for n in range(201)], [Take("t", "video/webm", 10_001)]]
)
def test_nobody_declares_more_than_a_phone_can_have_recorded(takes: list[Take]) -> None:
    """Nor in several goes."""
    with pytest.raises(InvalidRequestError):
        Original().declared(takes, 0.0, complete=False)
    half = len(takes) // 2
    if half:
        first = Original().declared(takes[:half], 0.0, complete=False)
        with pytest.raises(InvalidRequestError):
            first.declared(takes[half:], 0.0, complete=False)
