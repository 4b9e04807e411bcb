"""Uploads in DynamoDB, until a week after they began: then S3 has given up their parts, or their material is held.

One that was refused stays until its bytes are gone.
"""

from collections.abc import Callable, Iterator

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table, epoch, sortable
from sightline.adapters.versions import VersionedTable
from sightline.domain.upload import LONGEST_ON_ITS_WAY, Upload, UploadState

REFUSED = "refused"
_SHAPE = TypeAdapter(Upload)


class DynamoUploadStore:
    """An UploadStore on table `uploads`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._table = table
        self._uploads = VersionedTable(table, "upload_id", _SHAPE, _index)

    def add(self, upload: Upload) -> None:
        """Store a new upload."""
        self._uploads.add(upload)

    def get(self, upload_id: str) -> Upload:
        """Return an upload, or raise NotFoundError."""
        return self._uploads.get(upload_id)

    def change(self, upload_id: str, how: Callable[[Upload], Upload]) -> Upload:
        """Apply `how` to the newest version by a conditional write."""
        return self._uploads.change(upload_id, how)

    def list_refused(self) -> Iterator[Upload]:
        """Yield those that were refused, the oldest first."""
        found = self._table.query("work = :refused", {":refused": REFUSED}, index="by-work")
        return (self._uploads.from_item(item) for item in found)

    def remove(self, upload_id: str) -> None:
        """Forget an upload."""
        self._table.delete({"upload_id": upload_id})


def _index(upload: Upload) -> Item:
    created_at = {"created_at": sortable(upload.created_at)}
    if upload.state is UploadState.REFUSED:
        return {**created_at, "work": REFUSED}
    return {**created_at, "expires_at_epoch": epoch(upload.created_at + LONGEST_ON_ITS_WAY)}
