"""The bucket of the evidence: every object locked as it comes in, listed weekly, deleted by one function alone."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.evidence_guard import guard_bucket
from infra.settings import DeploymentSettings

SELDOM_READ_DAYS = 90
"""What is kept for longer than this was held on purpose; it then costs a fifth, and is still read at once."""

HALVES_DAYS = 7
"""From its beginning, so that whoever broke an upload off can go on for as long as it is known (domain/upload.py)."""

LISTED = (
    "Size",
    "StorageClass",
    "EncryptionStatus",
    "ChecksumAlgorithm",
    "ObjectLockMode",
    "ObjectLockRetainUntilDate",
    "ObjectLockLegalHoldStatus",
)
"""What the inventory says of each version, so that a missing lock or a forgotten hold shows."""


def evidence_bucket(
    scope: Construct, construct_id: str, *, key: kms.IKey, logs: s3.IBucket, settings: DeploymentSettings
) -> s3.Bucket:
    """Make the bucket; it outlives its stack in every environment."""
    bucket = s3.Bucket(
        scope,
        construct_id,
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
        cors=[replay_from(settings.site_origin), _originals_from(settings.site_origin)],
        lifecycle_rules=_lifecycle(),
        server_access_logs_bucket=logs,
        server_access_logs_prefix="access/",
        inventories=[_inventory(logs)],
        removal_policy=cdk.RemovalPolicy.RETAIN,
    )
    tell_event_bridge(bucket)
    guard_bucket(bucket, settings)
    return bucket


def _retention(settings: DeploymentSettings) -> s3.ObjectLockRetention:
    days = cdk.Duration.days(settings.lock_days)
    if settings.retention_mode == "COMPLIANCE":
        return s3.ObjectLockRetention.compliance(days)
    return s3.ObjectLockRetention.governance(days)


def _lifecycle() -> list[s3.LifecycleRule]:
    """Say what S3 does by itself: it ends halves of uploads, and moves what is seldom read. It deletes no evidence.

    A rule that expires by age would cover held evidence with a delete marker, since lifecycle looks at no hold
    before it adds one. What may go is decided by a disposal, which looks at holds.
    """
    return [
        s3.LifecycleRule(abort_incomplete_multipart_upload_after=cdk.Duration.days(HALVES_DAYS)),
        s3.LifecycleRule(
            transitions=[
                s3.Transition(
                    storage_class=s3.StorageClass.GLACIER_INSTANT_RETRIEVAL,
                    transition_after=cdk.Duration.days(SELDOM_READ_DAYS),
                )
            ]
        ),
    ]


def _inventory(destination: s3.IBucket) -> s3.Inventory:
    return s3.Inventory(
        destination=s3.InventoryDestination(bucket=destination, prefix="inventory"),
        frequency=s3.InventoryFrequency.WEEKLY,
        include_object_versions=s3.InventoryObjectVersion.ALL,
        optional_fields=list(LISTED),
    )


def tell_event_bridge(bucket: s3.Bucket) -> None:
    """Let others act on what arrives; CDK's own switch would bring a function with rights over every bucket."""
    resource = bucket.node.default_child
    assert isinstance(resource, s3.CfnBucket)  # noqa: S101 what an L2 bucket always holds
    resource.notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
        event_bridge_configuration=s3.CfnBucket.EventBridgeConfigurationProperty(event_bridge_enabled=True)
    )


def replay_from(origin: str) -> s3.CorsRule:
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
