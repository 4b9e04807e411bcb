"""What stands between evidence and whoever would be rid of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.conformance.conftest import LOCK, Account, LockBucket


def _refused(call: Any, **arguments: Any) -> str:
    with pytest.raises(ClientError) as refusal:
        call(**arguments)
    return str(refusal.value.response["Error"]["Code"])


def _retention(mode: str, until: datetime) -> dict[str, Any]:
    return {"Mode": mode, "RetainUntilDate": until}


def test_a_lock_is_never_shortened(bucket: LockBucket) -> None:
    """Promise: COMPLIANCE lasts as long as it was set for, whoever asks."""
    place = bucket.put_locked("shortened")
    sooner = _retention("COMPLIANCE", datetime.now(UTC) + LOCK / 4)
    assert _refused(bucket.s3.put_object_retention, **place, Retention=sooner) == "AccessDenied"


def test_a_lock_may_be_lengthened(bucket: LockBucket) -> None:
    """Promise: what turns out to be evidence can be kept for longer."""
    place = bucket.put_locked("lengthened")
    later = datetime.now(UTC).replace(microsecond=0) + 2 * LOCK
    bucket.s3.put_object_retention(**place, Retention=_retention("COMPLIANCE", later))
    assert bucket.s3.head_object(**place)["ObjectLockRetainUntilDate"] == later


def test_a_locks_mode_is_never_weakened(bucket: LockBucket) -> None:
    """Promise: COMPLIANCE does not become GOVERNANCE, which an administrator could lift."""
    place = bucket.put_locked("weakened")
    weaker = _retention("GOVERNANCE", datetime.now(UTC) + 2 * LOCK)
    code = _refused(bucket.s3.put_object_retention, **place, Retention=weaker, BypassGovernanceRetention=True)
    assert code == "AccessDenied"


def test_a_locked_version_is_not_deleted(bucket: LockBucket) -> None:
    """Promise: nobody deletes it, by no header either."""
    place = bucket.put_locked("deleted")
    assert _refused(bucket.s3.delete_object, **place) == "AccessDenied"
    assert _refused(bucket.s3.delete_object, **place, BypassGovernanceRetention=True) == "AccessDenied"
    assert bucket.s3.get_object(**place)["Body"].read() == b"picture"


def test_deleting_without_a_version_hides_and_loses_nothing(bucket: LockBucket) -> None:
    """Promise: a plain delete leaves a marker, and the version below it stands."""
    place = bucket.put_locked("hidden")
    assert bucket.s3.delete_object(Bucket=bucket.name, Key="hidden")["DeleteMarker"] is True
    assert bucket.s3.get_object(**place)["Body"].read() == b"picture"


def test_versions_are_never_switched_off(bucket: LockBucket) -> None:
    """Promise: in a bucket under Object Lock, versioning cannot be suspended."""
    suspended = {"Status": "Suspended"}
    code = _refused(bucket.s3.put_bucket_versioning, Bucket=bucket.name, VersioningConfiguration=suspended)
    assert code == "InvalidBucketState"


def test_a_legal_hold_keeps_what_no_lock_keeps(bucket: LockBucket) -> None:
    """Promise: while a hold is on, the version stays; once it is off, it may go."""
    put = bucket.put("held", ObjectLockLegalHoldStatus="ON", ChecksumAlgorithm="SHA256")
    place = {"Bucket": bucket.name, "Key": "held", "VersionId": put["VersionId"]}
    assert _refused(bucket.s3.delete_object, **place) == "AccessDenied"
    bucket.s3.put_object_legal_hold(**place, LegalHold={"Status": "OFF"})
    bucket.s3.delete_object(**place)
    assert _refused(bucket.s3.head_object, **place) == "404"


def test_a_lock_cannot_end_in_the_past(bucket: LockBucket) -> None:
    """Promise: a clock that is wrong makes no lock that is over already."""
    past = datetime.now(UTC) - timedelta(minutes=1)
    options = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": past, "ChecksumAlgorithm": "SHA256"}
    assert _refused(bucket.put, key="past", **options) == "InvalidArgument"


def test_what_is_put_in_parts_is_locked_too(account: Account, bucket: LockBucket) -> None:
    """Promise: an object of several parts has the lock that its upload was begun with."""
    account.require_real("moto locks no object of several parts")
    until = datetime.now(UTC) + LOCK
    begun = bucket.s3.create_multipart_upload(
        Bucket=bucket.name, Key="parts", ObjectLockMode="COMPLIANCE", ObjectLockRetainUntilDate=until
    )
    upload = {"Bucket": bucket.name, "Key": "parts", "UploadId": begun["UploadId"]}
    part = bucket.s3.upload_part(**upload, PartNumber=1, Body=b"picture", ChecksumAlgorithm="SHA256")
    done = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"], "ChecksumSHA256": part["ChecksumSHA256"]}]}
    put = bucket.s3.complete_multipart_upload(**upload, MultipartUpload=done)
    place = {"Bucket": bucket.name, "Key": "parts", "VersionId": put["VersionId"]}
    assert _refused(bucket.s3.delete_object, **place) == "AccessDenied"
