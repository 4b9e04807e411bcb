"""What functions may do with files brought in: take their parts, hand them out, read them once."""

from infra.constructs.findings import below, explain
from infra.constructs.function import SightlineFunction
from infra.stacks.disposal_rights import let_send
from infra.stacks.evidence import EvidenceStack

UPLOADED = "*/upload/master"
"""Every uploaded file, whatever its own name."""


def let_upload(function: SightlineFunction, evidence: EvidenceStack) -> None:
    """A presigned address can do what its signer may: put parts of a file, and hand the whole out again."""
    let_put_together(function, evidence)
    let_send(function, evidence, evidence.upload_queue)
    function.tell({"upload_queue_url": evidence.upload_queue.queue_url})


def let_put_together(function: SightlineFunction, evidence: EvidenceStack) -> None:
    """Let a function put parts and make a file of them, and read it."""
    files = [evidence.bucket.arn_for_objects(UPLOADED)]
    function.allow(["s3:PutObject", "s3:ListMultipartUploadParts"], files)
    function.allow(["kms:GenerateDataKey"], [evidence.key.key_arn])
    let_read_uploads(function, evidence)


def let_read_uploads(function: SightlineFunction, evidence: EvidenceStack) -> None:
    """Let a function read uploaded files."""
    function.allow(["s3:GetObject"], [evidence.bucket.arn_for_objects(UPLOADED)])
    function.allow(["kms:Decrypt"], [evidence.key.key_arn])
    explain(
        function,
        "2026-11-21",
        "An upload lies under an id of its own, which no policy can know before; the kind of object is named.",
        *below(evidence.bucket.bucket_arn, evidence, f"/{UPLOADED}"),
    )
    function.tell({"evidence_bucket": evidence.bucket.bucket_name})
