"""The names of fragments, which are the index."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.fragment import (
    FragmentName,
    RecordingPlace,
    finish_key,
    init_key,
    parse_fragment_key,
    parse_init_key,
)

PLACE = RecordingPlace("force", "session-1", "recording-1")


@given(
    sequence=st.integers(0, 99_999_999),
    captured_ms=st.integers(0, 4_000_000_000_000),
    duration_ms=st.integers(0, 3_600_000),
)
def test_a_key_says_all_of_a_fragment(sequence: int, captured_ms: int, duration_ms: int) -> None:
    """What is written into a key is read out of it, to the millisecond."""
    captured_at = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=captured_ms)
    name = FragmentName(PLACE.prefix, sequence, captured_at, timedelta(milliseconds=duration_ms))
    assert parse_fragment_key(name.key) == name
    assert parse_init_key(name.key) is None


def test_keys_sort_as_fragments_follow_each_other() -> None:
    """A listing of the bucket is in order."""
    names = [FragmentName(PLACE.prefix, number, datetime.fromtimestamp(0, UTC), timedelta()) for number in (9, 10, 100)]
    assert sorted(name.key for name in names) == [name.key for name in names]
    assert names[0].ends_at == names[0].captured_at


def test_an_initialisation_segment_says_from_where_it_holds() -> None:
    """By the sequence of its first fragment."""
    assert parse_init_key(init_key(PLACE, 7)) == (PLACE.prefix, 7)
    assert parse_fragment_key(init_key(PLACE, 7)) is None


NEVER = f"a/b/00000001-{'9' * 30}-1.m4s"
"""Captured at no time that there will be."""


@pytest.mark.parametrize(
    "key",
    [finish_key(PLACE), "force/session-1/manifest.json", "x.m4s", "", "a/b/1-2-3.m4s", NEVER, "a/b/00000001-1-1.m4s\n"],
)
def test_other_objects_are_no_fragments(key: str) -> None:
    """They lie beside them in the bucket."""
    assert parse_fragment_key(key) is None
    assert parse_init_key(key) is None
