"""The derived bucket: copies, and what is said of them."""

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import ClientError

from sightline.adapters.aws import STORE, make_client

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

UNHURRIED = STORE.merge(Config(read_timeout=60))
"""S3 takes its time to answer once it has gigabytes."""


class S3CopyStore:
    """Puts copies into the derived bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        """Take a client that waits long enough (see `s3_for_copies`), and the bucket's name."""
        self._client = client
        self._bucket = bucket

    def put_file(self, key: str, path: Path, media_type: str, sha256: str) -> None:
        """Store a file of at most 5 GB, which S3 holds against its SHA-256 (hex)."""
        with path.open("rb") as body:
            self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=body,
                ContentType=media_type,
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=b64encode(bytes.fromhex(sha256)).decode(),
            )

    def put_progress(self, key: str, body: bytes) -> None:
        """Store a document in place of what stood there before."""
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType="application/json")

    def put_outcome(self, key: str, body: bytes) -> None:
        """Store a document unless there is one: the first outcome stands."""
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=body,
                ContentType="application/json",
                ChecksumAlgorithm="SHA256",
                IfNoneMatch="*",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "PreconditionFailed":
                raise


def s3_for_copies() -> "S3Client":
    """Make a client that reads masters and stores large files."""
    client: S3Client = make_client("s3", UNHURRIED)
    return client
