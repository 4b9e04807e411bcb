"""What not even an administrator can do to the evidence: said by its bucket and its keys, above any role's rights.

Three circles. Nobody changes the lock, suspends versions, hides or deletes what tells of evidence, or destroys a key.
One role, that of the function `dispose`, lifts holds and deletes what two people, or a rule, have let go; before the
lock has ended not even it. Only a deployment changes these policies themselves, so that weakening them takes a reviewed
change.
"""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3

from infra.settings import DeploymentSettings

FOR_NOBODY = (
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucket",
    "s3:DeleteObject",
    "s3:DeleteObjectTagging",
    "s3:DeleteObjectVersionTagging",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketVersioning",
    "s3:PutObjectRetention",
    "s3:PutObjectTagging",
    "s3:PutObjectVersionTagging",
)
"""A longer lock by default is thus two deployments: one that leaves this out, one that changes the setting."""

FOR_DISPOSAL = ("s3:DeleteObjectVersion",)

THE_RECORD = (
    "*/custody/*",
    "*/disposal/*",
    "*/disposals/*",
    "*/roots/*",
    "*/seal.json",
)
"""What proves what there was and what became of it outlives every disposal; manifests, which tell of a person, go."""

FOR_DEPLOYMENT = (
    "s3:DeleteBucketPolicy",
    "s3:PutBucketAcl",
    "s3:PutBucketCORS",
    "s3:PutBucketLogging",
    "s3:PutBucketNotification",
    "s3:PutBucketOwnershipControls",
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutEncryptionConfiguration",
    "s3:PutInventoryConfiguration",
    "s3:PutLifecycleConfiguration",
    "s3:PutReplicationConfiguration",
)
"""Lifecycle is among them: no policy stops a lifecycle rule from deleting, only Object Lock does."""

KEYS_FOR_NOBODY = ("kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:ScheduleKeyDeletion")
KEYS_FOR_DEPLOYMENT = ("kms:CreateGrant", "kms:DisableKeyRotation", "kms:PutKeyPolicy")


def guard_bucket(bucket: s3.Bucket, settings: DeploymentSettings) -> None:
    """Deny what would undo evidence, whoever asks."""
    resources = [bucket.bucket_arn, bucket.arn_for_objects("*")]
    disposal = _but(_role_arn(bucket.stack, settings.disposal_role))
    record = [bucket.arn_for_objects(kind) for kind in THE_RECORD]
    for statement in (
        _deny("NothingIsUndone", FOR_NOBODY, resources),
        _deny("DisposalIsOneRoles", FOR_DISPOSAL, resources, disposal),
        _deny("TheRecordStays", FOR_DISPOSAL, record),
        _deny("HoldsAreLiftedByDisposal", ["s3:PutObjectLegalHold"], resources, {**disposal, **_LIFTING}),
        _deny("SettingsComeByDeployment", FOR_DEPLOYMENT, resources, _but(_deployment_role(bucket))),
        _refuse_overwriting(bucket),
    ):
        bucket.add_to_resource_policy(statement)
    if bucket.policy:
        bucket.policy.apply_removal_policy(cdk.RemovalPolicy.RETAIN)  # the guard stays where the bucket stays


def guard_key(key: kms.Key) -> None:
    """Deny destroying a key, with which everything under it would be lost or beyond proof."""
    key.add_to_resource_policy(_deny("NoKeyIsLost", KEYS_FOR_NOBODY, ["*"]))
    key.add_to_resource_policy(
        _deny("PolicyComesByDeployment", KEYS_FOR_DEPLOYMENT, ["*"], _but(_deployment_role(key)))
    )


Conditions = dict[str, dict[str, str]]

_LIFTING: Conditions = {"StringNotEquals": {"s3:object-lock-legal-hold": "ON"}}
"""Whoever may put holds may put them; only taking them off is meant."""


def _deny(
    sid: str, actions: Sequence[str], resources: Sequence[str], conditions: Conditions | None = None
) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid=sid,
        effect=iam.Effect.DENY,
        principals=[iam.AnyPrincipal()],
        actions=list(actions),
        resources=list(resources),
        conditions=conditions,
    )


def _but(role_arn: str) -> Conditions:
    """Leave one role out of a denial."""
    return {"ArnNotEquals": {"aws:PrincipalArn": role_arn}}


def _deployment_role(scope: cdk.Resource) -> str:
    """Name the role under which CloudFormation works; `cdk bootstrap` makes it."""
    stack = scope.stack
    qualifier = cdk.DefaultStackSynthesizer.DEFAULT_QUALIFIER
    return _role_arn(stack, f"cdk-{qualifier}-cfn-exec-role-{stack.account}-{stack.region}")


def _role_arn(stack: cdk.Stack, name: str) -> str:
    return stack.format_arn(service="iam", region="", resource="role", resource_name=name)


def _refuse_overwriting(bucket: s3.Bucket) -> iam.PolicyStatement:
    """Refuse every PutObject without If-None-Match: nothing that stands here is ever covered by a newer version."""
    return _deny(
        "NothingIsOverwritten",
        ["s3:PutObject"],
        [bucket.arn_for_objects("*")],
        {"Null": {"s3:if-none-match": "true"}, "Bool": {"s3:ObjectCreationOperation": "true"}},
    )
