"""The way of a file that a phone has already, through the deployed functions: from the choice to the library."""

import json
from hashlib import sha256
from typing import Any

import boto3
import pytest

from boundary.callers import context_of
from sightline import bootstrap
from sightline.usecases.credentials import citizen_of_session
from tests.fakes.files import MP4
from tests.fakes.subjects import make_session
from tests.integration.functions.deployment import CONTEXT, REGION, Answer, Deployment
from uploads.app import check

CITIZEN = context_of(citizen_of_session("session-1", "force"))
FILE = {"file_name": "IMG_0412.mp4", "bytes": len(MP4), "modified_at": "2026-11-20T18:04:05.678Z"}
DIGEST = sha256(MP4).hexdigest()


@pytest.fixture(autouse=True)
def bucket(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ARG001  it emulates AWS
    """Return an S3 with an empty evidence bucket; begin the session of a citizen who agreed to send files."""
    s3: Any = boto3.client("s3", region_name=REGION)
    s3.create_bucket(Bucket="evidence", CreateBucketConfiguration={"LocationConstraint": REGION})
    queue = boto3.client("sqs", region_name=REGION).create_queue(QueueName="uploads")["QueueUrl"]
    key = boto3.client("kms", region_name=REGION).create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    settings = {"EVIDENCE_BUCKET": "evidence", "UPLOAD_QUEUE_URL": queue, "SEAL_KEY_ID": key["KeyMetadata"]["KeyId"]}
    for name, value in settings.items():
        monkeypatch.setenv(f"SIGHTLINE_{name}", value)
    bootstrap.session_store().add(make_session(force_id="force"))
    return s3


def put_part(s3: Any, upload_id: str) -> None:
    """Put the only part, as the phone does by its address."""
    upload = bootstrap.upload_store().get(upload_id)
    s3.upload_part(
        Bucket="evidence",
        Key=upload.key,
        UploadId=upload.multipart_id,
        PartNumber=1,
        Body=MP4,
        ChecksumAlgorithm="SHA256",
    )


def test_from_the_choice_to_the_library(deployment: Deployment, bucket: Any) -> None:
    """Seen by officers on its way, gone on with when it is chosen again, and kept under the session's incident."""

    def citizen(method: str, path: str, body: Any = None) -> Answer:
        return deployment.call(method, path, body, authorizer=CITIZEN)

    def seen() -> list[str]:
        shown = deployment.officer("GET", "/sessions/session-1").body["session"]["files"]
        return [file["state"] for file in shown]

    begun = citizen("POST", "/citizen/uploads", FILE)
    assert (begun.status, begun.body["stored"], seen()) == (201, [], ["open"])
    upload_id = begun.body["upload_id"]
    address = citizen("POST", f"/citizen/uploads/{upload_id}/parts", {"number": 1, "sha256": DIGEST})
    assert f"force/{upload_id}/upload/master" in address.body["url"]
    put_part(bucket, upload_id)
    again = citizen("POST", "/citizen/uploads", FILE)
    assert (again.body["upload_id"], again.body["stored"]) == (upload_id, [1])
    assert citizen("POST", f"/citizen/uploads/{upload_id}/complete", {"sha256": DIGEST}).status == 202
    assert seen() == ["checking"]

    batch = {"Records": [{"messageId": "m-1", "body": json.dumps({"material_id": upload_id})}]}
    assert check(batch, CONTEXT) == {"batchItemFailures": []}
    assert seen() == ["stored"]
    assert [file["state"] for file in citizen("GET", "/citizen/uploads").body["files"]] == ["stored"]
    (found,) = deployment.officer("GET", "/materials?incident_ref=AV/2026/17").body["materials"]
    assert (found["material_id"], found["title"], found["kind"]) == (upload_id, "IMG_0412.mp4", "upload")
    manifest = json.loads(bucket.get_object(Bucket="evidence", Key=f"force/{upload_id}/manifest.json")["Body"].read())
    assert (manifest["session_id"], manifest["modified_at"]) == ("session-1", "2026-11-20T18:04:05.678Z")
