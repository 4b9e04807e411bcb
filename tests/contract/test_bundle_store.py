"""What every BundleStore and ObjectReader does, the bundle queue, and what a zip that is streamed is to others."""

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from sightline.adapters import bundle_store
from sightline.adapters.bundle_queue import SqsBundleQueue
from sightline.adapters.bundle_store import S3BundleStore
from sightline.adapters.object_reader import AHEAD, SMALL, S3ObjectReader
from sightline.adapters.zip_stream import cut_into_parts, stream_zip
from sightline.domain.bundle import Bundle, BundleState, Member
from sightline.domain.errors import NotFoundError
from sightline.ports import BundleStore, ObjectReader
from tests.fakes.clock import NOON
from tests.fakes.exports import BundlesInMemory, ReaderInMemory

BUNDLE = Bundle("bundle-1", "avon", "session-1", "charging", True, NOON, "officer-1", "Sam Patel", 7)  # noqa: FBT003
MEMBERS = {"bundle-1/data/ł/one": b"one" * 1000, "bundle-1/empty": b"", "bundle-1/bagit.txt": b"x"}


@pytest.fixture
def s3(aws: None) -> Any:  # noqa: ARG001
    """Return a client of an emulated S3 with a bucket."""
    client = boto3.client("s3", region_name="eu-west-2")
    client.create_bucket(Bucket="derived", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    return client


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest) -> BundleStore:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return BundlesInMemory()
    client: Any = request.getfixturevalue("s3")
    return S3BundleStore(client, client, "derived")


def members() -> Iterator[Member]:
    """Return files in chunks."""
    return (Member(name, [body[:7], body[7:]] if body else []) for name, body in MEMBERS.items())


def test_the_newest_word_counts(store: BundleStore) -> None:
    """How far a bundle has come is noted over and over."""
    store.note(BUNDLE)
    running = replace(BUNDLE, state=BundleState.RUNNING, progress=0.25)
    store.note(running)
    assert store.get("avon", "bundle-1") == running


def test_a_bundle_is_found_under_its_force_alone(store: BundleStore) -> None:
    """Another force's looks like none."""
    store.note(BUNDLE)
    for force_id, bundle_id in (("kent", "bundle-1"), ("avon", "bundle-2")):
        with pytest.raises(NotFoundError):
            store.get(force_id, bundle_id)


def test_packs_a_zip_in_parts(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many parts it takes, the object is the zip, of as many bytes as was said."""
    monkeypatch.setattr(bundle_store, "PART_BYTES", 5 * 1024 * 1024)
    large = Member("bundle-1/large", [b"\x5a" * 1024 * 1024] * 12)
    size = S3BundleStore(s3, s3, "derived").pack(BUNDLE, [*members(), large])

    stored = s3.get_object(Bucket="derived", Key="avon/bundles/bundle-1.zip")["Body"].read()
    assert len(stored) == size
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in MEMBERS} == MEMBERS


def test_a_run_that_fails_leaves_nothing(s3: Any) -> None:
    """Neither an object nor parts that cost money."""

    def broken() -> Iterator[Member]:
        yield from members()
        raise ConnectionError

    with pytest.raises(ConnectionError):
        S3BundleStore(s3, s3, "derived").pack(BUNDLE, broken())
    assert "Contents" not in s3.list_objects_v2(Bucket="derived")
    assert "Uploads" not in s3.list_multipart_uploads(Bucket="derived")


def test_an_address_saves_under_the_bundles_name(store: BundleStore) -> None:
    """For so long and no longer."""
    url = store.presign(BUNDLE, timedelta(seconds=60))
    assert "bundle-1.zip" in url
    assert "60" in url


@pytest.fixture(params=["memory", "s3"])
def reader(request: pytest.FixtureRequest) -> tuple[ObjectReader, dict[str, bytes]]:
    """Return a bucket of each kind with more small objects than are fetched ahead, and a large one among them."""
    objects = {f"avon/s1/{number:03}": str(number).encode() for number in range(3 * AHEAD)} | {"avon/s1/empty": b""}
    if request.param == "memory":
        return ReaderInMemory({**objects, "kent/s1/a": b"other"}), objects
    objects["avon/s1/005-large"] = b"\x5a" * (SMALL + 1)
    client: Any = request.getfixturevalue("s3")
    for key, body in {**objects, "kent/s1/a": b"other"}.items():
        client.put_object(Bucket="derived", Key=key, Body=body)
    return S3ObjectReader(client, "derived"), objects


def test_reads_all_objects_in_order(reader: tuple[ObjectReader, dict[str, bytes]]) -> None:
    """Small and large, each with its own bytes; those of another prefix are not listed."""
    bucket, objects = reader
    listed = list(bucket.list_objects("avon/s1/"))
    assert {each.key: each.byte_count for each in listed} == {key: len(body) for key, body in objects.items()}
    read = [(each.key, b"".join(chunks)) for each, chunks in bucket.read_all(listed)]
    assert read == sorted(objects.items())
    assert list(bucket.read_all([])) == []


def test_an_object_that_is_gone_ends_the_reading(s3: Any) -> None:
    """A bundle that lacks something is none."""
    s3.put_object(Bucket="derived", Key="a", Body=b"a")
    bucket = S3ObjectReader(s3, "derived")
    listed = list(bucket.list_objects(""))
    s3.delete_object(Bucket="derived", Key="a")
    with pytest.raises(s3.exceptions.NoSuchKey):
        list(bucket.read_all(listed))


@pytest.mark.parametrize("sizes", [[0], [1, 4], [3, 3, 3], [10], [4, 4]])
def test_parts_are_of_one_size(sizes: list[int]) -> None:
    """S3 takes parts of any size only at the end; however the bytes come, none is lost."""
    chunks = [bytes([number]) * size for number, size in enumerate(sizes)]
    parts = list(cut_into_parts(chunks, 4))
    assert b"".join(parts) == b"".join(chunks)
    assert all(len(part) == 4 for part in parts[:-1])


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
def test_info_zip_reads_a_streamed_zip(tmp_path: Path) -> None:
    """A program that is not Python's finds every member sound."""
    path = tmp_path / "bundle.zip"
    path.write_bytes(b"".join(stream_zip(members())))
    tested = subprocess.run(["unzip", "-tq", path], capture_output=True, check=False, text=True)  # noqa: S603, S607
    assert tested.stdout.startswith("No errors detected"), tested


@pytest.mark.usefixtures("aws")
def test_the_queue_carries_force_and_bundle() -> None:
    """What is put there names what is to be made."""
    client = boto3.client("sqs", region_name="eu-west-2")
    url = client.create_queue(QueueName="bundles")["QueueUrl"]
    SqsBundleQueue(client, url).put("avon", "bundle-1", timedelta(0))
    [message] = client.receive_message(QueueUrl=url)["Messages"]
    assert json.loads(message["Body"]) == {"force_id": "avon", "bundle_id": "bundle-1"}
