"""Alarms and the dashboard: they read what is really written, and call somebody."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from boundary.measures import MEASURES, SERVICE
from infra.constructs.alarm_table import ALARMS, OURS, Where, text_spend_alarms
from infra.constructs.dashboard import FIGURES_A_MINUTE, STAGES
from infra.local.template.assembly import Json
from media_worker.measures import EVERY_SECONDS, write_measures
from sightline.domain.invite import FunnelStage, TroubleReason
from tests.fakes.health import WELL
from tests.infra.cloud import Cloud

STACK = "sightline-monitoring"


SPEND = text_spend_alarms("sns", 600)
"""Those of the environment dev, which texts through SNS."""


def _alarms(cloud: Cloud) -> list[Json]:
    return [found.properties for found in cloud.all(STACK, "AWS::CloudWatch::Alarm")]


def _widgets(cloud: Cloud) -> list[Json]:
    """Return the dashboard's widgets; what other stacks name is `?`."""
    (_, parts) = cloud.only(STACK, "AWS::CloudWatch::Dashboard")["DashboardBody"]["Fn::Join"]
    body = "".join(part if isinstance(part, str) else "?" for part in parts)
    widgets: list[Json] = json.loads(body)["widgets"]
    return widgets


def _written(cloud: Cloud) -> dict[str, set[str]]:
    """Return the names of our own metrics, each with the dimensions under which it is written, or counted in a log."""
    worker = json.loads(write_measures(WELL, 0.0))["_aws"]["CloudWatchMetrics"][0]
    names = {metric["Name"]: {"service"} for metric in worker["Metrics"]}
    measures = [measure for each in MEASURES.values() for measure in each]
    filters = [
        each.properties for stack in cloud.assembly.stacks for each in cloud.all(stack, "AWS::Logs::MetricFilter")
    ]
    counted = [metric for each in filters for metric in each["MetricTransformations"]]
    names |= {metric["MetricName"]: {one["Key"] for one in metric.get("Dimensions", [])} for metric in counted}
    return names | {one.name: {*SERVICE, *([one.dimension] if one.dimension else [])} for one in measures}


def test_every_alarm_calls_when_it_begins_and_when_it_ends(dev: Cloud) -> None:
    """By the one topic that whoever is on duty subscribes to."""
    (topic,) = dev.all(STACK, "AWS::SNS::Topic")
    called = [{"Ref": topic.logical_id}]
    assert len(_alarms(dev)) == len(ALARMS) + len(SPEND)
    assert all(alarm["AlarmActions"] == alarm["OKActions"] == called for alarm in _alarms(dev))


def test_every_alarm_says_where_its_runbook_entry_is(dev: Cloud) -> None:
    """A sentence, and the heading that bears its name."""
    told = {alarm["AlarmName"].removeprefix("sightline-"): alarm["AlarmDescription"] for alarm in _alarms(dev)}
    assert all(description.endswith(f". docs/runbook.md#{name}") for name, description in told.items())


@pytest.mark.parametrize("row", [row for row in ALARMS if row.reading.namespace == OURS], ids=lambda row: row.name)
def test_our_alarms_read_what_is_written(row: Any, dev: Cloud) -> None:
    """A metric of that name, under just these dimensions; otherwise the alarm could never go off."""
    written = _written(dev)
    assert row.reading.metric in written
    assert set(row.reading.dimensions) == written[row.reading.metric]


def test_reasons_and_stages_are_the_products_own() -> None:
    """What the product calls otherwise would be counted and never seen."""
    reasons = {value for row in ALARMS for name, value in row.reading.dimensions.items() if name == "reason"}
    assert reasons <= {reason.value for reason in TroubleReason}
    assert list(STAGES) == [stage.value for stage in FunnelStage]


def test_silence_of_workers_and_of_the_clock_is_an_alarm(dev: Cloud) -> None:
    """Whoever has stopped does not say so; everywhere else silence is good."""
    loud = {alarm["AlarmName"] for alarm in _alarms(dev) if alarm["TreatMissingData"] == "breaching"}
    assert loud == {"sightline-no-worker-reports", "sightline-clock-stopped"}


def test_places_are_counted_as_often_as_workers_write() -> None:
    """The sum over five minutes is ten times what is free; the alarm stands at five places."""
    assert FIGURES_A_MINUTE == 60 / EVERY_SECONDS
    (row,) = [row for row in ALARMS if row.name == "few-free-places"]
    assert row.threshold == 5 * row.reading.minutes * FIGURES_A_MINUTE


def test_alarms_that_watch_a_resource_name_it_by_reference(dev: Cloud) -> None:
    """No name is made up: API, function and both queues of failures are those of their stacks."""
    watched = [row.name for row in ALARMS if any(isinstance(value, Where) for value in row.reading.dimensions.values())]
    by_name = {alarm["AlarmName"].removeprefix("sightline-"): alarm.get("Dimensions", []) for alarm in _alarms(dev)}
    assert all(isinstance(by_name[name][0]["Value"], dict) for name in watched)


def test_somebody_is_called_for_every_queue_of_failures(dev: Cloud) -> None:
    """What a function could not do in five tries lies where an alarm looks, whichever queue it came by."""
    watched = json.dumps([alarm.get("Dimensions", []) for alarm in _alarms(dev)])
    failures = list(_queues_of_failures(dev))
    assert len(failures) > 1
    assert [name for name, export in failures if f'"{export}"' not in watched] == []


def _queues_of_failures(cloud: Cloud) -> Iterator[tuple[str, str]]:
    """Yield each queue that another one, or a function, hands its failures to, with the export of its name."""
    for stack, synthesised in cloud.assembly.stacks.items():
        handed = json.dumps(
            [
                (resource.properties.get("RedrivePolicy"), resource.properties.get("DeadLetterConfig"))
                for resource in synthesised.resources()
            ]
        )
        names = {
            output["Value"]["Fn::GetAtt"][0]: output["Export"]["Name"]
            for output in synthesised.template.get("Outputs", {}).values()
            if isinstance(output["Value"], dict) and output["Value"].get("Fn::GetAtt", ["", ""])[1] == "QueueName"
        }
        for queue in cloud.all(stack, "AWS::SQS::Queue"):
            if f'"{queue.logical_id}"' in handed:
                yield queue.logical_id, names.get(queue.logical_id, "nobody reads its name")


def test_the_dashboard_shows_every_alarm_and_our_own_figures(dev: Cloud) -> None:
    """And reads no figure of ours that nobody writes."""
    first, *others = _widgets(dev)
    assert len(first["properties"]["alarms"]) == len(ALARMS) + len(SPEND)
    shown = {
        metric[1]
        for widget in others
        for metric in widget["properties"]["metrics"]
        if isinstance(metric[0], str) and metric[0] == OURS
    }
    assert {"FreePlaces", "LiveSessions", "FirstFrameSeconds", "StageReached", "Gaps"} <= shown <= set(_written(dev))


def test_the_dashboard_answers_first_whether_a_caller_can_be_seen(dev: Cloud) -> None:
    """Below the alarms: places, sessions and workers, as they are now."""
    now = _widgets(dev)[1]["properties"]
    labels = [metric[0]["label"] for metric in now["metrics"] if isinstance(metric[0], dict)]
    assert (now["view"], labels) == ("singleValue", ["free places", "live sessions", "workers"])


def test_somebody_is_written_to_where_the_settings_say_so(dev: Cloud, prod: Cloud) -> None:
    """By mail; without an address the topic waits for subscribers."""
    (subscription,) = prod.all(STACK, "AWS::SNS::Subscription")
    assert subscription.properties["Endpoint"] == "on-call@example.police.uk"
    assert not dev.all(STACK, "AWS::SNS::Subscription")


def test_the_months_money_is_watched(prod: Cloud) -> None:
    """At half, most and all of it, by the same topic."""
    budget = prod.only(STACK, "AWS::Budgets::Budget")
    assert budget["Budget"]["BudgetLimit"] == {"Amount": 3000, "Unit": "USD"}
    notices = budget["NotificationsWithSubscribers"]
    assert [notice["Notification"]["Threshold"] for notice in notices] == [50, 80, 100]
    assert all("Ref" in notice["Subscribers"][0]["Address"] for notice in notices)


def test_what_alarms_say_is_encrypted(dev: Cloud) -> None:
    """At rest by a key that CloudWatch may use, and on the way."""
    assert "KmsMasterKeyId" in dev.only(STACK, "AWS::SNS::Topic")
    statements = dev.only(STACK, "AWS::KMS::Key")["KeyPolicy"]["Statement"]
    assert "cloudwatch.amazonaws.com" in json.dumps(statements)
    assert "aws:SecureTransport" in json.dumps(dev.only(STACK, "AWS::SNS::TopicPolicy"))


def test_texts_are_watched_before_the_provider_stops_them(dev: Cloud, prod: Cloud) -> None:
    """At half and four fifths of its limit, by the figure that the provider writes; GOV.UK Notify writes none."""
    spend = [alarm for alarm in _alarms(dev) if alarm["MetricName"] == "SMSMonthToDateSpentUSD"]
    assert [(alarm["Threshold"], alarm["Statistic"]) for alarm in spend] == [(300, "Maximum"), (480, "Maximum")]
    assert not [alarm for alarm in _alarms(prod) if "Spend" in alarm["MetricName"] or "Spent" in alarm["MetricName"]]
