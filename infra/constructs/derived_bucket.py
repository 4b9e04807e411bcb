"""The bucket of what is made of evidence: copies and bundles, which can be made again and whose digests chains hold."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.evidence_bucket import replay_from
from infra.constructs.keys import removal_policy
from infra.settings import DeploymentSettings

SECOND_THOUGHTS_DAYS = 30
"""For how long what was deleted or replaced can still be had."""
BARE_DERIVATION = "/bare/derivation.json"
"""How the key ends whose arrival says that a copy was made and waits for its credentials."""


def derived_bucket(
    scope: Construct, construct_id: str, *, key: kms.IKey, logs: s3.IBucket, settings: DeploymentSettings
) -> s3.Bucket:
    """Make the bucket, without a lock: what is in it goes with its master."""
    return s3.Bucket(
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


def tell_of_bare_copies(bucket: s3.Bucket, queue: sqs.Queue) -> None:
    """Put each copy that was made on a queue, by S3 itself; CDK's own way would bring a function with wide rights.

    The queue cannot name the bucket that may write to it, which needs the queue first: it names the account.
    """
    s3_itself = iam.ServicePrincipal("s3.amazonaws.com").with_conditions(
        {"StringEquals": {"aws:SourceAccount": cdk.Stack.of(bucket).account}}
    )
    queue.grant_send_messages(s3_itself)
    told = s3.CfnBucket.NotificationConfigurationProperty(
        queue_configurations=[
            s3.CfnBucket.QueueConfigurationProperty(
                event="s3:ObjectCreated:*", queue=queue.queue_arn, filter=_ends_in(BARE_DERIVATION)
            )
        ]
    )
    resource = bucket.node.default_child
    assert isinstance(resource, s3.CfnBucket)  # noqa: S101 what an L2 bucket always holds
    resource.notification_configuration = told
    bucket.node.add_dependency(*queue.node.find_all())  # S3 tries the queue at once


def _ends_in(suffix: str) -> s3.CfnBucket.NotificationFilterProperty:
    rule = s3.CfnBucket.FilterRuleProperty(name="suffix", value=suffix)
    return s3.CfnBucket.NotificationFilterProperty(s3_key=s3.CfnBucket.S3KeyFilterProperty(rules=[rule]))
