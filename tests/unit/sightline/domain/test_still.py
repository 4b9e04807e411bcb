"""Stills: their names, and what of a JPEG is looked at."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.errors import InvalidStillError, SightlineError
from sightline.domain.still import HIGHEST_SEQUENCE, list_stills, name_still, parse_still_key, read_jpeg_size
from tests.fakes.clock import NOON
from tests.fakes.jpegs import make_jpeg

INSTANTS = st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis wants them naive


@given(st.integers(0, HIGHEST_SEQUENCE), INSTANTS, st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_key_says_all_that_its_name_says(sequence: int, captured_at: datetime, sha256: str) -> None:
    """The bucket alone is the index, to the millisecond."""
    to_the_millisecond = captured_at.replace(microsecond=captured_at.microsecond // 1000 * 1000)
    name = name_still("avon/session-1", sequence, to_the_millisecond, sha256)

    assert parse_still_key(name.key) == name


def test_other_bytes_have_another_key() -> None:
    """Nobody can show officers one picture and leave another one in the evidence."""
    one, other = (name_still("avon/s", 1, NOON, digest * 64) for digest in "ab")

    assert one.key != other.key


def test_stills_are_listed_in_order_and_alone() -> None:
    """Fragments, manifests and what looks nearly like a still are passed over."""
    names = [name_still("avon/s", sequence, NOON, "0" * 64) for sequence in (12, 3)]
    others = ["avon/s/r1/00000001-1-2000.m4s", "avon/s/manifest.json", "avon/s/stills/0000000001-1-xyz.jpg"]

    assert [name.sequence for name in list_stills([names[0].key, *others, names[1].key])] == [3, 12]


def test_reads_the_size_from_the_markers() -> None:
    """Width and height stand in the frame header."""
    assert read_jpeg_size(make_jpeg(640, 360)) == (640, 360)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xd8\xff\xd9",
        make_jpeg()[1:],
        make_jpeg()[:-1],
        make_jpeg() + b"<script>",
        make_jpeg(0, 360),
        make_jpeg().replace(b"\xff\xc0", b"\xff\xc4"),
        make_jpeg().replace(b"\xff\xda", b"\x00\xda"),
        b"GIF89a" + make_jpeg(),
    ],
)
def test_refuses_what_is_no_jpeg(body: bytes) -> None:
    """A start, a frame with a size, a scan, an end: in this order and with nothing around it."""
    with pytest.raises(InvalidStillError):
        read_jpeg_size(body)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused(middle: bytes) -> None:
    """Nothing that a phone could send makes it fail in another way."""
    try:
        width, height = read_jpeg_size(b"\xff\xd8" + middle + b"\xff\xd9")
    except SightlineError:
        return
    assert width > 0 < height


def test_a_key_of_no_time_that_there_will_be_is_none_of_ours() -> None:
    """It is passed over, however many digits it has."""
    assert parse_still_key("a/b/stills/0000000001-1700000000000-0123456789abcdef.jpg") is not None
    assert parse_still_key(f"a/b/stills/0000000001-{'9' * 30}-0123456789abcdef.jpg") is None
