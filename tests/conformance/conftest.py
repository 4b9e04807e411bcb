"""Where the promises of evidence are tried: a real account (`--account staging`), or moto behind its strict layer.

On a real account every object is locked for a minute or so, in a bucket made for the run; the bucket empties itself
after two days and is then deleted by hand. Nothing of the deployment is touched but its WebSocket (`--slow`).
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import boto3
import pytest

from infra.local.cloud.clients import Clients

REGION = "eu-west-2"
LOCK = timedelta(minutes=2)


@dataclass(frozen=True)
class Account:
    """Where the tests run."""

    client: Callable[[str], Any]
    environment: str | None
    """Whose settings and stacks are meant; None on the laptop."""

    def require_real(self, reason: str) -> None:
        """Skip a test where the emulator cannot keep the promise."""
        if self.environment is None:
            pytest.skip(f"needs a real account (--account): {reason}")


@dataclass(frozen=True)
class LockBucket:
    """A bucket under Object Lock."""

    s3: Any
    name: str

    def put(self, key: str, body: bytes = b"picture", **options: Any) -> dict[str, Any]:
        """Put an object; return S3's answer."""
        answer: dict[str, Any] = self.s3.put_object(Bucket=self.name, Key=key, Body=body, **options)
        return answer

    def put_locked(self, key: str) -> dict[str, str]:
        """Put an object that nobody may delete for a while; return how it is named in later calls."""
        until = datetime.now(UTC) + LOCK
        answer = self.put(key, ObjectLockMode="COMPLIANCE", ObjectLockRetainUntilDate=until, ChecksumAlgorithm="SHA256")
        return {"Bucket": self.name, "Key": key, "VersionId": str(answer["VersionId"])}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take where, and whether to wait for hours."""
    parser.addoption("--account", help="run against the account of this environment, by the shell's credentials")
    parser.addoption("--slow", action="store_true", help="run what takes hours, too (with --account)")


@pytest.fixture(scope="session")
def account(request: pytest.FixtureRequest) -> Iterator[Account]:
    """Return the real account, or start moto behind its strict layer."""
    if environment := request.config.getoption("--account", default=None):
        yield Account(cache(lambda service: boto3.Session(region_name=REGION).client(service)), environment)
        return
    command = [sys.executable, "-m", "infra.local.cloud"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:  # noqa: S603 ours
        assert process.stdout is not None
        address = f"http://127.0.0.1:{process.stdout.readline().strip()}"
        yield Account(Clients(address, REGION), None)
        process.terminate()


@pytest.fixture(scope="session")
def bucket(account: Account) -> LockBucket:
    """Return a bucket under Object Lock, made for this run."""
    s3, name = account.client("s3"), f"sightline-conformance-{secrets.token_hex(8)}"
    s3.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}, ObjectLockEnabledForBucket=True
    )
    rule = {
        "ID": "run-over",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "Expiration": {"Days": 1},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
    }
    s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [rule]})
    return LockBucket(s3, name)
