"""Every answer of S3 means one of three things: stored, taken, try again."""

import hashlib
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import boto3
import pytest
from botocore.config import Config
from botocore.stub import Stubber

from sightline.adapters.fragment_store import S3FragmentStore
from sightline.domain.errors import KeyTakenError, StoreUnavailableError
from sightline.domain.fragment import FragmentName
from sightline.domain.still import name_still

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BODY = b"pictures"
DIGEST = b64encode(hashlib.sha256(BODY).digest()).decode()
NAME = FragmentName("force/session/recording", 3, datetime(2026, 1, 1, tzinfo=UTC), timedelta(seconds=2))


@pytest.fixture
def stub() -> Stubber:
    """Return a stubbed S3."""
    client = boto3.client("s3", aws_access_key_id="x", aws_secret_access_key="x", region_name="eu-west-2")  # noqa: S106
    return Stubber(client)


def put(stub: Stubber) -> None:
    """Store a fragment."""
    with stub:
        S3FragmentStore(cast("S3Client", stub.client), "bucket").put_fragment(NAME, BODY, {"sha256": "x"})
        stub.assert_no_pending_responses()


def test_a_still_is_put_as_a_jpeg(stub: Stubber) -> None:
    """As a fragment is, under its own key and type."""
    name = name_still("force/session", 7, datetime(2026, 1, 1, tzinfo=UTC), hashlib.sha256(BODY).hexdigest())
    expected = {
        "Bucket": "bucket",
        "Key": name.key,
        "Body": BODY,
        "ContentType": "image/jpeg",
        "Metadata": {"received-at": "x"},
        "ChecksumAlgorithm": "SHA256",
        "ChecksumSHA256": DIGEST,
        "IfNoneMatch": "*",
    }
    stub.add_response("put_object", {}, expected)
    with stub:
        S3FragmentStore(cast("S3Client", stub.client), "bucket").put_still(name, BODY, {"received-at": "x"})
        stub.assert_no_pending_responses()


def test_a_fragment_is_put_once_with_digest_and_notes(stub: Stubber) -> None:
    """The store checks the digest itself, and overwrites nothing."""
    expected = {
        "Bucket": "bucket",
        "Key": NAME.key,
        "Body": BODY,
        "ContentType": "video/iso.segment",
        "Metadata": {"sha256": "x"},
        "ChecksumAlgorithm": "SHA256",
        "ChecksumSHA256": DIGEST,
        "IfNoneMatch": "*",
    }
    stub.add_response("put_object", {}, expected)
    put(stub)


def test_the_same_object_that_is_there_already_counts_as_stored(stub: Stubber) -> None:
    """The answer to an earlier try was lost."""
    stub.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
    stub.add_response("head_object", {"ChecksumSHA256": DIGEST})
    put(stub)


def test_another_object_under_the_key_is_told(stub: Stubber) -> None:
    """It is not overwritten, and trying again would not help."""
    stub.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
    stub.add_response("head_object", {"ChecksumSHA256": "other"})
    with pytest.raises(KeyTakenError):
        put(stub)


def test_a_role_that_may_only_put_believes_its_own_key(stub: Stubber) -> None:
    """A worker's role cannot read; a recording's id is random."""
    stub.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
    stub.add_client_error("head_object", "403", http_status_code=403)
    put(stub)


@pytest.mark.parametrize("status", [403, 409, 500, 503])
def test_every_other_refusal_means_try_again(stub: Stubber, status: int) -> None:
    """Also a denied one: what was recorded is kept until somebody mends the policy."""
    stub.add_client_error("put_object", "Anything", http_status_code=status)
    with pytest.raises(StoreUnavailableError):
        put(stub)


def test_a_store_that_is_not_there_means_try_again() -> None:
    """Nothing listens on the discard port."""
    config = Config(connect_timeout=1, read_timeout=1, retries={"total_max_attempts": 1})
    client = boto3.client(
        "s3",
        endpoint_url="http://127.0.0.1:9",
        aws_access_key_id="x",
        aws_secret_access_key="x",  # noqa: S106
        region_name="eu-west-2",
        config=config,
    )
    with pytest.raises(StoreUnavailableError):
        S3FragmentStore(client, "bucket").put_object("key", BODY, "video/mp4")
