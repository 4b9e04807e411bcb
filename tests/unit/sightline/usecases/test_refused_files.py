"""Files that were refused go once the store lets go of them, named before they do."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.object_version import Stretch
from sightline.domain.upload import LONGEST_ON_ITS_WAY, UploadState
from sightline.usecases.refused_files import discard_refused, report_refused
from tests.fakes.clock import NOON
from tests.fakes.keeping import KeepingInMemory
from tests.fakes.uploads import UPLOAD

REFUSED = replace(UPLOAD, state=UploadState.REFUSED, refusal="file-not-allowed")
LOCK = timedelta(days=31)
REPORT = f"force/disposals/{NOON.date().isoformat()}-refused.json"


@pytest.fixture
def keeping() -> KeepingInMemory:
    """Return a store with a file that was refused, and one that is kept."""
    keeping = KeepingInMemory()
    for upload in (REFUSED, replace(UPLOAD, upload_id="upload-2", state=UploadState.STORED)):
        keeping.uploads.add(upload)
        keeping.evidence.objects[upload.key] = b"bytes"
    return keeping


def at_age(keeping: KeepingInMemory, age: timedelta) -> KeepingInMemory:
    """Let the file be so old."""
    keeping.uploads.by_id["upload-1"] = replace(REFUSED, created_at=NOON - age)
    return keeping


def test_a_refused_file_is_named_before_it_goes(keeping: KeepingInMemory) -> None:
    """In a report that the bucket keeps, by its id, its size and why; once however often the night runs."""
    at_age(keeping, LONGEST_ON_ITS_WAY + LOCK + timedelta(days=1))
    for _ in range(2):
        report_refused(keeping)
    said = json.loads(keeping.evidence.objects[REPORT])
    assert (said["format"], said["count"]) == ("sightline-refused-files/1", 1)
    assert (said["refused"][0]["upload_id"], said["refused"][0]["refusal"]) == ("upload-1", "file-not-allowed")
    assert keeping.disposal_queue.puts == [Stretch("upload-1")] * 2
    assert REFUSED.key in keeping.evidence.objects


def test_a_file_that_may_still_be_locked_is_not_named(keeping: KeepingInMemory) -> None:
    """It may have taken a week to arrive, and the lock counts from then."""
    report_refused(at_age(keeping, LONGEST_ON_ITS_WAY + LOCK))
    assert keeping.disposal_queue.puts == []
    assert REPORT not in keeping.evidence.objects


def test_a_refused_file_goes_with_its_row(keeping: KeepingInMemory) -> None:
    """And nothing else does; whoever runs twice finds nothing left to do."""
    assert discard_refused(keeping, "upload-1")
    assert list(keeping.evidence.objects) == ["force/upload-2/upload/master"]
    assert list(keeping.uploads.by_id) == ["upload-2"]
    assert not discard_refused(keeping, "upload-1")


def test_what_the_store_locks_waits_for_another_night(keeping: KeepingInMemory) -> None:
    """The store's own word counts, whatever was reckoned."""
    keeping.locks.locked[REFUSED.key] = keeping.clock.now() + timedelta(hours=1)
    assert discard_refused(keeping, "upload-1")
    assert REFUSED.key in keeping.evidence.objects
    assert "upload-1" in keeping.uploads.by_id


@pytest.mark.parametrize("upload_id", ["upload-2", "material-1"])
def test_nothing_but_what_was_refused_goes_this_way(keeping: KeepingInMemory, upload_id: str) -> None:
    """Evidence is disposed of by two people, or by its category."""
    assert not discard_refused(keeping, upload_id)
    assert len(keeping.evidence.objects) == 2
