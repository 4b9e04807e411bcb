"""Every UploadStore keeps the same promises."""

from typing import Any

import pytest

from sightline.adapters.upload_store import DynamoUploadStore
from sightline.domain.errors import NotFoundError
from sightline.domain.upload import UploadState
from sightline.ports import UploadStore
from tests.contract.tables import table
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
