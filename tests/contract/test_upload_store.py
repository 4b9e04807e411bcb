"""Every UploadStore keeps the same promises."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.upload_store import DynamoUploadStore
from sightline.domain.errors import NotFoundError
from sightline.domain.upload import UploadState
from sightline.ports import UploadStore
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.uploads import UPLOAD, UploadsInMemory


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> UploadStore:
    """Return each store in turn, empty."""
    if request.param == "memory":
        return UploadsInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoUploadStore(table(client, "uploads"))


def test_gives_back_what_was_added_and_changes_it(store: UploadStore) -> None:
    """An upload comes back as it was, and a change is applied to the newest version."""
    store.add(UPLOAD)
    assert store.get("upload-1") == UPLOAD
    assert store.change("upload-1", lambda newest: newest.completed("ab" * 32)).state is UploadState.CHECKING
    assert store.get("upload-1").version == 2
    with pytest.raises(NotFoundError):
        store.get("upload-2")


def test_what_was_refused_is_listed_until_it_is_removed(store: UploadStore) -> None:
    """The oldest first; what is stored or under way is not, and removing twice is harmless."""
    for number, refusal in enumerate([None, "file-not-allowed", "file-kind-mismatch"]):
        upload = replace(UPLOAD, upload_id=f"upload-{number}", created_at=NOON - timedelta(days=number))
        store.add(upload)
        decide(store, upload.upload_id, refusal)
    assert [upload.upload_id for upload in store.list_refused()] == ["upload-2", "upload-1"]
    for _ in range(2):
        store.remove("upload-2")
    assert [upload.upload_id for upload in store.list_refused()] == ["upload-1"]


def test_what_was_refused_does_not_end_by_itself(dynamodb: Any) -> None:
    """Its row leads to its bytes; every other one goes by its time to live."""
    uploads = table(dynamodb, "uploads")
    store = DynamoUploadStore(uploads)
    store.add(UPLOAD)
    assert "expires_at_epoch" in (uploads.get({"upload_id": "upload-1"}) or {})
    decide(store, "upload-1", "file-not-allowed")
    assert "expires_at_epoch" not in (uploads.get({"upload_id": "upload-1"}) or {})


def decide(store: UploadStore, upload_id: str, refusal: str | None) -> None:
    """Let a file be stored, or refused."""
    store.change(upload_id, lambda newest: newest.completed("ab" * 32).decided(refusal))
