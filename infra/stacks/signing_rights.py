"""What functions may do with what is signed: write it under the seal key, or read it and check signatures."""

from infra.constructs.findings import below, explain
from infra.constructs.function import SightlineFunction
from infra.stacks.evidence import EvidenceStack

MANIFESTS = ("*/manifest.json", "*/seal.json")
SEGMENTS = "*/custody/*.json"
ROOTS = "*/roots/*"


def let_sign(function: SightlineFunction, evidence: EvidenceStack, *kinds: str) -> None:
    """Let a function put kinds of signed objects, and read what another run has put in their place."""
    bucket, key, seal_key = evidence.bucket, evidence.key, evidence.seal_key
    function.allow(["s3:GetObject", "s3:PutObject"], [bucket.arn_for_objects(kind) for kind in kinds])
    function.allow(["kms:Decrypt", "kms:GenerateDataKey"], [key.key_arn])
    function.allow(["kms:Sign", "kms:GetPublicKey"], [seal_key.key_arn])
    _explain_objects(function, evidence, *kinds)
    function.tell(
        {"evidence_bucket": bucket.bucket_name, "evidence_key_id": key.key_arn, "seal_key_id": seal_key.key_arn}
    )


def let_write_roots(function: SightlineFunction, evidence: EvidenceStack) -> None:
    """Let a function write daily roots, and see which are missing."""
    function.allow(["s3:ListBucket"], [evidence.bucket.bucket_arn])
    let_sign(function, evidence, ROOTS)


def let_verify(function: SightlineFunction, evidence: EvidenceStack) -> None:
    """Let a function read what is signed and have signatures checked; it can make none."""
    bucket, kinds = evidence.bucket, (SEGMENTS, *MANIFESTS)
    function.allow(["s3:ListBucket", "s3:ListBucketVersions"], [bucket.bucket_arn])
    function.allow(["s3:GetObject"], [bucket.arn_for_objects(kind) for kind in kinds])
    function.allow(["kms:Decrypt"], [evidence.key.key_arn])
    function.allow(["kms:Verify", "kms:GetPublicKey"], [evidence.seal_key.key_arn])
    _explain_objects(function, evidence, *kinds)
    function.tell({"evidence_bucket": bucket.bucket_name, "seal_key_id": evidence.seal_key.key_arn})


def _explain_objects(function: SightlineFunction, evidence: EvidenceStack, *kinds: str) -> None:
    explain(
        function,
        "2026-11-21",
        "A session's objects lie under its own prefix, which no policy can know before; the kind of object is named.",
        *below(evidence.bucket.bucket_arn, evidence, *(f"/{kind}" for kind in kinds)),
    )
