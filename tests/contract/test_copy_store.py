"""Copies in S3, as the function puts them and officers look at them; and the queue of those to be made."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from sightline.adapters.bare_copy_store import S3BareCopyStore
from sightline.adapters.copy_queue import SqsCopyQueue
from sightline.adapters.copy_store import S3CopyStore
from sightline.adapters.evidence_store import S3EvidenceStore
from sightline.messages.copies import CopyJob, SourceObject
from tests.fakes.clock import NOON


@pytest.fixture
def s3(aws: None) -> Any:  # noqa: ARG001
    """Return a client of an emulated S3 with a bucket."""
    client = boto3.client("s3", region_name="eu-west-2")
    client.create_bucket(Bucket="derived", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    return client


def test_a_file_is_stored_with_its_digest(s3: Any, tmp_path: Path) -> None:
    """S3 knows the SHA-256 that the derivation names, and what kind of file it is."""
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"film")
    S3CopyStore(s3, "derived").put_file("a/clip.mp4", path, "video/mp4", hashlib.sha256(b"film").hexdigest())
    digests = S3EvidenceStore(s3, s3, "derived").read_digests(["a/clip.mp4"])
    assert digests["a/clip.mp4"][0] == hashlib.sha256(b"film").hexdigest()
    assert s3.head_object(Bucket="derived", Key="a/clip.mp4")["ContentType"] == "video/mp4"


def test_the_first_outcome_stands(s3: Any) -> None:
    """A second one, of a run that came later, changes nothing and is no error."""
    store, looked = S3CopyStore(s3, "derived"), S3EvidenceStore(s3, s3, "derived")
    store.put_outcome("a/derivation.json", b"first")
    store.put_outcome("a/derivation.json", b"second")
    assert looked.read_object("a/derivation.json") == b"first"
    assert looked.read_object("a/failure.json") is None


def test_a_large_file_is_read_piece_by_piece(s3: Any) -> None:
    """Of a master no more than a piece is in memory; where there is none, there are no pieces."""
    body = bytes(range(256)) * 10_000
    s3.put_object(Bucket="derived", Key="a/master", Body=body)
    looked = S3EvidenceStore(s3, s3, "derived")
    pieces = list(looked.stream_object("a/master"))
    assert (b"".join(pieces), len(pieces)) == (body, 3)
    assert list(looked.stream_object("a/nothing")) == []


def test_the_newest_progress_counts(s3: Any) -> None:
    """It is put in place of what stood there."""
    store = S3CopyStore(s3, "derived")
    for share in (b"0.1", b"0.2"):
        store.put_progress("a/progress.json", share)
    assert S3EvidenceStore(s3, s3, "derived").read_object("a/progress.json") == b"0.2"


def test_a_store_that_fails_is_not_taken_for_one_that_has_it(s3: Any) -> None:
    """Only an outcome that is there already is passed over."""
    with pytest.raises(ClientError):
        S3CopyStore(s3, "no-such-bucket").put_outcome("a", b"")


@pytest.mark.usefixtures("aws")
def test_the_queue_carries_the_job() -> None:
    """What is put on it is read back as it was."""
    client = boto3.client("sqs", region_name="eu-west-2")
    url = client.create_queue(QueueName="derivations")["QueueUrl"]
    job = CopyJob(
        copy_id="copy-1",
        manifest=SourceObject(key="a/manifest.json", sha256="0" * 64),
        kind="clip",
        began_at=NOON,
        ended_at=NOON + timedelta(seconds=1),
        exact=True,
        target="a/copy-1/",
    )
    SqsCopyQueue(client, url).put(job)
    [message] = client.receive_message(QueueUrl=url)["Messages"]
    assert CopyJob.model_validate_json(message["Body"]) == job


def test_a_bare_copy_is_read_and_then_deleted(s3: Any, tmp_path: Path) -> None:
    """Whoever gives credentials learns what it has fetched; what is not there is said, and deleted without an error."""
    store, path = S3BareCopyStore(s3, "derived"), tmp_path / "fetched"
    s3.put_object(Bucket="derived", Key="a/bare/clip.mp4", Body=b"film" * 1_000_000)
    assert store.fetch_file("a/bare/clip.mp4", path) == hashlib.sha256(b"film" * 1_000_000).hexdigest()
    assert path.read_bytes() == store.read_object("a/bare/clip.mp4")
    for _ in range(2):
        store.delete("a/bare/clip.mp4")
    assert (store.fetch_file("a/bare/clip.mp4", path), store.read_object("a/bare/clip.mp4")) == (None, None)
