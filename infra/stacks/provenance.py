"""Where copies get their C2PA credentials: the one function that may sign with their key, and that sees no master.

It stands apart from where copies are made (infra/decisions/0007): what decodes strangers' files reaches S3 alone.
"""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.alarm_table import OURS
from infra.constructs.code import provenance_code
from infra.constructs.copies_function import CopiesFunction
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.findings import below, explain
from infra.constructs.function_table import PROVENANCE_SECONDS
from infra.constructs.logs import log_group
from infra.settings import DeploymentSettings
from infra.stacks.evidence import EvidenceStack

HANDLER = "provenance.app.attest"
MEMORY_MB = 1769
"""One whole processor, which hashes."""
AT_ONCE = 5
BARE = "*/bare/*"
NOT_GIVEN = "credentials-not-given"
"""The code of the line that the function logs of a file that goes on without, though a certificate is set."""


class ProvenanceStack(EnvironmentStack):
    """The function, and what starts it."""

    def __init__(
        self, scope: Construct, construct_id: str, *, evidence: EvidenceStack, settings: DeploymentSettings
    ) -> None:
        """Make it; the evidence stack has the queue, the bucket and the key."""
        super().__init__(scope, construct_id, settings)
        self.function = self._make_function(evidence, settings)
        self.function.add_event_source(
            event_sources.SqsEventSource(evidence.provenance_queue, batch_size=1, max_concurrency=AT_ONCE)
        )

    def _make_function(self, evidence: EvidenceStack, settings: DeploymentSettings) -> lambda_.Function:
        group, told = log_group(self, "Log", settings), _environment(evidence, settings)
        _count_without(self, group)
        made = CopiesFunction(provenance_code(), HANDLER, MEMORY_MB, PROVENANCE_SECONDS, told)
        return made.make(self, _role(self, evidence), group)


def _count_without(scope: Construct, group: logs.LogGroup) -> None:
    """Count the files that could not be given any: the log is one of JSON, each line with its code."""
    logs.MetricFilter(
        scope,
        "NotGiven",
        log_group=group,
        filter_pattern=logs.FilterPattern.string_value("$.code", "=", NOT_GIVEN),
        metric_namespace=OURS,
        metric_name="CredentialsNotGiven",
    )


def _environment(evidence: EvidenceStack, settings: DeploymentSettings) -> dict[str, str]:
    told = {
        "POWERTOOLS_SERVICE_NAME": "provenance",
        "SIGHTLINE_DERIVED_BUCKET": evidence.derived.bucket_name,
        "SIGHTLINE_PROVENANCE_KEY_ID": evidence.provenance_key.key_arn,
        "SIGHTLINE_PROVENANCE_CHAIN": settings.c2pa_certificates,
        "SIGHTLINE_TIMESTAMP_URL": settings.timestamp_url,
    }
    return {name: value for name, value in told.items() if value}


def _role(scope: Construct, evidence: EvidenceStack) -> iam.Role:
    role, derived = iam.Role(scope, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")), evidence.derived
    through_s3 = {"StringEquals": {"kms:ViaService": f"s3.{evidence.region}.amazonaws.com"}}
    for statement in (
        iam.PolicyStatement(actions=["s3:ListBucket"], resources=[derived.bucket_arn]),
        iam.PolicyStatement(actions=["s3:GetObject", "s3:PutObject"], resources=[derived.arn_for_objects("*")]),
        iam.PolicyStatement(actions=["s3:DeleteObject"], resources=[derived.arn_for_objects(BARE)]),
        iam.PolicyStatement(
            actions=["kms:Decrypt", "kms:GenerateDataKey"], resources=[evidence.key.key_arn], conditions=through_s3
        ),
        iam.PolicyStatement(actions=["kms:Sign"], resources=[evidence.provenance_key.key_arn]),
    ):
        role.add_to_policy(statement)
    explain(
        role,
        "2026-11-21",
        "Copies lie under prefixes that no policy can know before; the bucket is named, and what may be deleted.",
        *below(derived.bucket_arn, evidence, "/*", f"/{BARE}"),
    )
    return role
