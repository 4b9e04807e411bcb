"""Every ObjectLocks keeps the same promises, and the store has the last word."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from sightline.adapters.object_locks import S3ObjectLocks
from sightline.domain.errors import StillLockedError
from sightline.domain.object_version import ObjectVersion
from sightline.ports import ObjectLocks
from tests.fakes.clock import ClockAtRest
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.keeping import LocksInMemory

UNTIL = datetime(2099, 1, 1, tzinfo=UTC)


class _Memory:
    def __init__(self) -> None:
        self.evidence = EvidenceInMemory()
        self.locks = LocksInMemory(self.evidence, ClockAtRest())

    def put(self, key: str, until: datetime | None = None) -> None:
        self.evidence.objects[key] = b"four"
        if until:
            self.locks.locked[key] = until

    def keys(self) -> set[str]:
        return set(self.evidence.objects)

    def on_hold(self, key: str) -> bool:
        return key in self.locks.on_hold


class _S3:
    def __init__(self) -> None:
        self.client: Any = boto3.client("s3", region_name="eu-west-2")
        where: Any = {"LocationConstraint": "eu-west-2"}
        self.client.create_bucket(Bucket="evidence", CreateBucketConfiguration=where, ObjectLockEnabledForBucket=True)
        self.locks = S3ObjectLocks(self.client, "evidence")

    def put(self, key: str, until: datetime | None = None) -> None:
        lock = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": until} if until else {}
        self.client.put_object(Bucket="evidence", Key=key, Body=b"four", **lock)

    def keys(self) -> set[str]:
        listed = self.client.list_object_versions(Bucket="evidence")
        return {each["Key"] for each in (*listed.get("Versions", []), *listed.get("DeleteMarkers", []))}

    def on_hold(self, key: str) -> bool:
        head = self.client.head_object(Bucket="evidence", Key=key)
        return bool(head.get("ObjectLockLegalHoldStatus") == "ON")


@pytest.fixture(params=["memory", "s3"])
def bucket(request: pytest.FixtureRequest) -> Any:
    """Return each bucket in turn, empty."""
    if request.param == "memory":
        return _Memory()
    request.getfixturevalue("aws")
    return _S3()


def _all(locks: ObjectLocks, prefix: str = "avon/s1/", after: str = "") -> list[ObjectVersion]:
    return list(locks.list_versions(prefix, after))


def test_lists_what_lies_under_a_prefix_from_a_key_on(bucket: Any) -> None:
    """In the order of keys, with the bytes of each."""
    for key in ("avon/s1/b", "avon/s1/a", "avon/s1/c", "avon/s10/a"):
        bucket.put(key)
    assert [(each.key, each.byte_count) for each in _all(bucket.locks)] == [
        ("avon/s1/a", 4),
        ("avon/s1/b", 4),
        ("avon/s1/c", 4),
    ]
    assert [each.key for each in _all(bucket.locks, after="avon/s1/a")] == ["avon/s1/b", "avon/s1/c"]
    assert _all(bucket.locks, "nobody/") == []


def test_a_hold_may_be_put_twice_and_is_lifted_by_the_deletion_alone(bucket: Any) -> None:
    """Held objects go when they are deleted by this port, and only those that are named."""
    for key in ("avon/s1/a", "avon/s1/b"):
        bucket.put(key)
    versions = _all(bucket.locks)
    bucket.locks.hold(versions)
    bucket.locks.hold(versions)
    assert bucket.on_hold("avon/s1/a")
    bucket.locks.delete(versions[:1])
    assert bucket.keys() == {"avon/s1/b"}
    assert bucket.on_hold("avon/s1/b")


def test_what_is_gone_is_no_error(bucket: Any) -> None:
    """A run that broke off has deleted some already."""
    bucket.put("avon/s1/a")
    versions = _all(bucket.locks)
    bucket.locks.delete(versions)
    bucket.locks.delete(versions)
    assert bucket.keys() == set()
    bucket.locks.delete([])


def test_says_until_when_the_store_keeps_any_of_them(bucket: Any) -> None:
    """The latest of all."""
    bucket.put("avon/s1/a", UNTIL)
    bucket.put("avon/s1/b", UNTIL + timedelta(days=1))
    bucket.put("avon/s1/c")
    assert bucket.locks.locked_until(_all(bucket.locks)) == UNTIL + timedelta(days=1)


def test_what_is_locked_cannot_be_deleted_whoever_asks(bucket: Any) -> None:
    """It is told, and the object is there."""
    bucket.put("avon/s1/a", UNTIL)
    with pytest.raises(StillLockedError):
        bucket.locks.delete(_all(bucket.locks))
    assert bucket.keys() == {"avon/s1/a"}


def test_a_delete_marker_goes_too(aws: None) -> None:  # noqa: ARG001
    """Somebody who could only hide an object has left nothing behind."""
    s3 = _S3()
    s3.put("avon/s1/a")
    s3.client.delete_object(Bucket="evidence", Key="avon/s1/a")
    assert len(_all(s3.locks)) == 2
    s3.locks.hold(_all(s3.locks))
    s3.locks.delete(_all(s3.locks))
    assert s3.keys() == set()


def test_more_than_one_page_is_listed_and_deleted(aws: None) -> None:  # noqa: ARG001
    """What one call does not take, the next one does; held or not."""
    s3 = _S3()
    locks = S3ObjectLocks(s3.client, "evidence", at_once=2)
    for index in range(5):
        s3.put(f"avon/s1/{index}")
    versions = _all(locks)
    assert [each.key for each in versions] == [f"avon/s1/{index}" for index in range(5)]
    assert len(_all(locks, after="avon/s1/1")) == 3
    locks.hold(versions[3:])
    locks.delete(versions)
    assert _all(locks) == []


def test_a_deletion_that_breaks_off_has_deleted_what_came_before(aws: None) -> None:  # noqa: ARG001
    """Held or not, batch after batch: whoever is cut off has less to do the next time."""
    s3 = _S3()
    locks = S3ObjectLocks(s3.client, "evidence", at_once=2)
    for index in range(5):
        s3.put(f"avon/s1/{index}")
    versions = _all(locks)
    locks.hold(versions)

    def until_cut_off() -> Iterator[ObjectVersion]:
        yield from versions[:4]
        raise TimeoutError

    with pytest.raises(TimeoutError):
        locks.delete(until_cut_off())
    assert s3.keys() == {"avon/s1/4"}
