"""Keys that encrypt at rest: rotated each year, kept where the data is kept."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.settings import DeploymentSettings


def removal_policy(settings: DeploymentSettings) -> cdk.RemovalPolicy:
    """Say what becomes of a resource whose stack is deleted."""
    return cdk.RemovalPolicy.RETAIN if settings.keep_data else cdk.RemovalPolicy.DESTROY


def encryption_key(scope: Construct, construct_id: str, purpose: str, removal: cdk.RemovalPolicy) -> kms.Key:
    """Make a key; whoever deletes it deletes all that it encrypts."""
    return kms.Key(scope, construct_id, description=purpose, enable_key_rotation=True, removal_policy=removal)
