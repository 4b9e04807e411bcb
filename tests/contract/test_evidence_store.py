"""What every EvidenceStore does."""

import hashlib
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from sightline.adapters.aws import s3 as make_s3
from sightline.adapters.evidence_store import S3EvidenceStore
from sightline.domain.original import PieceBody
from sightline.ports import EvidenceStore
from tests.fakes.evidence import EvidenceInMemory

Put = Callable[[str, bytes, dict[str, str]], None]


@pytest.fixture
def s3(aws: None) -> Any:  # noqa: ARG001
    """Return a client of an emulated S3 with a locked bucket."""
    client = boto3.client("s3", region_name="eu-west-2")
    client.create_bucket(
        Bucket="evidence",
        CreateBucketConfiguration={"LocationConstraint": "eu-west-2"},
        ObjectLockEnabledForBucket=True,
    )
    client.put_object_lock_configuration(
        Bucket="evidence",
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 31}},
        },
    )
    return client


@pytest.fixture(params=["memory", "s3"])
def filled(request: pytest.FixtureRequest) -> tuple[EvidenceStore, Put]:
    """Return an empty store of each kind, and how a worker puts an object there."""
    if request.param == "memory":
        memory = EvidenceInMemory()

        def put_in_memory(key: str, body: bytes, notes: dict[str, str]) -> None:
            memory.objects[key], memory.notes[key] = body, notes

        return memory, put_in_memory
    client: Any = request.getfixturevalue("s3")

    def put(key: str, body: bytes, notes: dict[str, str]) -> None:
        client.put_object(Bucket="evidence", Key=key, Body=body, Metadata=notes, ChecksumAlgorithm="SHA256")

    return S3EvidenceStore(client, client, "evidence"), put


def test_lists_keys_in_order(filled: tuple[EvidenceStore, Put]) -> None:
    """All keys under a prefix, and no others, in order."""
    store, put = filled
    for key in ("avon/s1/b", "avon/s1/a", "avon/s10/c", "kent/s1/d"):
        put(key, b"x", {})

    assert list(store.list_keys("avon/s1/")) == ["avon/s1/a", "avon/s1/b"]
    assert list(store.list_keys("nobody/")) == []


def test_returns_digest_length_and_notes(filled: tuple[EvidenceStore, Put]) -> None:
    """A digest is that of the bytes that lie there."""
    store, put = filled
    put("k1", b"one", {"sha256": "noted", "gaps": "[]"})
    put("k2", b"three", {})

    assert store.read_digests(["k1", "k2"]) == {
        "k1": (hashlib.sha256(b"one").hexdigest(), 3, {"sha256": "noted", "gaps": "[]"}),
        "k2": (hashlib.sha256(b"three").hexdigest(), 5, {}),
    }
    assert store.read_digests([]) == {}


def test_stores_an_object_once(filled: tuple[EvidenceStore, Put]) -> None:
    """Of several who store an object the first wins, and its bytes stand."""
    store, _ = filled

    won = [store.put_once("manifest.json", body, "application/json") for body in (b"first", b"second", b"first")]

    assert won == [True, False, False]
    assert store.read_object("manifest.json") == b"first"
    assert store.read_object("nothing") is None


def test_locks_what_it_stores(s3: Any) -> None:
    """What is stored cannot be deleted."""
    S3EvidenceStore(s3, s3, "evidence").put_once("manifest.json", b"{}", "application/json")
    head = s3.head_object(Bucket="evidence", Key="manifest.json")

    assert head["ObjectLockMode"] == "COMPLIANCE"
    with pytest.raises(s3.exceptions.ClientError, match="AccessDenied"):
        s3.delete_object(Bucket="evidence", Key="manifest.json", VersionId=head["VersionId"])


def test_hashes_what_the_store_did_not(s3: Any) -> None:
    """An object that was put without a checksum is sealed by its bytes."""
    s3.put_object(Bucket="evidence", Key="bare", Body=b"bare")

    digests = S3EvidenceStore(s3, s3, "evidence").read_digests(["bare"])

    assert digests["bare"][0] == hashlib.sha256(b"bare").hexdigest()


def test_presigns_for_a_minute_at_the_browsers_address(s3: Any) -> None:
    """An address names the object at the host that browsers reach, and its own end."""
    store = S3EvidenceStore(s3, make_s3("https://192.0.2.1:9443"), "evidence")

    url = urlsplit(store.presign("avon/s1/a", timedelta(seconds=60)))

    assert (url.netloc, url.path) == ("192.0.2.1:9443", "/evidence/avon/s1/a")
    assert parse_qs(url.query)["X-Amz-Expires"] == ["60"]


def test_lists_more_than_a_page(s3: Any) -> None:
    """A session of more than a thousand objects is listed whole."""
    for number in range(1003):
        s3.put_object(Bucket="evidence", Key=f"p/{number:04d}", Body=b"")

    assert len(list(S3EvidenceStore(s3, s3, "evidence").list_keys("p/"))) == 1003


def test_an_object_that_is_saved_is_never_shown(s3: Any) -> None:
    """Under the name that is given, for as long as is said."""
    url = S3EvidenceStore(s3, s3, "evidence").presign_file("avon/s1/c1/clip.mp4", "Tür.mp4", timedelta(seconds=5))
    asked = parse_qs(urlsplit(url).query)
    assert asked["response-content-disposition"] == ["attachment; filename*=UTF-8''T%C3%BCr.mp4"]
    assert asked["X-Amz-Expires"] == ["5"]


def test_presigns_a_piece_for_its_own_bytes(s3: Any) -> None:
    """Type, length, checksum and If-None-Match are signed: at this address nothing else can be put, and once."""
    store = S3EvidenceStore(s3, make_s3("https://192.0.2.1:9443"), "evidence")
    body = PieceBody("video/webm;codecs=vp8,opus", 9, hashlib.sha256(b"one piece").hexdigest())

    address, headers = store.presign_piece("avon/s1/original/t1/0.webm", body, timedelta(minutes=5))

    query = parse_qs(urlsplit(address).query)
    signed = set(query["X-Amz-SignedHeaders"][0].split(";"))
    assert signed == {name.lower() for name in headers} | {"host", "content-length"}
    assert headers["x-amz-checksum-sha256"] == b64encode(hashlib.sha256(b"one piece").digest()).decode()
    assert (headers["If-None-Match"], headers["Content-Type"]) == ("*", body.mime)
    assert query["X-Amz-Expires"] == ["300"]


def test_presigns_at_the_regions_own_address(aws: None) -> None:  # noqa: ARG001  it brings the credentials
    """Which the pages' policy lets them connect to; the global one it does not."""
    store = S3EvidenceStore(make_s3(), make_s3(), "evidence")

    assert urlsplit(store.presign("a", timedelta(seconds=60))).netloc == "evidence.s3.eu-west-2.amazonaws.com"
