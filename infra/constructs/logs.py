"""Log groups: each with an end to what it keeps."""

from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.keys import removal_policy
from infra.settings import DeploymentSettings

_RETENTION = {
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
    180: logs.RetentionDays.SIX_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
}


def log_group(
    scope: Construct, construct_id: str, settings: DeploymentSettings, *, name: str | None = None
) -> logs.LogGroup:
    """Make a log group that keeps what the environment's setting says."""
    return logs.LogGroup(
        scope,
        construct_id,
        log_group_name=name,
        retention=_RETENTION[settings.log_retention_days],
        removal_policy=removal_policy(settings),
    )
