"""Where a worker puts what it records, and signalling its stills: S3 with If-None-Match and SHA-256, one try a call.

The bucket's own settings lock (Object Lock) and encrypt (KMS) what is put. The worker tries again
itself, from its spool, so that a call here never lasts long.
"""

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from sightline.adapters.aws import make_client
from sightline.domain.errors import KeyTakenError, StoreUnavailableError
from sightline.domain.fragment import FragmentName
from sightline.domain.still import StillName

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BRISK = Config(
    connect_timeout=3,
    read_timeout=10,
    retries={"mode": "standard", "total_max_attempts": 1},
    max_pool_connections=16,
    s3={"payload_signing_enabled": False},
)
"""A connection for each thread of the worker's. The body is not hashed once more for the signature, which covers the
checksum's header, and S3 holds the body against that."""
_FRAGMENT_TYPE = "video/iso.segment"
_THERE_ALREADY = 412
_MAY_NOT_LOOK = 403


class S3FragmentStore:
    """A FragmentStore and a StillStore. Threads may share it."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        """Take a client with bounded time-outs (see `s3_for_fragments`), and the bucket's name."""
        self._client = client
        self._bucket = bucket

    def put_fragment(self, name: FragmentName, body: bytes, notes: dict[str, str]) -> None:
        """Store a fragment with its notes as metadata."""
        self._put(name.key, body, _FRAGMENT_TYPE, notes)

    def put_still(self, name: StillName, body: bytes, notes: dict[str, str]) -> None:
        """Store a still with its notes as metadata."""
        self._put(name.key, body, "image/jpeg", notes)

    def put_object(self, key: str, body: bytes, content_type: str) -> None:
        """Store an initialisation segment or a finish note."""
        self._put(key, body, content_type, {})

    def _put(self, key: str, body: bytes, content_type: str, notes: dict[str, str]) -> None:
        digest = b64encode(hashlib.sha256(body).digest()).decode()
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=body,
                ContentType=content_type,
                Metadata=notes,
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=digest,
                IfNoneMatch="*",
            )
        except ClientError as error:
            if _status(error) != _THERE_ALREADY:
                raise StoreUnavailableError from error
            self._compare(key, digest)
        except BotoCoreError as error:
            raise StoreUnavailableError from error

    def _compare(self, key: str, digest: str) -> None:
        """Accept an object that is there already if it is the same: the answer to an earlier try was lost."""
        try:
            head = self._client.head_object(Bucket=self._bucket, Key=key, ChecksumMode="ENABLED")
        except ClientError as error:
            if _status(error) == _MAY_NOT_LOOK:
                # A role that may only put cannot ask; a recording's id is random and a still's key holds
                # its digest, so the object is our own.
                return
            raise StoreUnavailableError from error
        except BotoCoreError as error:
            raise StoreUnavailableError from error
        if head.get("ChecksumSHA256") != digest:
            raise KeyTakenError


def s3_for_fragments() -> "S3Client":
    """Make a client that answers or fails within seconds."""
    client: S3Client = make_client("s3", BRISK)
    return client


def _status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
