"""Files in parts in an emulated S3."""

import hashlib
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from sightline.adapters.upload_files import S3UploadFiles
from sightline.domain.errors import StoreUnavailableError
from sightline.domain.upload import Upload
from tests.fakes.uploads import UPLOAD

BUCKET = "evidence"
BODY = bytes(range(256)) * 65_536  # 16 MiB: two parts


@pytest.fixture
def client(aws: None) -> Any:  # noqa: ARG001  it must come first
    """Return a client of an emulated S3 with a bucket that locks."""
    client = boto3.client("s3", region_name="eu-west-2")
    where: Any = {"LocationConstraint": "eu-west-2"}
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where, ObjectLockEnabledForBucket=True)
    return client


@pytest.fixture
def files(client: Any) -> S3UploadFiles:
    """Return the bucket as it takes files in parts."""
    return S3UploadFiles(client, client, BUCKET)


@pytest.fixture
def upload(files: S3UploadFiles) -> Upload:
    """Return an upload that has begun."""
    return files.begin(replace(UPLOAD, byte_count=len(BODY) - 5))


def put(client: Any, upload: Upload, number: int) -> None:
    """Put a part with its checksum, as a browser does at the presigned address."""
    start = (number - 1) * upload.part_bytes
    body = BODY[start : start + upload.bytes_of(number)]
    client.upload_part(
        Bucket=BUCKET,
        Key=upload.key,
        UploadId=upload.multipart_id,
        PartNumber=number,
        Body=body,
        ChecksumAlgorithm="SHA256",
    )


def test_parts_become_one_object_whatever_their_order(client: Any, files: S3UploadFiles, upload: Upload) -> None:
    """Completing is harmless when it is done again, and all parts count as stored from then on."""
    put(client, upload, 2)
    assert files.list_parts(upload) == [2]
    put(client, upload, 1)
    for _ in range(2):
        files.complete(upload)
        assert files.list_parts(upload) == [1, 2]
    stored = client.get_object(Bucket=BUCKET, Key=upload.key)
    assert stored["Body"].read() == BODY[:-5]
    assert stored["ContentDisposition"] == "attachment; filename*=UTF-8''shop%20door.mp4"


def test_a_store_that_cannot_complete_says_so(files: S3UploadFiles, upload: Upload) -> None:
    """Without parts there is nothing to put together."""
    with pytest.raises(StoreUnavailableError):
        files.complete(upload)


def test_an_address_of_a_part_is_for_these_bytes(files: S3UploadFiles, upload: Upload) -> None:
    """Digest and length are under the signature, and it ends."""
    digest = hashlib.sha256(b"part").hexdigest()
    url, headers = files.presign_part(upload, 2, digest, 4, timedelta(minutes=15))
    asked = parse_qs(urlsplit(url).query)
    assert b64decode(headers["x-amz-checksum-sha256"]).hex() == digest
    assert asked["partNumber"] == ["2"]
    assert set(asked["X-Amz-SignedHeaders"][0].split(";")) >= {"content-length", "host", "x-amz-checksum-sha256"}
    assert asked["X-Amz-Expires"] == ["900"]


def test_a_file_is_saved_and_never_shown(files: S3UploadFiles) -> None:
    """Under its own name, whatever letters it has."""
    url = files.presign_file("force/upload-1/upload/master", "Tür.svg", timedelta(seconds=60))
    disposition = parse_qs(urlsplit(url).query)["response-content-disposition"]
    assert disposition == ["attachment; filename*=UTF-8''T%C3%BCr.svg"]
