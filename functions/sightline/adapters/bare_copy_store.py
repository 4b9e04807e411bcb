"""The derived bucket, as copies get their credentials there: read without them, stored with them, then deleted."""

import hashlib
from pathlib import Path

from sightline.adapters.copy_store import S3CopyStore

PIECE_BYTES = 1024 * 1024


class S3BareCopyStore(S3CopyStore):
    """Besides what whoever makes copies may do: reads them, and deletes what is over."""

    def read_object(self, key: str) -> bytes | None:
        """Return a document's bytes, or None if there is none."""
        try:
            return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except self._client.exceptions.NoSuchKey:
            return None

    def fetch_file(self, key: str, path: Path) -> str | None:
        """Write an object to a file and return the SHA-256 (hex) of what was written; None if there is none."""
        try:
            body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
        except self._client.exceptions.NoSuchKey:
            return None
        digest = hashlib.sha256()
        with path.open("wb") as file:
            for piece in body.iter_chunks(PIECE_BYTES):
                digest.update(piece)
                file.write(piece)
        return digest.hexdigest()

    def delete(self, key: str) -> None:
        """Delete an object; one that is gone already is no error."""
        self._client.delete_object(Bucket=self._bucket, Key=key)
