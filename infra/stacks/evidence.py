"""Where the evidence lies: a bucket that nobody can delete from, the key that signs seals, the queue to be sealed."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.function_table import SEAL_SECONDS
from infra.constructs.keys import encryption_key
from infra.constructs.queues import QueueWithDeadLetters
from infra.settings import DeploymentSettings


class EvidenceStack(EnvironmentStack):
    """The bucket, its key, the seal key and the seal queue."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: DeploymentSettings) -> None:
        """Make it all; the bucket keeps what it gets for `settings.lock_days`."""
        super().__init__(scope, construct_id, settings)
        self.key = encryption_key(self, "Key", "Encrypts evidence at rest.", cdk.RemovalPolicy.RETAIN)
        self.seal_key = kms.Key(
            self,
            "SealKey",
            description="Signs the seals of recordings.",
            key_spec=kms.KeySpec.ECC_NIST_P256,
            key_usage=kms.KeyUsage.SIGN_VERIFY,
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        self.bucket = _locked_bucket(self, self.key, settings)
        self.seal_queue = QueueWithDeadLetters(self, "Seal", key=self.key, longest_run_seconds=SEAL_SECONDS).queue


def _locked_bucket(scope: Construct, key: kms.IKey, settings: DeploymentSettings) -> s3.Bucket:
    bucket = s3.Bucket(
        scope,
        "Bucket",
        encryption=s3.BucketEncryption.KMS,
        encryption_key=key,
        bucket_key_enabled=True,
        versioned=True,
        object_lock_enabled=True,
        object_lock_default_retention=_retention(settings),
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        cors=[_replay_from(settings.site_origin), _originals_from(settings.site_origin)],
        lifecycle_rules=[s3.LifecycleRule(abort_incomplete_multipart_upload_after=cdk.Duration.days(1))],
        removal_policy=cdk.RemovalPolicy.RETAIN,
    )
    bucket.add_to_resource_policy(_refuse_overwriting(bucket))
    return bucket


def _retention(settings: DeploymentSettings) -> s3.ObjectLockRetention:
    days = cdk.Duration.days(settings.lock_days)
    if settings.retention_mode == "COMPLIANCE":
        return s3.ObjectLockRetention.compliance(days)
    return s3.ObjectLockRetention.governance(days)


def _replay_from(origin: str) -> s3.CorsRule:
    """Let the viewer's player read presigned fragments, in ranges."""
    return s3.CorsRule(
        allowed_methods=[s3.HttpMethods.GET],
        allowed_origins=[origin],
        allowed_headers=["range"],
        exposed_headers=["content-range", "content-length", "etag"],
        max_age=3600,
    )


def _originals_from(origin: str) -> s3.CorsRule:
    """Let the citizen's page put pieces of its own recording, with the headers that their addresses are signed for."""
    return s3.CorsRule(
        allowed_methods=[s3.HttpMethods.PUT],
        allowed_origins=[origin],
        allowed_headers=["content-type", "if-none-match", "x-amz-checksum-sha256", "x-amz-meta-sha256"],
        max_age=3600,
    )


def _refuse_overwriting(bucket: s3.Bucket) -> iam.PolicyStatement:
    """Refuse every PutObject without If-None-Match: nothing that stands here is ever covered by a newer version."""
    return iam.PolicyStatement(
        sid="NothingIsOverwritten",
        effect=iam.Effect.DENY,
        principals=[iam.AnyPrincipal()],
        actions=["s3:PutObject"],
        resources=[bucket.arn_for_objects("*")],
        conditions={"Null": {"s3:if-none-match": "true"}, "Bool": {"s3:ObjectCreationOperation": "true"}},
    )
