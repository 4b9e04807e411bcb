"""Files in parts in the evidence bucket: S3 multipart uploads whose parts browsers put by presigned addresses.

Each part's SHA-256 and length are signed, so S3 itself refuses other bytes; the whole is put in place only where
nothing stands yet, and falls under the bucket's default lock with that.
"""

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import ClientError

from sightline.adapters.attachments import save_as
from sightline.adapters.aws import STORE, make_client
from sightline.domain.errors import StoreUnavailableError
from sightline.domain.upload import Upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef, PartTypeDef


UNHURRIED = STORE.merge(Config(read_timeout=300, retries={"total_max_attempts": 1}))
"""S3 takes minutes to put thousands of parts together; to ask again meanwhile would have it do so twice."""


def s3_for_completion() -> "S3Client":
    """Make a client that waits until a file is put together."""
    client: S3Client = make_client("s3", UNHURRIED)
    return client


class S3UploadFiles:
    """UploadFiles of one bucket. `presigner` is a client whose endpoint the browsers can reach."""

    def __init__(
        self, client: "S3Client", presigner: "S3Client", bucket: str, completer: "Callable[[], S3Client] | None" = None
    ) -> None:
        """Take the clients, which threads may share, the bucket's name, and what makes a client that waits longer."""
        self._client = client
        self._presigner = presigner
        self._bucket = bucket
        self._completer = completer or (lambda: client)

    def begin(self, upload: Upload) -> Upload:
        """Open a place for parts; return the upload with the store's own id of it."""
        made = self._client.create_multipart_upload(
            Bucket=self._bucket,
            Key=upload.key,
            ContentType="application/octet-stream",
            ContentDisposition=save_as(upload.file_name),
            ChecksumAlgorithm="SHA256",
        )
        return replace(upload, multipart_id=made["UploadId"])

    def list_parts(self, upload: Upload) -> list[int]:
        """Return the numbers of the parts that are stored, in order; all of them once they are put together."""
        parts = self._parts(upload)
        if parts is None:
            return list(range(1, upload.part_count + 1)) if self._stands(upload) else []
        return [part["PartNumber"] for part in parts]

    def presign_part(
        self, upload: Upload, number: int, sha256: str, byte_count: int, life: timedelta
    ) -> tuple[str, dict[str, str]]:
        """Return a URL by which a browser can put these bytes as a part; and the headers it must send."""
        checksum = b64encode(bytes.fromhex(sha256)).decode()
        url = self._presigner.generate_presigned_url(
            "upload_part",
            Params={
                "Bucket": self._bucket,
                "Key": upload.key,
                "UploadId": upload.multipart_id,
                "PartNumber": number,
                "ContentLength": byte_count,
                "ChecksumSHA256": checksum,
            },
            ExpiresIn=int(life.total_seconds()),
        )
        return url, {"x-amz-checksum-sha256": checksum}

    def complete(self, upload: Upload) -> None:
        """Put the parts together; harmless where another run has done so. Raise StoreUnavailableError if it fails."""
        parts = self._parts(upload)
        if parts is None and self._stands(upload):
            return
        try:
            self._completer().complete_multipart_upload(
                Bucket=self._bucket,
                Key=upload.key,
                UploadId=upload.multipart_id,
                MultipartUpload={"Parts": [_name(part) for part in parts or []]},
                IfNoneMatch="*",
            )
        except ClientError as error:
            if not self._stands(upload):
                raise StoreUnavailableError from error

    def presign_file(self, key: str, file_name: str, life: timedelta) -> str:
        """Return a URL by which a browser can save a file until `life` is over."""
        return self._presigner.generate_presigned_url(
            "get_object",
            Params={"Bucket": self._bucket, "Key": key, "ResponseContentDisposition": save_as(file_name)},
            ExpiresIn=int(life.total_seconds()),
        )

    def _parts(self, upload: Upload) -> "list[PartTypeDef] | None":
        """Return the stored parts, or None if there is no such upload any more."""
        pages = self._client.get_paginator("list_parts").paginate(
            Bucket=self._bucket, Key=upload.key, UploadId=upload.multipart_id
        )
        try:
            return [part for page in pages for part in page.get("Parts", [])]
        except self._client.exceptions.NoSuchUpload:
            return None

    def _stands(self, upload: Upload) -> bool:
        try:
            return self._client.head_object(Bucket=self._bucket, Key=upload.key)["ContentLength"] == upload.byte_count
        except ClientError:
            return False


def _name(part: "PartTypeDef") -> "CompletedPartTypeDef":
    named: CompletedPartTypeDef = {"PartNumber": part["PartNumber"], "ETag": part["ETag"]}
    if checksum := part.get("ChecksumSHA256"):
        named["ChecksumSHA256"] = checksum
    return named
