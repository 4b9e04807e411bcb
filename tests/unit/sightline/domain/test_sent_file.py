"""How many files a session takes."""

from dataclasses import replace

import pytest

from sightline.domain.sent_file import MOST_BYTES_OF_ALL, MOST_FILES, SentFile, TooManyFilesError, expect_file
from sightline.domain.upload import UploadState
from tests.fakes.clock import NOON

FILE = SentFile("u-0", "door.mp4", 1000, NOON)


def a_file(number: int, byte_count: int = 1000) -> SentFile:
    """Return one of several files."""
    return replace(FILE, upload_id=f"u-{number}", file_name=f"door-{number}.mp4", byte_count=byte_count)


def test_the_same_file_goes_on() -> None:
    """By name, size and time; another time is another file."""
    again = replace(FILE, upload_id="u-1")
    assert expect_file((FILE,), again) == (FILE,)
    other = replace(again, modified_at=NOON.replace(hour=1))
    assert expect_file((FILE,), other) == (FILE, other)


def test_a_refused_file_begins_anew() -> None:
    """It may have been spoilt on its way; it counts all the same."""
    refused, again = replace(FILE, state=UploadState.REFUSED), replace(FILE, upload_id="u-1")
    assert expect_file((refused,), again) == (refused, again)


def test_a_session_takes_so_many_files() -> None:
    """And one that is there already is none more."""
    files = tuple(a_file(number) for number in range(MOST_FILES))
    assert expect_file(files, files[3]) == files
    with pytest.raises(TooManyFilesError):
        expect_file(files, a_file(99))


def test_a_session_takes_so_many_bytes() -> None:
    """Up to the last one."""
    half = a_file(1, MOST_BYTES_OF_ALL // 2)
    full = expect_file((half,), a_file(2, MOST_BYTES_OF_ALL - half.byte_count))
    assert len(full) == 2
    with pytest.raises(TooManyFilesError):
        expect_file(full, a_file(3, 1))
