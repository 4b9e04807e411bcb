"""What every StillStore does."""

import hashlib
from typing import Any

import boto3
import pytest

from sightline.adapters.fragment_store import S3FragmentStore
from sightline.domain.still import StillName, name_still
from sightline.ports import StillStore
from tests.fakes.clock import NOON
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.jpegs import make_jpeg

BODY = make_jpeg()
NAME = name_still("avon/session-1", 7, NOON, hashlib.sha256(BODY).hexdigest())


@pytest.fixture
def s3(aws: None) -> Any:  # noqa: ARG001
    """Return a client of an emulated S3 with a locked bucket."""
    client = boto3.client("s3", region_name="eu-west-2")
    client.create_bucket(
        Bucket="evidence",
        CreateBucketConfiguration={"LocationConstraint": "eu-west-2"},
        ObjectLockEnabledForBucket=True,
    )
    retention: Any = {"Mode": "COMPLIANCE", "Days": 31}
    client.put_object_lock_configuration(
        Bucket="evidence",
        ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}},
    )
    return client


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest) -> tuple[StillStore, Any]:
    """Return an empty store of each kind, and what reads (bytes, notes) from it."""
    if request.param == "memory":
        memory = EvidenceInMemory()
        return memory, lambda name: (memory.objects[name.key], memory.notes[name.key])
    client: Any = request.getfixturevalue("s3")

    def read(name: StillName) -> tuple[bytes, dict[str, str]]:
        found = client.get_object(Bucket="evidence", Key=name.key)
        return found["Body"].read(), found["Metadata"]

    return S3FragmentStore(client, "evidence"), read


def test_keeps_a_still_with_its_notes(store: tuple[StillStore, Any]) -> None:
    """Its bytes and its notes lie under its own key."""
    stills, read = store

    stills.put_still(NAME, BODY, {"received-at": "2026-11-21T12:00:01.000Z"})

    assert read(NAME) == (BODY, {"received-at": "2026-11-21T12:00:01.000Z"})


def test_a_still_that_is_put_again_stands_as_it_was(store: tuple[StillStore, Any]) -> None:
    """A repeated message changes neither bytes nor notes, and is no error."""
    stills, read = store

    for received_at in ("first", "second"):
        stills.put_still(NAME, BODY, {"received-at": received_at})

    assert read(NAME) == (BODY, {"received-at": "first"})


def test_locks_what_it_keeps(s3: Any) -> None:
    """A still is locked as every fragment is, with the digest that the store has checked."""
    S3FragmentStore(s3, "evidence").put_still(NAME, BODY, {})

    head = s3.head_object(Bucket="evidence", Key=NAME.key, ChecksumMode="ENABLED")
    assert (head["ObjectLockMode"], head["ContentType"]) == ("COMPLIANCE", "image/jpeg")
    assert head["ChecksumSHA256"]
