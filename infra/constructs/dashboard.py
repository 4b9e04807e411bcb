"""One page that answers: can a caller be seen right now? Downwards: now, how far callers come, evidence, machines."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from infra.constructs.alarm_table import PRODUCT, WORKERS, Reading, Where
from infra.constructs.alarms import Names, read_metric

STAGES = (
    "sent",
    "delivered",
    "opened",
    "consented",
    "camera-granted",
    "connecting",
    "first-frame",
    "first-position",
)
"""The steps of the funnel; a test holds them to the product's own."""
FIGURES_A_MINUTE = 2
"""How many a worker writes."""
WIDTH = 24


def add_dashboard(
    scope: Construct, construct_id: str, names: Names, alarms: Sequence[cloudwatch.IAlarm]
) -> cloudwatch.Dashboard:
    """Make the page."""
    return cloudwatch.Dashboard(
        scope,
        construct_id,
        dashboard_name="sightline",
        default_interval=cdk.Duration.hours(3),
        widgets=[
            [cloudwatch.AlarmStatusWidget(title="What is wrong", alarms=list(alarms), width=WIDTH, height=4)],
            _now(names),
            _callers(names),
            _evidence(names),
            _machines(names),
        ],
    )


def _now(names: Names) -> list[cloudwatch.IWidget]:
    fleet = {
        "free places": _of_fleet("FreePlaces", names),
        "live sessions": _of_fleet("LiveSessions", names),
        "workers": _of_fleet("FreePlaces", names, "SampleCount"),
    }
    return [
        _numbers("Now", [_labelled(metric, label) for label, metric in fleet.items()]),
        _numbers("First picture after yes, seconds", [_first_frame(names, "p50"), _first_frame(names, "p90")]),
        _lines("Places and sessions", [_labelled(fleet[label], label) for label in ("free places", "live sessions")]),
    ]


def _callers(names: Names) -> list[cloudwatch.IWidget]:
    reached = [
        read_metric(Reading("StageReached", {**PRODUCT, "stage": stage}, "Sum", 60), names, label=stage)
        for stage in STAGES
    ]
    by_stage = dict(zip(STAGES, reached, strict=True))
    take_up = cloudwatch.MathExpression(
        expression="100 * agreed / texted",
        using_metrics={"agreed": by_stage["consented"], "texted": by_stage["sent"]},
        label="take-up, %",
        period=cdk.Duration.hours(1),
    )
    return [
        cloudwatch.GraphWidget(
            title="How far callers come",
            left=reached,
            view=cloudwatch.GraphWidgetView.BAR,
            set_period_to_time_range=True,
            statistic="Sum",
            width=8,
        ),
        _lines("Take-up by the hour", [take_up]),
        _lines("Why callers could not go on", [_by("Stopped", "reason")]),
    ]


def _evidence(names: Names) -> list[cloudwatch.IWidget]:
    waiting = [read_metric(Reading(name, WORKERS, "Sum"), names) for name in ("SpooledObjects", "StoreAway")]
    room = read_metric(Reading("RoomTaken", WORKERS), names)
    sealed = [read_metric(Reading(name, PRODUCT, "Sum", 60), names) for name in ("Gaps", "Discrepancies")]
    return [
        _lines("Fragments that wait on disk", waiting, [room]),
        _lines("Gaps and discrepancies that seals name", sealed),
        _lines("From the end to the seal, seconds", [read_metric(Reading("SealSeconds", PRODUCT, "p90", 60), names)]),
    ]


def _machines(names: Names) -> list[cloudwatch.IWidget]:
    trouble = (
        Reading("Failed", PRODUCT, "Sum", 5),
        Reading("Errors", {}, "Sum", 5, "AWS/Lambda"),
        Reading("Throttles", {}, "Sum", 5, "AWS/Lambda"),
        Reading("5xx", {"ApiId": Where.HTTP_API}, "Sum", 5, "AWS/ApiGateway"),
    )
    # Billing writes its figures in us-east-1 only, and some times a day.
    spend = cloudwatch.Metric(
        namespace="AWS/Billing",
        metric_name="EstimatedCharges",
        dimensions_map={"Currency": "USD"},
        statistic="Maximum",
        period=cdk.Duration.hours(6),
        region="us-east-1",
    )
    return [
        _lines("Errors by code", [_by("Refused", "code")]),
        _lines("What fails", [read_metric(reading, names) for reading in trouble]),
        _lines("Spend this month, dollars", [spend]),
    ]


def _of_fleet(metric: str, names: Names, statistic: str = "Sum") -> cloudwatch.MathExpression:
    """Return a figure of all workers together; over five minutes, so that it matters little when each writes."""
    minutes, name = 5, f"{metric}_{statistic}".lower()
    return cloudwatch.MathExpression(
        expression=f"{name} / {minutes * FIGURES_A_MINUTE}",
        using_metrics={name: read_metric(Reading(metric, WORKERS, statistic, minutes), names)},
        period=cdk.Duration.minutes(minutes),
    )


def _labelled(metric: cloudwatch.MathExpression, label: str) -> cloudwatch.IMetric:
    return metric.with_(label=label)


def _first_frame(names: Names, statistic: str) -> cloudwatch.IMetric:
    return read_metric(Reading("FirstFrameSeconds", PRODUCT, statistic, 60), names, label=statistic)


def _by(metric: str, dimension: str) -> cloudwatch.IMetric:
    """Find every value that a dimension has had: a new code or reason shows without a change here."""
    search = f"SEARCH('{{Sightline,{dimension},service}} MetricName=\"{metric}\"', 'Sum', 300)"
    return cloudwatch.MathExpression(expression=search, label="", period=cdk.Duration.minutes(5))


def _numbers(title: str, metrics: Sequence[cloudwatch.IMetric]) -> cloudwatch.IWidget:
    return cloudwatch.SingleValueWidget(title=title, metrics=list(metrics), width=8, height=6, sparkline=True)


def _lines(
    title: str, left: Sequence[cloudwatch.IMetric], right: Sequence[cloudwatch.IMetric] = ()
) -> cloudwatch.IWidget:
    return cloudwatch.GraphWidget(title=title, left=list(left), right=list(right), width=8)
