"""What functions may do about the end of evidence: put holds, announce, and one of them dispose."""

from aws_cdk import aws_sqs as sqs

from infra.constructs.findings import below, explain
from infra.constructs.function import SightlineFunction
from infra.stacks.evidence import EvidenceStack

REPORTS = "*/disposals/*.json"


def let_ask_for_holds(function: SightlineFunction, evidence: EvidenceStack) -> None:
    """Let a function put a material on the hold queue."""
    let_send(function, evidence, evidence.hold_queue)
    function.tell({"hold_queue_url": evidence.hold_queue.queue_url})


def let_hold(function: SightlineFunction, evidence: EvidenceStack) -> None:
    """Let a function put objects on legal hold, and take none off: its own role says so too."""
    bucket = evidence.bucket
    function.allow(["s3:ListBucketVersions"], [bucket.bucket_arn])
    function.allow(
        ["s3:PutObjectLegalHold"],
        [bucket.arn_for_objects("*")],
        {"StringEquals": {"s3:object-lock-legal-hold": "ON"}},
    )
    _explain_objects(function, evidence, "/*")
    function.tell({"evidence_bucket": bucket.bucket_name})


def let_announce(function: SightlineFunction, evidence: EvidenceStack) -> None:
    """Let a function write what will go, and queue what goes."""
    bucket = evidence.bucket
    function.allow(["s3:GetObject", "s3:PutObject"], [bucket.arn_for_objects(REPORTS)])
    function.allow(["kms:Decrypt", "kms:GenerateDataKey"], [evidence.key.key_arn])
    _explain_objects(function, evidence, f"/{REPORTS}")
    let_send(function, evidence, evidence.disposal_queue)
    function.tell({"evidence_bucket": bucket.bucket_name, "disposal_queue_url": evidence.disposal_queue.queue_url})


def let_dispose(function: SightlineFunction, evidence: EvidenceStack) -> None:
    """Let a function lift holds and delete; the bucket's policy says that it alone may, and what even it must leave."""
    bucket = evidence.bucket
    function.allow(["s3:ListBucketVersions"], [bucket.bucket_arn])
    function.allow(
        [
            "s3:DeleteObjectVersion",
            "s3:GetObjectLegalHold",
            "s3:GetObjectRetention",
            "s3:GetObjectVersion",
            "s3:PutObjectLegalHold",
        ],
        [bucket.arn_for_objects("*")],
    )
    _explain_objects(function, evidence, "/*")
    derived = evidence.derived
    function.allow(["s3:ListBucketVersions"], [derived.bucket_arn])
    function.allow(["s3:DeleteObjectVersion"], [derived.arn_for_objects("*")])
    explain(
        function,
        "2026-11-21",
        "Copies lie under their masters' prefixes, which no policy can know before, and go with them.",
        *below(derived.bucket_arn, evidence, "/*"),
    )
    function.tell({"derived_bucket": derived.bucket_name})


def let_send(function: SightlineFunction, evidence: EvidenceStack, queue: sqs.IQueue) -> None:
    """Let a function put messages on one of the stack's queues, which one key encrypts."""
    function.allow(["sqs:SendMessage"], [queue.queue_arn])
    function.allow(["kms:Decrypt", "kms:GenerateDataKey"], [evidence.key.key_arn])


def _explain_objects(function: SightlineFunction, evidence: EvidenceStack, path: str) -> None:
    explain(
        function,
        "2026-11-21",
        "A material's objects lie under its own prefix, which no policy can know before; the bucket is named.",
        *below(evidence.bucket.bucket_arn, evidence, path),
    )
