"""Both buckets, the queues and the time around a deployment, and what their events set going."""

import json
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3

from evidence import app as evidence
from retention import app as retention
from tests.fakes.clock import NOON, ClockAtRest
from tests.integration.functions.deployment import CONTEXT, OFFICER, REGION, Answer, Deployment
from uploads import app as uploads

RETENTION = Path(__file__).parents[3] / "infra" / "retention.toml"
QUEUES = ("hold", "disposal", "upload", "derivations")
NIGHT: dict[str, Any] = {
    "version": "0",
    "id": "e1",
    "source": "aws.events",
    "account": "1",
    "region": REGION,
    "resources": [],
    "detail-type": "Scheduled Event",
    "detail": {},
    "time": "2026-11-21T02:00:00Z",
}


class Stores:
    """The buckets, the queues, and the time."""

    def __init__(self, deployment: Deployment) -> None:
        """Make them."""
        self.deployment = deployment
        self.s3: Any = boto3.client("s3", region_name=REGION)
        self.sqs: Any = boto3.client("sqs", region_name=REGION)
        self.queues = {name: self.sqs.create_queue(QueueName=name)["QueueUrl"] for name in QUEUES}
        self.clock = ClockAtRest(NOON)
        where: Any = {"LocationConstraint": REGION}
        self.s3.create_bucket(Bucket="evidence", CreateBucketConfiguration=where, ObjectLockEnabledForBucket=True)
        self.s3.create_bucket(Bucket="derived", CreateBucketConfiguration=where)

    def settings(self) -> dict[str, str]:
        """Return what the functions must know of them."""
        kms = boto3.client("kms", region_name=REGION)
        key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
        queues = {f"{name.upper()}_QUEUE_URL": url for name, url in self.queues.items()}
        rules = json.dumps(tomllib.loads(RETENTION.read_text()))
        buckets = {"EVIDENCE_BUCKET": "evidence", "DERIVED_BUCKET": "derived"}
        return {**buckets, "SEAL_KEY_ID": key, "RETENTION": rules, **queues}

    def keys(self, bucket: str = "evidence") -> set[str]:
        """Return the keys of all that lies in a bucket, deleted or not."""
        listed = self.s3.list_object_versions(Bucket=bucket)
        return {each["Key"] for each in (*listed.get("Versions", []), *listed.get("DeleteMarkers", []))}

    def work_off(self, queue: str) -> None:
        """Hand what waits on a queue to its function."""
        function = {"hold": retention.hold, "disposal": retention.dispose, "upload": uploads.check}[queue]
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

    def minute(self) -> None:
        """Let a minute pass, and what runs each minute run."""
        self.clock.advance(timedelta(minutes=1))
        evidence.sweep(NIGHT, CONTEXT)
        evidence.checkpoint(NIGHT, CONTEXT)

    def ask(self, name: str, group: str, path: str, body: dict[str, Any] | None = None) -> Answer:
        """Call a route as an officer who has just signed in."""
        claims = OFFICER | {"sub": name, "name": name, "cognito:groups": f"[{group}]"}
        claims |= {"auth_time": str(int(self.clock.now().timestamp()))}
        return self.deployment.officer("GET" if body is None else "POST", path, body, claims=claims)
