"""One Lambda function as this system runs it: arm64, its own role, its own log group, its failures kept."""

from collections.abc import Mapping

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.findings import explain
from infra.constructs.function_table import Crowd, FunctionRow
from infra.constructs.logs import log_group
from infra.constructs.uses import Use
from infra.settings import DeploymentSettings

PREFIX = "SIGHTLINE_"
QUICK_START = {"PYDANTIC_DISABLE_PLUGINS": "__all__", "PYTHONTZPATH": "/usr/share/zoneinfo"}
"""pydantic otherwise looks through every installed package for plugins, of which there are none: 30 ms. It loads
zoneinfo, which otherwise reads how Python was built, to find this very path."""


class SightlineFunction(Construct):
    """A row of the function table, made."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        row: FunctionRow,
        code: lambda_.Code,
        dead_letters: sqs.IQueue,
        settings: DeploymentSettings,
    ) -> None:
        """Make the function with nothing but the right to write its own log."""
        super().__init__(scope, construct_id)
        group = log_group(self, "Log", settings)
        role = iam.Role(
            self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"), role_name=_role_name(row, settings)
        )
        group.grant_write(role)
        self.function = lambda_.Function(
            self,
            "Function",
            code=code,
            handler=row.handler,
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            memory_size=row.memory_mb,
            timeout=cdk.Duration.seconds(row.timeout_seconds),
            role=role,
            log_group=group,
            dead_letter_queue=dead_letters,
            reserved_concurrent_executions=_reserved(row, settings),
            tracing=lambda_.Tracing.ACTIVE if settings.tracing else lambda_.Tracing.DISABLED,
            environment={
                "POWERTOOLS_SERVICE_NAME": row.name,
                "POWERTOOLS_METRICS_NAMESPACE": "Sightline",
                **QUICK_START,
                f"{PREFIX}FORCE_ID": settings.force_id,
                f"{PREFIX}FORCE_NAME": settings.force_name,
            },
        )
        if key := dead_letters.encryption_master_key:
            self.allow(["kms:Decrypt", "kms:GenerateDataKey"], [key.key_arn])  # CDK lets it send, but not encrypt
        if settings.tracing:
            explain(
                self, "2026-11-21", "Traces have no resource to be named (xray:PutTraceSegments).", "IAM5[Resource::*]"
            )
        explain(self, "2026-11-21", "Python 3.13 is the newest that Chalice names; Lambda keeps it until 2029.", "L1")

    def tell(self, settings: Mapping[str, object]) -> None:
        """Put settings into the function's environment, by their names in `sightline/config.py`."""
        for name, value in settings.items():
            if value is not None:
                self.function.add_environment(PREFIX + name.upper(), str(value))

    def allow(
        self, actions: list[str], resources: list[str], conditions: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """Let the function do this much."""
        statement = iam.PolicyStatement(actions=actions, resources=resources, conditions=conditions)
        self.function.add_to_role_policy(statement)


def _role_name(row: FunctionRow, settings: DeploymentSettings) -> str | None:
    """Name the one role that the evidence bucket's own policy names; all others are named by CloudFormation."""
    return settings.disposal_role if Use.DISPOSE in row.uses else None


def _reserved(row: FunctionRow, settings: DeploymentSettings) -> int | None:
    """Say how many runs are kept for a function, and are all that it gets."""
    match row.crowd:
        case Crowd.CITIZENS:
            return settings.citizen_concurrency
        case Crowd.OFFICERS:
            return settings.officer_concurrency
        case None:
            return None
