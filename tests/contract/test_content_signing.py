"""Credentials signed by a key that never leaves KMS, alone and by the function as it is deployed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from av import VideoFrame

from derivations.snapshot import encode_png
from infra.local.content_credentials import ContentAuthority, certify_key
from provenance.app import attest
from provenance.bootstrap import office
from provenance.claims import write_claim
from provenance.embedding import Issuer, embed
from sightline.adapters.bare_copy_store import S3BareCopyStore
from sightline.adapters.signer import KmsSigner
from sightline.domain.bare_copy import bare_prefix
from sightline.domain.copy import derivation_key
from sightline.messages.copies import Derivation
from tests.fakes.content import PREFIX, a_derivation, a_file, read_credentials


@pytest.mark.usefixtures("aws")
def test_c2pas_reader_takes_a_signature_of_kms(tmp_path: Path) -> None:
    """KMS answers in DER, COSE wants it otherwise: what comes out is valid, and of whom the certificate names."""
    client: Any = boto3.client("kms", region_name="eu-west-2")
    key_id = client.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    authority = ContentAuthority()
    issuer = Issuer(KmsSigner(client, key_id).sign, certify_key(authority, client, key_id))
    source, target = tmp_path / "bare", tmp_path / "finished"
    source.write_bytes(encode_png(VideoFrame(8, 8, "rgb24")))
    file = a_file(source.read_bytes(), "image/png", kind="snapshot")
    embed(write_claim(a_derivation(file, kind="snapshot"), file, "session-1"), source, target, issuer)
    assert read_credentials(target.read_bytes(), "image/png", authority.pem).get_validation_state() == "Trusted"


@pytest.fixture
def deployed(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[ContentAuthority]:  # noqa: ARG001 it comes first
    """Make bucket, queue and key, tell the function of them, and return who has certified the key."""
    s3 = boto3.client("s3", region_name="eu-west-2")
    sqs = boto3.client("sqs", region_name="eu-west-2")
    kms = boto3.client("kms", region_name="eu-west-2")
    s3.create_bucket(Bucket="derived", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    queue = sqs.create_queue(QueueName="provenance")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    told: Any = {"QueueConfigurations": [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]}]}
    s3.put_bucket_notification_configuration(Bucket="derived", NotificationConfiguration=told)
    key_id = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    authority = ContentAuthority()
    monkeypatch.setenv("SIGHTLINE_DERIVED_BUCKET", "derived")
    monkeypatch.setenv("SIGHTLINE_PROVENANCE_KEY_ID", key_id)
    monkeypatch.setenv("SIGHTLINE_PROVENANCE_CHAIN", certify_key(authority, kms, key_id))
    office.cache_clear()
    yield authority
    office.cache_clear()


def test_what_s3_tells_of_is_attested(deployed: ContentAuthority, tmp_path: Path) -> None:
    """A bare copy arrives, S3 says so, the function finishes it; nothing but the copy is left."""
    body = encode_png(VideoFrame(8, 8, "rgb24"))
    bare = a_derivation(file := a_file(body, "image/png", kind="snapshot"), kind="snapshot")
    path = tmp_path / "bare"
    path.write_bytes(body)
    store = S3BareCopyStore(boto3.client("s3", region_name="eu-west-2"), "derived")
    store.put_file(bare_prefix(PREFIX) + file.file, path, file.media_type, file.sha256)
    store.put_outcome(derivation_key(bare_prefix(PREFIX)), bare.model_dump_json().encode())
    attest(_what_s3_says(), None)
    (finished,) = Derivation.model_validate_json(store.read_object(derivation_key(PREFIX)) or b"").files
    signed = store.read_object(PREFIX + finished.file) or b""
    assert read_credentials(signed, "image/png", deployed.pem).get_validation_state() == "Trusted"
    left = boto3.client("s3", region_name="eu-west-2").list_objects_v2(Bucket="derived")["Contents"]
    assert {each["Key"] for each in left} == {PREFIX + finished.file, derivation_key(PREFIX)}


def _what_s3_says() -> dict[str, Any]:
    """Return all that came over the queue, as Lambda hands it over."""
    sqs = boto3.client("sqs", region_name="eu-west-2")
    queue = sqs.get_queue_url(QueueName="provenance")["QueueUrl"]
    said = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)["Messages"]
    return {"Records": [{"body": message["Body"]} for message in said]}
