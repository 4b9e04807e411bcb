"""The bucket of what is made of evidence: copies and bundles, which can be made again and whose digests chains hold."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.evidence_bucket import replay_from, tell_event_bridge
from infra.constructs.keys import removal_policy
from infra.settings import DeploymentSettings

SECOND_THOUGHTS_DAYS = 30
"""For how long what was deleted or replaced can still be had."""


def derived_bucket(
    scope: Construct, construct_id: str, *, key: kms.IKey, logs: s3.IBucket, settings: DeploymentSettings
) -> s3.Bucket:
    """Make the bucket, without a lock: what is in it goes with its master."""
    bucket = s3.Bucket(
        scope,
        construct_id,
        encryption=s3.BucketEncryption.KMS,
        encryption_key=key,
        bucket_key_enabled=True,
        versioned=True,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        cors=[replay_from(settings.site_origin)],
        lifecycle_rules=[
            s3.LifecycleRule(
                abort_incomplete_multipart_upload_after=cdk.Duration.days(1),
                noncurrent_version_expiration=cdk.Duration.days(SECOND_THOUGHTS_DAYS),
            ),
            s3.LifecycleRule(expired_object_delete_marker=True),
        ],
        server_access_logs_bucket=logs,
        server_access_logs_prefix="derived/",
        removal_policy=removal_policy(settings),
    )
    tell_event_bridge(bucket)
    return bucket
