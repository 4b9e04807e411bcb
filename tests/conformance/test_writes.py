"""Each object is written once, whole, and as its writer meant it."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from botocore.exceptions import ClientError

from tests.conformance.conftest import LockBucket

WRITERS = 8
PART_BYTES = 5 * 1024 * 1024
"""The smallest part that S3 takes but for the last one."""


def _digest(body: bytes) -> str:
    return b64encode(sha256(body).digest()).decode()


def _try_first(bucket: LockBucket, key: str, body: bytes) -> str:
    """Put an object unless there is one; return "", or S3's word for the refusal."""
    try:
        bucket.put(key, body, IfNoneMatch="*", ChecksumSHA256=_digest(body))
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return ""


def test_nothing_is_written_over(bucket: LockBucket) -> None:
    """Promise: with If-None-Match the first object stands, and the second writer is told."""
    assert _try_first(bucket, "once", b"first") == ""
    assert _try_first(bucket, "once", b"second") == "PreconditionFailed"
    assert bucket.s3.get_object(Bucket=bucket.name, Key="once")["Body"].read() == b"first"


def test_of_many_writers_at_once_one_wins(bucket: LockBucket) -> None:
    """Promise: a race has one winner; the others are told so, or to try again."""
    with ThreadPoolExecutor(WRITERS) as pool:
        told = list(pool.map(lambda writer: _try_first(bucket, "race", bytes([writer])), range(WRITERS)))
    assert told.count("") == 1
    assert set(told) <= {"", "PreconditionFailed", "ConditionalRequestConflict"}


def test_a_body_that_changed_on_the_way_is_refused(bucket: LockBucket) -> None:
    """Promise: what does not have the SHA-256 that was given with it is not stored."""
    with pytest.raises(ClientError, match="BadDigest"):
        bucket.put("damaged", b"damaged", ChecksumSHA256=_digest(b"meant"))
    with pytest.raises(ClientError, match="404"):
        bucket.s3.head_object(Bucket=bucket.name, Key="damaged")


def test_a_digest_is_given_back_without_the_body(bucket: LockBucket) -> None:
    """Promise: a seal reads the SHA-256 of a thousand fragments without fetching one."""
    bucket.put("digest", b"body", ChecksumSHA256=_digest(b"body"))
    told = bucket.s3.get_object_attributes(Bucket=bucket.name, Key="digest", ObjectAttributes=["Checksum"])
    assert told["Checksum"]["ChecksumSHA256"] == _digest(b"body")


def test_a_part_that_changed_on_the_way_is_refused(bucket: LockBucket) -> None:
    """Promise: each part of a large object is checked as it comes."""
    begun = bucket.s3.create_multipart_upload(Bucket=bucket.name, Key="part", ChecksumAlgorithm="SHA256")
    upload = {"Bucket": bucket.name, "Key": "part", "UploadId": begun["UploadId"]}
    with pytest.raises(ClientError, match="BadDigest"):
        bucket.s3.upload_part(**upload, PartNumber=1, Body=b"damaged", ChecksumSHA256=_digest(b"meant"))


def test_parts_become_one_object_once(bucket: LockBucket) -> None:
    """Promise: a large object is put together from its parts in order, and not over another."""
    bodies = [b"a" * PART_BYTES, b"b"]

    def complete() -> None:
        begun = bucket.s3.create_multipart_upload(Bucket=bucket.name, Key="large", ChecksumAlgorithm="SHA256")
        upload = {"Bucket": bucket.name, "Key": "large", "UploadId": begun["UploadId"]}
        parts = []
        for number, body in enumerate(bodies, 1):
            digest = _digest(body)
            put = bucket.s3.upload_part(**upload, PartNumber=number, Body=body, ChecksumSHA256=digest)
            parts.append({"PartNumber": number, "ETag": put["ETag"], "ChecksumSHA256": digest})
        bucket.s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts}, IfNoneMatch="*")

    complete()
    assert bucket.s3.get_object(Bucket=bucket.name, Key="large")["Body"].read() == b"".join(bodies)
    with pytest.raises(ClientError, match="PreconditionFailed"):
        complete()
