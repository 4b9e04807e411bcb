"""The alarms of the table, made: each calls the same topic, and says where its runbook entry stands."""

from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.constructs.alarm_table import AlarmRow, Reading, Silence, Where

RUNBOOK = "docs/runbook.md"
SILENCE = {
    Silence.GOOD: cloudwatch.TreatMissingData.NOT_BREACHING,
    Silence.BAD: cloudwatch.TreatMissingData.BREACHING,
    Silence.AS_BEFORE: cloudwatch.TreatMissingData.IGNORE,
}
Names = Mapping[Where, str]


def read_metric(reading: Reading, names: Names, label: str | None = None) -> cloudwatch.Metric:
    """Return a metric of CloudWatch's, with the names that the stacks have given."""
    dimensions = {key: names[value] if isinstance(value, Where) else value for key, value in reading.dimensions.items()}
    return cloudwatch.Metric(
        namespace=reading.namespace,
        metric_name=reading.metric,
        dimensions_map=dimensions,
        statistic=reading.statistic,
        period=cdk.Duration.minutes(reading.minutes),
        label=label,
    )


class Alarms(Construct):
    """All alarms of a table."""

    def __init__(
        self, scope: Construct, construct_id: str, *, rows: Sequence[AlarmRow], names: Names, topic: sns.ITopic
    ) -> None:
        """Make each row; its end is told as well as its beginning."""
        super().__init__(scope, construct_id)
        self.all = [_alarm(self, row, names) for row in rows]
        action = actions.SnsAction(topic)
        for alarm in self.all:
            alarm.add_alarm_action(action)
            alarm.add_ok_action(action)


def _alarm(scope: Construct, row: AlarmRow, names: Names) -> cloudwatch.Alarm:
    compare = cloudwatch.ComparisonOperator
    return cloudwatch.Alarm(
        scope,
        row.name,
        alarm_name=f"sightline-{row.name}",
        alarm_description=f"{row.says} {RUNBOOK}#{row.name}",
        metric=read_metric(row.reading, names),
        threshold=row.threshold,
        evaluation_periods=row.times,
        comparison_operator=compare.LESS_THAN_THRESHOLD if row.below else compare.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treat_missing_data=SILENCE[row.silence],
    )
