"""The way of an exhibit to its end, through the deployed functions: refused to one, done by two, a night later."""

import json
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from retention import app as retention
from sightline import bootstrap
from sightline.domain.material import MaterialKind
from tests.fakes.clock import NOON, ClockAtRest
from tests.fakes.examples import an_invite
from tests.fakes.materials import a_material
from tests.fakes.subjects import make_position, make_session
from tests.integration.functions.deployment import CONTEXT, OFFICER, REGION, Answer, Deployment

PREFIX = "force/material-1/"
EVIDENCE = {f"{PREFIX}recordings/r1/{index}.m4s" for index in range(3)}
MANIFEST = f"{PREFIX}manifest.json"
COPY = f"{PREFIX}copy-1/clip.mp4"
MARK = {"exhibit_ref": "AB/1", "crime_number": "0123/26", "reason": "Shows the blow"}
BECAUSE = {"reason": "The case is closed"}
RETENTION = Path(__file__).parents[3] / "infra" / "retention.toml"
NIGHT: dict[str, Any] = {
    "version": "0",
    "id": "e1",
    "source": "aws.events",
    "account": "1",
    "region": REGION,
    "resources": [],
}
NIGHT |= {"detail-type": "Scheduled Event", "detail": {}, "time": "2026-11-21T02:00:00Z"}


class _Store:
    """The buckets, the queues, and the time."""

    def __init__(self, deployment: Deployment) -> None:
        self.deployment = deployment
        self.s3: Any = boto3.client("s3", region_name=REGION)
        self.sqs: Any = boto3.client("sqs", region_name=REGION)
        self.queues = {name: self.sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("hold", "disposal")}
        self.clock = ClockAtRest(NOON)
        where: Any = {"LocationConstraint": REGION}
        self.s3.create_bucket(Bucket="evidence", CreateBucketConfiguration=where, ObjectLockEnabledForBucket=True)
        self.s3.create_bucket(Bucket="derived", CreateBucketConfiguration=where)
        for key in (*EVIDENCE, MANIFEST, f"{PREFIX}seal.json"):
            self.s3.put_object(Bucket="evidence", Key=key, Body=b"evidence")
        self.s3.put_object(Bucket="derived", Key=COPY, Body=b"copy")

    def settings(self) -> dict[str, str]:
        kms = boto3.client("kms", region_name=REGION)
        key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
        queues = {f"{name.upper()}_QUEUE_URL": url for name, url in self.queues.items()}
        rules = json.dumps(_rules())
        return {
            "EVIDENCE_BUCKET": "evidence",
            "DERIVED_BUCKET": "derived",
            "SEAL_KEY_ID": key,
            "RETENTION": rules,
        } | queues

    def keys(self, bucket: str = "evidence") -> set[str]:
        listed = self.s3.list_object_versions(Bucket=bucket)
        return {each["Key"] for each in (*listed.get("Versions", []), *listed.get("DeleteMarkers", []))}

    def work_off(self, queue: str) -> None:
        """Hand what waits on a queue to its function."""
        function = {"hold": retention.hold, "disposal": retention.dispose}[queue]
        waiting = self.sqs.receive_message(QueueUrl=self.queues[queue], MaxNumberOfMessages=10).get("Messages", [])
        for message in waiting:
            event = {"Records": [{"messageId": message["MessageId"], "body": message["Body"]}]}
            assert function(event, CONTEXT) == {"batchItemFailures": []}
            self.sqs.delete_message(QueueUrl=self.queues[queue], ReceiptHandle=message["ReceiptHandle"])

    def night(self) -> None:
        """Let a day pass, and the nightly job run."""
        self.clock.advance(timedelta(days=1))
        retention.night(NIGHT, CONTEXT)
        self.work_off("disposal")

    def ask(self, name: str, group: str, route: str, body: dict[str, str] | None = None) -> Answer:
        """Call a route of the material as an officer who has just signed in."""
        claims = OFFICER | {"sub": name, "name": name, "cognito:groups": f"[{group}]"}
        claims |= {"auth_time": str(int(self.clock.now().timestamp()))}
        method, path = "GET" if body is None else "POST", f"/materials/material-1/{route}"
        return self.deployment.officer(method, path, body, claims=claims)


def _rules() -> dict[str, Any]:
    return tomllib.loads(RETENTION.read_text())


@pytest.fixture
def store(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> _Store:
    """Hold the recording of a session, forty days old."""
    store = _Store(deployment)
    for name, value in store.settings().items():
        monkeypatch.setenv(f"SIGHTLINE_{name}", value)
    bootstrap.settings.cache_clear()
    monkeypatch.setattr(bootstrap.ports(), "clock", store.clock, raising=False)
    bootstrap.material_store().add(
        a_material(kind=MaterialKind.SESSION, created_at=NOON - timedelta(days=40), ended_at=NOON - timedelta(days=40))
    )
    bootstrap.session_store().add(make_session("material-1", "force"))
    bootstrap.invite_store().add(an_invite(invite_id="invite-of-material-1"))
    bootstrap.position_store().add_all([make_position(0, "material-1")])
    return store


def test_two_people_dispose_of_an_exhibit(store: _Store) -> None:
    """Marked, held in the bucket, refused to one, agreed by another, announced, and gone the night after."""
    assert store.ask("DC Patel", "investigator", "mark", MARK).status == 200
    store.work_off("hold")
    assert store.ask("DC Patel", "investigator", "retention").body["secured"]
    head = store.s3.head_object(Bucket="evidence", Key=min(EVIDENCE))
    assert head["ObjectLockLegalHoldStatus"] == "ON"

    assert store.ask("Insp Moss", "supervisor", "disposal", BECAUSE).status == 200
    alone = store.ask("Insp Moss", "supervisor", "disposal/approve", BECAUSE)
    assert (alone.status, alone.body["code"]) == (409, "another-person-required")
    assert store.ask("Insp Webb", "supervisor", "disposal/approve", BECAUSE).body["state"] == "disposal-approved"

    store.night()
    assert store.ask("DC Patel", "investigator", "retention").body["state"] == "disposal-announced"
    assert store.keys() > EVIDENCE
    store.night()
    assert store.ask("DC Patel", "investigator", "retention").body["state"] == "disposed"
    left = {f"{PREFIX}seal.json", f"{PREFIX}disposal/certificate.json", f"{PREFIX}disposal/seal.json"}
    remaining = store.keys()
    assert {key for key in remaining if key.startswith(PREFIX)} == left
    shown = store.ask("DC Patel", "investigator", "certificate").body
    assert (shown["certificate"]["proposed_by"], shown["certificate"]["approved_by"]) == ("Insp Moss", "Insp Webb")
    assert set(shown["seal"]) == {"statement", "signature", "key_id", "public_key"}
    assert store.keys("derived") == set()
    assert bootstrap.invite_store().get("invite-of-material-1").phone_number == ""
    assert bootstrap.position_store().list_trail("material-1") == []


def test_what_is_no_evidence_goes_by_itself(store: _Store) -> None:
    """Given its date the first night, announced the second, gone the third; nobody has asked for it."""
    for state in ("held", "disposal-announced", "disposed"):
        store.night()
        assert store.ask("DC Patel", "investigator", "retention").body["state"] == state
    assert store.keys().isdisjoint(EVIDENCE)


def test_a_hold_in_the_last_night_keeps_it(store: _Store) -> None:
    """Whatever the report has said."""
    store.night()
    store.night()
    hold = {"reason": "Appeal", "review_on": (store.clock.now() + timedelta(days=90)).date().isoformat()}
    assert store.ask("DC Patel", "investigator", "holds", hold).body["state"] == "held"
    for _ in range(3):
        store.night()
    assert store.keys() >= EVIDENCE
