"""The evidence bucket. Objects are locked by the bucket's default retention; nothing is overwritten."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from sightline.adapters.attachments import save_as
from sightline.domain.original import PieceBody

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

READERS = 16
PIECE_BYTES = 1024 * 1024


class S3EvidenceStore:
    """An EvidenceStore. `presigner` is a client whose endpoint the browsers can reach."""

    def __init__(self, client: "S3Client", presigner: "S3Client", bucket: str) -> None:
        """Take the clients, which threads may share, and the bucket's name."""
        self._client = client
        self._presigner = presigner
        self._bucket = bucket

    def list_keys(self, prefix: str) -> Iterator[str]:
        """Yield all keys under a prefix, in order, 1,000 a call."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
        return (item["Key"] for page in pages for item in page.get("Contents", []))

    def read_digests(self, keys: Sequence[str]) -> dict[str, tuple[str, int, dict[str, str]]]:
        """Return (SHA-256 in hex, bytes, notes) of each key, several at a time."""
        with ThreadPoolExecutor(max_workers=READERS) as pool:
            return dict(zip(keys, pool.map(self._read_digest, keys), strict=True))

    def read_object(self, key: str) -> bytes | None:
        """Return a small object's bytes, or None if there is none."""
        try:
            return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except self._client.exceptions.NoSuchKey:
            return None

    def stream_object(self, key: str) -> Iterator[bytes]:
        """Yield a large object's bytes piece by piece; none if there is no such object."""
        try:
            body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
        except self._client.exceptions.NoSuchKey:
            return
        yield from body.iter_chunks(PIECE_BYTES)

    def put_once(self, key: str, body: bytes, content_type: str) -> bool:
        """Store an object unless there is one already; the store decides the race."""
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=body,
                ContentType=content_type,
                ChecksumAlgorithm="SHA256",
                IfNoneMatch="*",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == "PreconditionFailed":
                return False
            raise
        return True

    def presign(self, key: str, life: timedelta) -> str:
        """Return a URL by which a browser can fetch the object until `life` is over."""
        return self._presigner.generate_presigned_url(
            "get_object", Params={"Bucket": self._bucket, "Key": key}, ExpiresIn=int(life.total_seconds())
        )

    def presign_file(self, key: str, file_name: str, life: timedelta) -> str:
        """Return a URL by which a browser saves the object under that name, and does not show it."""
        return self._presigner.generate_presigned_url(
            "get_object",
            Params={"Bucket": self._bucket, "Key": key, "ResponseContentDisposition": save_as(file_name)},
            ExpiresIn=int(life.total_seconds()),
        )

    def presign_piece(self, key: str, body: PieceBody, life: timedelta) -> tuple[str, dict[str, str]]:
        """Return a URL by which a browser can put these bytes, and no others, once; and the headers it must send."""
        signed = {
            "ContentType": body.mime,
            "ContentLength": body.byte_count,
            "ChecksumSHA256": b64encode(bytes.fromhex(body.sha256)).decode(),
            "IfNoneMatch": "*",
            "Metadata": {"sha256": body.sha256},
        }
        url = self._presigner.generate_presigned_url(
            "put_object",
            Params={"Bucket": self._bucket, "Key": key, **signed},
            ExpiresIn=int(life.total_seconds()),
        )
        headers = {
            "Content-Type": body.mime,
            "If-None-Match": "*",
            "x-amz-checksum-sha256": str(signed["ChecksumSHA256"]),
            "x-amz-meta-sha256": body.sha256,
        }
        return url, headers

    def _read_digest(self, key: str) -> tuple[str, int, dict[str, str]]:
        head = self._client.head_object(Bucket=self._bucket, Key=key, ChecksumMode="ENABLED")
        checksum = head.get("ChecksumSHA256")
        sha256 = b64decode(checksum).hex() if checksum else self._hash(key)
        return sha256, head["ContentLength"], head["Metadata"]

    def _hash(self, key: str) -> str:
        """Hash an object that was put without a checksum, so that nothing in the bucket stays unsealed."""
        return hashlib.sha256(self.read_object(key) or b"").hexdigest()
