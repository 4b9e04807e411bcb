"""A file on its way in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.upload import (
    MOST_BYTES,
    MOST_PARTS,
    FileFinding,
    NoSuchPartError,
    UploadClosedError,
    UploadState,
    describe_upload,
)
from tests.fakes.uploads import UPLOAD

DIGEST = "ab" * 32


@given(st.integers(1, MOST_BYTES))
def test_parts_add_up_to_the_file(byte_count: int) -> None:
    """Never more of them than the store takes, all alike but the last, which is not empty."""
    upload = replace(UPLOAD, byte_count=byte_count)
    assert upload.part_count <= MOST_PARTS
    assert upload.part_bytes % (8 * 2**20) == 0
    last = upload.bytes_of(upload.part_count)
    assert 0 < last <= upload.part_bytes
    assert (upload.part_count - 1) * upload.part_bytes + last == byte_count


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_part_beyond_the_end_is_refused(number: int) -> None:
    """Parts are counted from 1."""
    with pytest.raises(NoSuchPartError):
        UPLOAD.bytes_of(number)


def test_the_first_completion_counts() -> None:
    """Said again with another digest, nothing changes; once decided, it is refused."""
    checking = UPLOAD.completed(DIGEST)
    assert (checking.state, checking.sha256) == (UploadState.CHECKING, DIGEST)
    assert checking.completed("cd" * 32) == checking
    with pytest.raises(UploadClosedError):
        checking.decided(None).completed(DIGEST)


def test_what_is_decided_stands() -> None:
    """Stored or refused, by the first run that decides; what is still open is not decided."""
    checking = UPLOAD.completed(DIGEST)
    refused = checking.decided("file-not-allowed")
    assert (refused.state, refused.refusal) == (UploadState.REFUSED, "file-not-allowed")
    assert refused.decided(None) == refused
    assert checking.decided(None).state is UploadState.STORED
    assert UPLOAD.decided(None) == UPLOAD


def test_the_manifest_names_file_officer_and_digest() -> None:
    """And under which key the bytes lie, which never holds the file's own name."""
    said = describe_upload(UPLOAD.completed(DIGEST), FileFinding("video/mp4", is_proprietary=False))
    assert said["file_name"] == "shop door.mp4"
    assert said["object"] == {"key": "force/upload-1/upload/master", "bytes": 20_000_000, "sha256": DIGEST}
    assert said["officer"] == {"officer_id": "officer-1", "name": "PC Rees", "role": "investigator"}
