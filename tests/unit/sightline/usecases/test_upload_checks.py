"""Whether a file that has arrived is taken as evidence."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from sightline.domain.custody import CustodyAction
from sightline.domain.errors import StoreUnavailableError
from sightline.domain.material import MaterialKind
from sightline.domain.upload import Upload, UploadState
from sightline.messages.uploads import UploadCompletion, UploadRequest
from sightline.usecases.upload_checks import check_upload
from sightline.usecases.uploads import begin_upload, complete_upload, show_upload
from tests.fakes.files import MP4, RECORDER
from tests.fakes.uploads import OFFICER, UploadDeskInMemory


@pytest.fixture
def desk() -> UploadDeskInMemory:
    """Return a desk with no file."""
    return UploadDeskInMemory()


def bring_in(desk: UploadDeskInMemory, body: bytes, file_name: str, digest: str | None = None) -> Upload:
    """Return the upload of a file that arrived whole, checked."""
    view = begin_upload(desk, OFFICER, UploadRequest(incident_ref="INC-7", file_name=file_name, bytes=len(body)))
    desk.upload_files.put(desk.uploads.get(view.upload_id), 1, body)
    said = UploadCompletion(sha256=digest or sha256(body).hexdigest())
    complete_upload(desk, OFFICER, view.upload_id, said)
    return check_upload(desk, view.upload_id)


def test_a_file_that_is_whole_becomes_a_material(desk: UploadDeskInMemory) -> None:
    """With a signed manifest that names its digest, and a chain that begins with it."""
    upload = bring_in(desk, MP4 + bytes(300_000), "door.mp4")
    assert upload.state is UploadState.STORED
    manifest = desk.evidence.objects[f"{upload.prefix}manifest.json"]
    assert json.loads(manifest)["object"]["sha256"] == sha256(desk.evidence.objects[upload.key]).hexdigest()
    assert f"{upload.prefix}seal.json" in desk.evidence.objects
    material = desk.materials.get(upload.upload_id)
    assert (material.kind, material.title, material.byte_count) == (MaterialKind.UPLOAD, "door.mp4", upload.byte_count)
    assert material.manifest_sha256 == sha256(manifest).hexdigest()
    (entry,) = desk.custody.list_entries(upload.upload_id)
    assert (entry.action, entry.actor and entry.actor.name) == (CustodyAction.UPLOADED, OFFICER.name)


def test_checking_twice_takes_it_in_once(desk: UploadDeskInMemory) -> None:
    """One entry, one material."""
    upload = bring_in(desk, MP4, "door.mp4")
    assert check_upload(desk, upload.upload_id) == upload
    assert len(desk.custody.list_entries(upload.upload_id)) == 1


def test_a_recorders_own_format_is_taken_as_it_is(desk: UploadDeskInMemory) -> None:
    """And said to be one."""
    upload = bring_in(desk, RECORDER, "ch01.dav")
    said = json.loads(desk.evidence.objects[f"{upload.prefix}manifest.json"])
    assert (upload.state, said["proprietary"]) == (UploadState.STORED, True)


def test_a_store_that_fails_refuses_nothing(desk: UploadDeskInMemory) -> None:
    """The file is checked again when the queue shows it once more."""
    upload = bring_in(desk, MP4, "door.mp4")
    desk.uploads.change(upload.upload_id, lambda newest: replace(newest, state=UploadState.CHECKING))
    parts = desk.upload_files.parts.pop(upload.key)
    desk.upload_files.parts[upload.key] = {}
    with pytest.raises(StoreUnavailableError):
        check_upload(desk, upload.upload_id)
    assert desk.uploads.get(upload.upload_id).state is UploadState.CHECKING
    desk.upload_files.parts[upload.key] = parts
    assert check_upload(desk, upload.upload_id).state is UploadState.STORED


@pytest.mark.parametrize(
    ("body", "file_name", "digest", "code"),
    [
        (MP4, "door.mp4", "ab" * 32, "upload-hash-mismatch"),
        (b"MZ" + bytes(100), "player.mp4", None, "file-not-allowed"),
        (MP4, "door.jpg", None, "file-kind-mismatch"),
    ],
)
def test_a_file_that_is_refused_is_no_evidence(
    desk: UploadDeskInMemory, body: bytes, file_name: str, digest: str | None, code: str
) -> None:
    """No manifest, no material, no chain; the officer reads why."""
    upload = bring_in(desk, body, file_name, digest)
    assert (upload.state, upload.refusal) == (UploadState.REFUSED, code)
    assert list(desk.evidence.objects) == [upload.key]
    assert desk.materials.by_id == {}
    assert desk.custody.chains == {}
    assert show_upload(desk, OFFICER, upload.upload_id).refusal_text
