"""Uploads in DynamoDB, until a week after they began: then S3 has given up their parts, or their material is held."""

from collections.abc import Callable
from datetime import timedelta

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table, epoch
from sightline.adapters.versions import VersionedTable
from sightline.domain.upload import Upload

LIFE = timedelta(days=7)
_SHAPE = TypeAdapter(Upload)


class DynamoUploadStore:
    """An UploadStore on table `uploads`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
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


def _index(upload: Upload) -> Item:
    return {"expires_at_epoch": epoch(upload.created_at + LIFE)}
