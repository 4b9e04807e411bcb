"""What S3 refuses is refused, though moto alone would do it."""

import base64
import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.local.cloud.buckets import make_bucket, set_bucket_policy
from infra.local.cloud.clients import Clients

LOCKED = {
    "ObjectLockEnabled": True,
    "VersioningConfiguration": {"Status": "Enabled"},
    "ObjectLockConfiguration": {"Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 31}}},
}


@pytest.fixture
def bucket(clients: Clients) -> str:
    """Return a fresh bucket that locks for 31 days."""
    name = f"locked-{uuid.uuid4()}"
    make_bucket(clients, name, LOCKED)
    return name


@pytest.fixture
def s3(clients: Clients) -> Any:
    """Return a client of S3."""
    return clients("s3")


def code_of(call: Callable[[], Any]) -> str:
    """Return the code with which a call is refused."""
    with pytest.raises(ClientError) as refusal:
        call()
    return str(refusal.value.response["Error"]["Code"])


def retain(s3: Any, bucket: str, mode: str, days: int) -> Callable[[], Any]:
    """Return a call that sets an object's retention."""
    until = datetime.now(UTC) + timedelta(days=days)
    retention = {"Mode": mode, "RetainUntilDate": until}
    return lambda: s3.put_object_retention(Bucket=bucket, Key="a", Retention=retention, BypassGovernanceRetention=True)


@pytest.mark.parametrize(("mode", "days"), [("COMPLIANCE", 1), ("GOVERNANCE", 90)])
def test_compliance_is_never_weakened(s3: Any, bucket: str, mode: str, days: int) -> None:
    """COMPLIANCE retention is not shortened, nor turned into another mode."""
    s3.put_object(Bucket=bucket, Key="a", Body=b"evidence")
    assert code_of(retain(s3, bucket, mode, days)) == "AccessDenied"


def test_compliance_is_lengthened(s3: Any, bucket: str) -> None:
    """COMPLIANCE retention may be made longer."""
    s3.put_object(Bucket=bucket, Key="a", Body=b"evidence")
    retain(s3, bucket, "COMPLIANCE", 90)()
    until = s3.head_object(Bucket=bucket, Key="a")["ObjectLockRetainUntilDate"]
    assert until > datetime.now(UTC) + timedelta(days=89)


def test_retention_lies_in_the_future(s3: Any, bucket: str) -> None:
    """A retain-until date in the past is refused, on an object and with one."""
    past = datetime.now(UTC) - timedelta(days=1)
    lock = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": past}
    assert code_of(lambda: s3.put_object(Bucket=bucket, Key="a", Body=b"x", **lock)) == "InvalidArgument"
    s3.put_object(Bucket=bucket, Key="a", Body=b"x")
    assert code_of(retain(s3, bucket, "COMPLIANCE", -1)) in {"AccessDenied", "InvalidArgument"}


def test_versions_are_not_suspended(s3: Any, bucket: str) -> None:
    """A bucket with Object Lock keeps its versions."""
    suspended = {"Status": "Suspended"}
    call = lambda: s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration=suspended)  # noqa: E731
    assert code_of(call) == "InvalidBucketState"


def test_a_locked_version_is_not_deleted(s3: Any, bucket: str) -> None:
    """The default retention of the template holds: a version cannot be deleted, not even with a bypass."""
    version = s3.put_object(Bucket=bucket, Key="a", Body=b"evidence")["VersionId"]
    call = lambda: s3.delete_object(Bucket=bucket, Key="a", VersionId=version, BypassGovernanceRetention=True)  # noqa: E731
    assert code_of(call) == "AccessDenied"


def test_a_wrong_checksum_is_refused_and_a_right_one_kept(s3: Any, bucket: str) -> None:
    """A body must have the SHA-256 given with it, which the store then tells."""
    right = base64.b64encode(hashlib.sha256(b"evidence").digest()).decode()
    wrong = base64.b64encode(hashlib.sha256(b"forgery").digest()).decode()

    def put(checksum: str) -> Any:
        return s3.put_object(Bucket=bucket, Key="a", Body=b"evidence", ChecksumSHA256=checksum)

    assert code_of(lambda: put(wrong)) == "BadDigest"
    put(right)
    assert s3.head_object(Bucket=bucket, Key="a", ChecksumMode="ENABLED")["ChecksumSHA256"] == right


def test_nothing_is_overwritten_where_the_policy_says_so(s3: Any, clients: Clients, bucket: str) -> None:
    """A policy that denies PutObject without If-None-Match is enforced."""
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
        "Condition": {"Null": {"s3:if-none-match": "true"}},
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    set_bucket_policy(clients, "policy", {"Bucket": bucket, "PolicyDocument": policy})
    assert json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"]) == policy
    assert code_of(lambda: s3.put_object(Bucket=bucket, Key="a", Body=b"x")) == "AccessDenied"
    s3.put_object(Bucket=bucket, Key="a", Body=b"x", IfNoneMatch="*")
    again = lambda: s3.put_object(Bucket=bucket, Key="a", Body=b"y", IfNoneMatch="*")  # noqa: E731
    assert code_of(again) == "PreconditionFailed"
