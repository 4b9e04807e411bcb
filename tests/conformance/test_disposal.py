"""A disposal, by the adapter that does it: what a hold and a lock keep, and what is left once both have ended."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from sightline.adapters.object_locks import S3ObjectLocks
from sightline.domain.errors import StillLockedError
from sightline.domain.object_version import ObjectVersion
from tests.conformance.conftest import LockBucket

SHORT = timedelta(seconds=3)
PATIENCE_SECONDS = 20


def test_a_held_object_goes_by_a_disposal_alone(bucket: LockBucket) -> None:
    """Promise: whoever only deletes is refused; the disposal lifts the hold, and no version is left."""
    place = {"Bucket": bucket.name, "Key": "held/one", "VersionId": bucket.put("held/one")["VersionId"]}
    locks = S3ObjectLocks(bucket.s3, bucket.name)
    versions = list(locks.list_versions("held/"))
    locks.hold(versions)
    assert bucket.s3.head_object(**place)["ObjectLockLegalHoldStatus"] == "ON"
    with pytest.raises(bucket.s3.exceptions.ClientError, match="AccessDenied"):
        bucket.s3.delete_object(**place)
    locks.delete(versions)
    assert list(locks.list_versions("held/")) == []


def test_a_locked_object_goes_when_its_lock_has_ended(bucket: LockBucket) -> None:
    """Promise: not before, not even by a disposal; and then for good."""
    until = datetime.now(UTC) + SHORT
    bucket.put("timed/one", ObjectLockMode="COMPLIANCE", ObjectLockRetainUntilDate=until, ChecksumAlgorithm="SHA256")
    locks = S3ObjectLocks(bucket.s3, bucket.name)
    versions = list(locks.list_versions("timed/"))
    known = locks.locked_until(versions)
    assert known
    assert abs(known - until) < timedelta(seconds=1)
    with pytest.raises(StillLockedError):
        locks.delete(versions)
    assert list(locks.list_versions("timed/")) == versions
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _goes(locks, versions):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert list(locks.list_versions("timed/")) == []


def _goes(locks: S3ObjectLocks, versions: list[ObjectVersion]) -> bool:
    try:
        locks.delete(versions)
    except StillLockedError:
        return False
    return True
