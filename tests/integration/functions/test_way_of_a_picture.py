"""The way of a picture through the deployed functions: from the first WebSocket to the sealed recording."""

import hashlib
import json
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from boundary.callers import context_of
from evidence.app import checkpoint, roots, seal, sweep
from sightline import bootstrap
from sightline.domain.participant import Participant
from sightline.domain.session import EndReason
from sightline.messages.base import Model
from signalling.app import connect, disconnect, message
from tests.fakes.clock import NOON
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.exchange import a_citizen, a_worker, an_officer
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_invite, make_session
from tests.integration.functions.deployment import AUDITOR, CONTEXT, REGION, STRANGER, Deployment

CITIZEN, PERSON, WORKER = a_citizen(force_id="force"), an_officer(force_id="force"), a_worker()

SCHEDULED = {
    "version": "0",
    "id": "event-1",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "123456789012",
    "time": "2026-11-21T12:00:00Z",
    "region": REGION,
    "resources": ["rule"],
    "detail": {},
}


class Wire:
    """API Gateway's side of the WebSockets: it keeps what the functions post."""

    def __init__(self) -> None:
        """Begin with nothing posted."""
        self.posted: list[tuple[str, dict[str, Any]]] = []

    def send(self, connection_id: str, said: Model) -> bool:
        """Keep a message as it goes over the wire."""
        self.posted.append((connection_id, json.loads(said.model_dump_json())))
        return True

    def close(self, connection_id: str) -> None:
        """Keep that a connection was cut."""
        self.posted.append((connection_id, {"type": "cut"}))

    def heard(self, connection_id: str, kind: str) -> list[dict[str, Any]]:
        """Return what a connection was sent of one type."""
        return [said for receiver, said in self.posted if receiver == connection_id and said["type"] == kind]


def event(participant: Participant, connection_id: str, body: dict[str, Any] | str | None = None) -> dict[str, Any]:
    """Return an event as API Gateway sends it for a route of its WebSocket API."""
    context = {
        "connectionId": connection_id,
        "apiId": "ws",
        "domainName": "ws.example",
        "stage": "ws",
        "authorizer": context_of(participant),
    }
    return {"requestContext": context, "body": json.dumps(body) if isinstance(body, dict) else body}


def say(participant: Participant, connection_id: str, **said: Any) -> None:
    """Send a message over a participant's WebSocket."""
    assert message(event(participant, connection_id, said), CONTEXT) == {"statusCode": 200}


@pytest.fixture
def wire(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Return the WebSockets of a citizen, an officer and a worker of a session that has just begun."""
    key = boto3.client("kms", region_name=REGION).create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    _make_bucket()
    monkeypatch.setenv("SIGHTLINE_EVIDENCE_BUCKET", "evidence")
    monkeypatch.setenv("SIGHTLINE_SEAL_KEY_ID", key["KeyMetadata"]["KeyId"])
    bootstrap.settings.cache_clear()
    wire = Wire()
    monkeypatch.setattr(bootstrap, "sender", lambda: wire)
    bootstrap.session_store().add(make_session(force_id="force"))
    bootstrap.invite_store().add(make_invite(force_id="force"))
    for participant, connection_id in ((CITIZEN, "phone"), (PERSON, "desk"), (WORKER, "worker")):
        assert connect(event(participant, connection_id), CONTEXT) == {"statusCode": 200}
    say(WORKER, "worker", type="announce", places=4, free_places=4)
    assert deployment.texts == []
    return wire


def test_from_offer_to_picture(wire: Wire) -> None:
    """Offer, answer, first frame, an officer's leg: each end hears what the other does."""
    say(CITIZEN, "phone", type="hello")
    say(CITIZEN, "phone", type="offer", session_id="session-1", leg_id="up-1", sdp="v=0 offer")
    [command] = wire.heard("worker", "offer")
    say(WORKER, "worker", type="answer", reply_to=command["reply_to"], session_id="session-1", leg_id="up-1", sdp="v=0")
    for state in ("connected", "first-frame"):
        report(state=state, direction="up", leg_id="up-1")
    say(PERSON, "desk", type="watch", session_id="session-1")
    say(PERSON, "desk", type="offer", session_id="session-1", leg_id="down-1", sdp="v=0")
    report(state="connected", direction="down", leg_id="down-1")
    say(PERSON, "desk", type="chat", session_id="session-1", text="Stay back", ref="r1")

    assert [welcome["role"] for welcome in wire.heard("phone", "welcome")] == ["citizen"]
    assert [answer["sdp"] for answer in wire.heard("phone", "answer")] == ["v=0"]
    assert wire.heard("desk", "session")[-1]["session"]["state"] == "live"
    assert "first-frame" in wire.heard("desk", "invite")[-1]["invite"]["funnel"]
    assert wire.heard("phone", "audience")[-1] == {
        "type": "audience",
        "session_id": "session-1",
        "watching": 1,
        "recording": True,
    }
    assert wire.heard("phone", "chat")[0]["message"]["text"] == "Stay back"
    assert wire.heard("phone", "error") == wire.heard("desk", "error") == wire.heard("worker", "error") == []


def test_a_worker_is_lost(wire: Wire) -> None:
    """The close of a worker's WebSocket asks the citizen for a new offer."""
    say(CITIZEN, "phone", type="offer", session_id="session-1", leg_id="up-1", sdp="v=0")

    disconnect(event(WORKER, "worker"), CONTEXT)

    assert wire.heard("phone", "leg")[-1]["reason"] == "worker-gone"
    say(CITIZEN, "phone", type="offer", session_id="session-1", leg_id="up-2", sdp="v=0")
    assert wire.heard("phone", "refusal")[-1]["code"] == "no-free-worker"


def test_positions_go_in_and_come_out_as_a_trail(wire: Wire, deployment: Deployment) -> None:
    """What the phone sends reaches who watches, and comes out in each format."""
    say(PERSON, "desk", type="watch", session_id="session-1")
    fix = {
        "sequence": 0,
        "latitude": 51.4545,
        "longitude": -2.5879,
        "accuracy": 8.5,
        "fixed_at": "2026-11-21T12:00:00Z",
    }

    answer = deployment.call("POST", "/positions", {"positions": [fix]}, authorizer=context_of(CITIZEN))

    assert (answer.status, answer.body) == (202, {"stored": 1})
    assert wire.heard("desk", "positions")[-1]["positions"][0]["latitude"] == 51.4545
    path = "/sessions/session-1/trail"
    assert deployment.officer("GET", path).body["positions"][0]["longitude"] == -2.5879
    assert deployment.officer("GET", f"{path}?format=geojson").body["features"][0]["geometry"]["type"] == "Point"
    gpx = deployment.officer("GET", f"{path}?format=gpx")
    assert (gpx.media_type, "51.4545000" in gpx.body) == ("application/gpx+xml", True)
    assert deployment.officer("GET", f"{path}?format=kml").status == 400
    assert deployment.officer("GET", path, claims=STRANGER).status == 404


def test_refuses_positions_that_are_none(wire: Wire, deployment: Deployment) -> None:  # noqa: ARG001
    """What the schema does not know, or no number can be, is a problem of the sender's."""
    fix = {"sequence": 0, "latitude": 91, "longitude": 0, "accuracy": 1, "fixed_at": "2026-11-21T12:00:00Z"}

    answer = deployment.call("POST", "/positions", {"positions": [fix]}, authorizer=context_of(CITIZEN))

    assert (answer.status, answer.body["code"]) == (400, "invalid-request")


def test_from_recording_to_seal(wire: Wire, deployment: Deployment) -> None:
    """An ended session's recording is sealed from the queue, replayed and checked from what the routes give out."""
    _record()
    say(PERSON, "desk", type="end", session_id="session-1")
    assert wire.heard("phone", "ended")[-1]["reason"] == EndReason.OFFICER

    assert seal({"Records": [{"messageId": "m1", "body": '{"session_id": "session-1"}'}]}, CONTEXT) == {
        "batchItemFailures": []
    }

    assert deployment.officer("GET", "/sessions/session-1/recording").body["code"] == "reason-required"
    viewing = deployment.officer("POST", "/materials/session-1/viewings", {"reason": "Investigation"})
    assert viewing.status == 201
    view = deployment.officer("GET", "/sessions/session-1/recording").body
    assert (view["fragment_count"], view["sealed"], view["codecs"]) == (3, True, ["avc1.42e01f", "opus"])
    playlist = deployment.officer("GET", "/sessions/session-1/playlist")
    assert playlist.media_type == "application/vnd.apple.mpegurl"
    assert playlist.body.count("fragments/") == 3
    fragments = deployment.officer("GET", "/sessions/session-1/fragments?first=1&count=2").body
    assert [each["index"] for each in fragments["fragments"]] == [1, 2]
    assert "X-Amz-Expires=60" in fragments["fragments"][0]["url"]
    _verify(deployment.officer("GET", "/sessions/session-1/manifest").body)
    assert wire.heard("desk", "session")[-1]["session"]["seal"]["fragment_count"] == 3
    _check_custody(deployment)


def _check_custody(deployment: Deployment) -> None:
    """Bring the chain under a checkpoint, read it and have it checked by KMS, as an auditor; write the day's root."""
    checkpoint(SCHEDULED, CONTEXT)
    entries = deployment.officer("GET", "/materials/session-1/custody", claims=AUDITOR).body["entries"]
    assert [entry["action"] for entry in entries] == ["ended", "sealed", "viewed", "downloaded"]
    assert all(entry["checked"] for entry in entries)
    verified = deployment.officer("POST", "/materials/session-1/verify", claims=AUDITOR).body
    assert (verified["holds"], verified["entries"], verified["checkpoints"]) == (True, 4, 2)
    roots(SCHEDULED, CONTEXT)  # the day is not over: there is none to write
    assert not list(bootstrap.evidence_store().list_keys("force/roots/"))
    flipped = _flip_a_bit_of_each()
    found = deployment.officer("POST", "/materials/session-1/verify", claims=AUDITOR).body["findings"]
    assert {(each["where"], each["fault"]) for each in found} == {(key, "object-stored-over") for key in flipped}


def _flip_a_bit_of_each() -> list[str]:
    """Store every object of the recording anew, its last bit flipped: the bucket takes it, and keeps what it had."""
    s3 = boto3.client("s3", region_name=REGION)
    listed = s3.list_objects_v2(Bucket="evidence", Prefix="force/session-1/")["Contents"]
    keys = [each["Key"] for each in listed if not each["Key"].endswith(".json") or "/recordings/" in each["Key"]]
    for key in keys:
        body = s3.get_object(Bucket="evidence", Key=key)["Body"].read()
        s3.put_object(Bucket="evidence", Key=key, Body=body[:-1] + bytes([body[-1] ^ 1]), ChecksumAlgorithm="SHA256")
    assert len(keys) > 3
    return keys


def test_sweeps_what_was_not_sealed(wire: Wire, deployment: Deployment) -> None:  # noqa: ARG001
    """The schedule finds ended sessions that nobody has sealed, and the queue brings them to the seal."""
    say(PERSON, "desk", type="end", session_id="session-1")
    bootstrap.session_store().change(
        "session-1", lambda session: replace(session, ended_at=bootstrap.clock().now() - timedelta(minutes=5))
    )

    sweep(SCHEDULED, CONTEXT)

    queue = boto3.client("sqs", region_name=REGION)
    [found] = queue.receive_message(QueueUrl=bootstrap.settings().seal_queue_url or "")["Messages"]
    assert json.loads(found["Body"]) == {"session_id": "session-1"}


def test_a_seal_that_fails_comes_again(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """The queue keeps what could not be sealed; what does not exist is not tried again."""
    say(PERSON, "desk", type="end", session_id="session-1")
    monkeypatch.setenv("SIGHTLINE_EVIDENCE_BUCKET", "no-such-bucket")
    bootstrap.settings.cache_clear()
    bootstrap.evidence_store.cache_clear()
    bootstrap.ports.cache_clear()
    records = [
        {"messageId": "m1", "body": '{"session_id": "session-1"}'},
        {"messageId": "m2", "body": '{"session_id": "nobody"}'},
    ]

    assert seal({"Records": records}, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "m1"}]}


def test_another_force_finds_nothing(wire: Wire, deployment: Deployment) -> None:  # noqa: ARG001
    """Another force's officer gets the answer for what does not exist, whatever the door."""
    for route in ("recording", "playlist", "fragments", "trail"):
        path = f"/sessions/session-1/{route}"
        assert deployment.officer("GET", path).status == 200
        assert deployment.officer("GET", path, claims=STRANGER).body["code"] == "not-found"
    assert deployment.officer("GET", "/sessions/session-1/manifest", claims=STRANGER).status == 404


def report(**said: Any) -> None:
    """Let the worker report a leg."""
    say(WORKER, "worker", type="leg", session_id="session-1", participant_id="anybody", **said)


def _make_bucket() -> None:
    boto3.client("s3", region_name=REGION).create_bucket(
        Bucket="evidence",
        CreateBucketConfiguration={"LocationConstraint": "eu-west-2"},
        ObjectLockEnabledForBucket=True,
    )


def _record() -> None:
    """Put a recording of three fragments into the bucket, as a worker does."""
    memory, s3 = EvidenceInMemory(), boto3.client("s3", region_name=REGION)
    store_recording(memory, "r1", NOON, 3, force_id="force")
    for key, body in memory.objects.items():
        notes = memory.notes.get(key, {})
        s3.put_object(Bucket="evidence", Key=key, Body=body, Metadata=notes, ChecksumAlgorithm="SHA256")


def _verify(document: dict[str, Any]) -> None:
    """Check the seal, and each object against the manifest, as a court would."""
    s3 = boto3.client("s3", region_name=REGION)
    manifest = s3.get_object(Bucket="evidence", Key="force/session-1/manifest.json")["Body"].read()
    assert json.loads(manifest) == document["manifest"]
    statement = document["seal"]["statement"]
    assert json.loads(statement)["manifest_sha256"] == hashlib.sha256(manifest).hexdigest()
    key = load_pem_public_key(document["seal"]["public_key"].encode())
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(b64decode(document["seal"]["signature"]), statement.encode(), ec.ECDSA(hashes.SHA256()))
    [recording] = document["manifest"]["recordings"]
    for each in (*recording["fragments"], *recording["init_segments"], recording["closing_word"]):
        body = s3.get_object(Bucket="evidence", Key=each["key"])["Body"].read()
        assert (each["sha256"], each["bytes"]) == (hashlib.sha256(body).hexdigest(), len(body))
