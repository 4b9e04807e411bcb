"""Where S3 and CloudFront write who asked for what: kept as long as any other log, then gone."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.keys import removal_policy
from infra.settings import DeploymentSettings


def log_bucket(scope: Construct, construct_id: str, settings: DeploymentSettings) -> s3.Bucket:
    """Make a bucket that AWS's own log delivery can write to, which takes S3's encryption and no KMS key of ours."""
    return s3.Bucket(
        scope,
        construct_id,
        encryption=s3.BucketEncryption.S3_MANAGED,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        lifecycle_rules=[
            s3.LifecycleRule(
                expiration=cdk.Duration.days(settings.log_retention_days),
                abort_incomplete_multipart_upload_after=cdk.Duration.days(1),
            )
        ],
        removal_policy=removal_policy(settings),
    )


def let_deliver(bucket: s3.Bucket, settings: DeploymentSettings) -> None:
    """Let CloudFront's log be delivered, by this account's deliveries alone (AWS, "Logging to Amazon S3")."""
    stack = bucket.stack
    source = stack.format_arn(service="logs", region=settings.edge_region, resource="delivery-source:*")
    bucket.add_to_resource_policy(
        iam.PolicyStatement(
            principals=[iam.ServicePrincipal("delivery.logs.amazonaws.com")],
            actions=["s3:PutObject"],
            resources=[bucket.arn_for_objects("*")],
            conditions={
                "StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": stack.account},
                "ArnLike": {"aws:SourceArn": source},
            },
        )
    )
