"""An address that is given away opens one object, for a while, for what it was made for."""

import time
import urllib.error
import urllib.request

from tests.conformance.conftest import Account, LockBucket

PATIENCE_SECONDS = 30.0


def _status(address: str, method: str = "GET", body: bytes | None = None) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data=body, method=method)) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def _address(bucket: LockBucket, key: str, seconds: int) -> str:
    bucket.put(key, ChecksumAlgorithm="SHA256")
    asked = {"Bucket": bucket.name, "Key": key}
    return str(bucket.s3.generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds))


def test_an_address_opens_its_object(bucket: LockBucket) -> None:
    """Promise: whoever is given the address needs nothing else."""
    assert _status(_address(bucket, "given", 60)) == 200


def test_an_address_ends(account: Account, bucket: LockBucket) -> None:
    """Promise: after its seconds it opens nothing."""
    account.require_real("moto looks at no expiry")
    address, deadline = _address(bucket, "ends", 2), time.monotonic() + PATIENCE_SECONDS
    while _status(address) == 200:
        assert time.monotonic() < deadline
    assert _status(address) == 403


def test_an_address_opens_nothing_else(account: Account, bucket: LockBucket) -> None:
    """Promise: neither another object, nor writing, nor with another signature."""
    account.require_real("moto looks at no signature")
    address = _address(bucket, "one", 60)
    bucket.put("another", ChecksumAlgorithm="SHA256")
    assert _status(address.replace("/one?", "/another?")) == 403
    assert _status(address, "PUT", b"other") == 403
    assert _status(address[:-1] + ("0" if address[-1] != "0" else "1")) == 403
