"""The function leaves an outcome for every job, once."""

import hashlib
import json
from datetime import timedelta

import pytest

from derivations.app import JOBS, run_job
from derivations.bootstrap import Workshop
from sightline.messages.copies import CopyFailure, CopyJob, Derivation, SourceObject
from sightline.messages.faces import FaceJob, FacesFound
from tests.fakes.copies import CopiesInMemory
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.masters import EPOCH, Master, a_film, record

TARGET = "avon/session-1/copy-1/"


class BrokenStore(EvidenceInMemory):
    """A store that is out of order."""

    def read_object(self, key: str) -> bytes | None:
        """Fail."""
        raise ConnectionError(key)


@pytest.fixture
def master() -> Master:
    """Return a master of two seconds."""
    master = Master()
    record(master, a_film(2))
    return master


def a_job(manifest: SourceObject) -> CopyJob:
    """Return a job for a snapshot."""
    return CopyJob(
        copy_id="copy-1", manifest=manifest, kind="snapshot", began_at=EPOCH, ended_at=None, exact=False, target=TARGET
    )


def test_a_copy_that_was_made_waits_for_its_credentials(master: Master) -> None:
    """Every file that the derivation names is there, with the bytes that it says; officers see none of it yet."""
    copies = CopiesInMemory()
    run_job(a_job(master.seal()), Workshop(master.evidence, copies), 60, is_last=False)
    derivation = Derivation.model_validate_json(copies.objects[f"{TARGET}bare/derivation.json"])
    (file,) = derivation.files
    assert hashlib.sha256(copies.objects[f"{TARGET}bare/{file.file}"]).hexdigest() == file.sha256
    assert json.loads(copies.objects[f"{TARGET}progress.json"]) == {"progress": 0.0}


def test_what_is_made_twice_leaves_the_first_outcome(master: Master) -> None:
    """A queue may deliver a message twice: the first derivation stands, and its files with it."""
    copies, job = CopiesInMemory(), a_job(master.seal())
    run_job(job, Workshop(master.evidence, copies), 60, is_last=False)
    first = dict(copies.objects)
    run_job(job, Workshop(master.evidence, copies), 60, is_last=False)
    assert copies.objects == first


def test_a_copy_that_cannot_be_made_says_why_and_names_the_object(master: Master) -> None:
    """What will never succeed is not tried again."""
    manifest, copies = master.seal(), CopiesInMemory()
    (key,) = master.fragments()[:1]
    master.evidence.objects[key] += b"!"
    run_job(a_job(manifest), Workshop(master.evidence, copies), 60, is_last=False)
    failure = CopyFailure.model_validate_json(copies.objects[f"{TARGET}failure.json"])
    assert (failure.code, failure.key) == ("master-altered", key)
    assert f"{TARGET}bare/derivation.json" not in copies.objects


def test_a_copy_that_takes_too_long_says_so(master: Master) -> None:
    """The time of the function is the time of the copy."""
    copies = CopiesInMemory()
    run_job(a_job(master.seal()), Workshop(master.evidence, copies), -1, is_last=False)
    assert CopyFailure.model_validate_json(copies.objects[f"{TARGET}failure.json"]).code == "copy-too-long"


def test_what_failed_for_now_comes_again_until_the_last_try() -> None:
    """A store out of order is no outcome, until nobody will try any more."""
    shop = Workshop(BrokenStore(), copies := CopiesInMemory())
    job = a_job(SourceObject(key="manifest", sha256="0" * 64))
    with pytest.raises(ConnectionError):
        run_job(job, shop, 60, is_last=False)
    assert f"{TARGET}failure.json" not in copies.objects
    run_job(job, shop, 60, is_last=True)
    assert CopyFailure.model_validate_json(copies.objects[f"{TARGET}failure.json"]).code == "internal-error"


def test_a_search_for_faces_leaves_what_it_found(master: Master) -> None:
    """A test card has no face, and that is an outcome."""
    ended_at = EPOCH + timedelta(seconds=1)
    job = FaceJob(search_id="search-1", manifest=master.seal(), began_at=EPOCH, ended_at=ended_at, target=TARGET)
    run_job(job, Workshop(master.evidence, copies := CopiesInMemory()), 60, is_last=False)
    found = FacesFound.model_validate_json(copies.objects[f"{TARGET}faces.json"])
    assert (found.search_id, found.pictures_seen, found.faces) == ("search-1", 2, [])
    assert "dlib" in found.programs


def test_the_queue_holds_both_kinds_of_jobs(master: Master) -> None:
    """Each is read back as what it was."""
    copy = a_job(master.seal())
    search = FaceJob(search_id="search-1", manifest=copy.manifest, began_at=EPOCH, ended_at=EPOCH, target=TARGET)
    assert [JOBS.validate_json(job.model_dump_json()) for job in (copy, search)] == [copy, search]
