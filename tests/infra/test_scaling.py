"""How many media workers run: they follow the callers, keep places free, and stand ready by the clock."""

from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Template

from infra.app import CONTEXT
from infra.constructs.alarm_table import OURS, WORKERS
from infra.constructs.worker_scaling import FIGURES_A_MINUTE, taken_expression
from infra.local.template.assembly import Json
from infra.settings import read_settings
from infra.stacks.evidence import EvidenceStack
from infra.stacks.identity import IdentityStack
from infra.stacks.media import MediaStack
from media_worker.measures import EVERY_SECONDS, NAMESPACE, SERVICE, write_measures
from tests.fakes.health import WELL
from tests.infra.cloud import Cloud

STACK = "sightline-media"
TARGET, POLICY = "AWS::ApplicationAutoScaling::ScalableTarget", "AWS::ApplicationAutoScaling::ScalingPolicy"
HEADROOM, PLACES = 10, 20
NIGHT = """
site_domain = "video.example.police.uk"
keep_data = false
sms_provider = "sns"
worker_count = 2
worker_count_most = 9

[[worker_shifts]]
at = "17:30"
days = "FRI-SAT"
workers = 5

[[worker_shifts]]
at = "04:00"
workers = 2
"""


def _tracking(cloud: Cloud) -> Json:
    tracking: Json = cloud.only(STACK, POLICY)["TargetTrackingScalingPolicyConfiguration"]
    return tracking


def _taken(workers: int, live: int, *, draining: int = 0) -> float:
    """Compute what CloudWatch would of a minute's figures; some of the live sessions are on draining workers."""
    figures = {"live": live * FIGURES_A_MINUTE, "free": (workers * PLACES - (live - draining)) * FIGURES_A_MINUTE}
    taken: float = eval(taken_expression(HEADROOM), {}, figures)  # noqa: S307 our own arithmetic
    return taken


def test_it_runs_as_many_as_keep_the_headroom_free(prod: Cloud) -> None:
    """It adds quickly and takes away slowly; a deployment does not set the number back."""
    tracking = _tracking(prod)
    assert tracking["TargetValue"] == 100
    assert tracking["ScaleOutCooldown"] < tracking["ScaleInCooldown"]
    *_, taken = tracking["CustomizedMetricSpecification"]["Metrics"]
    assert taken["Expression"] == taken_expression(10)
    assert "DesiredCount" not in prod.only(STACK, "AWS::ECS::Service")
    target = prod.only(STACK, TARGET)
    assert (target["MinCapacity"], target["MaxCapacity"]) == (1, 6)
    assert prod.only(STACK, POLICY)["ScalingTargetId"] == {"Ref": prod.all(STACK, TARGET)[0].logical_id}


@pytest.mark.parametrize(
    ("workers", "live", "enough"),
    [(1, 10, True), (1, 11, False), (2, 0, True), (2, 30, True), (2, 31, False), (6, 110, True), (6, 111, False)],
)
def test_the_figure_says_whether_there_are_enough(workers: int, live: int, *, enough: bool) -> None:
    """At 100% exactly the headroom is free; each caller more asks for another worker."""
    assert (_taken(workers, live) <= 100) is enough


def test_another_worker_lowers_the_figure_and_a_draining_one_raises_it() -> None:
    """So target tracking comes to rest, and what is about to stop is made up for before it has gone."""
    assert _taken(3, 35) < _taken(2, 35)
    assert _taken(1, 15, draining=10) > _taken(2, 15)


def test_it_reads_what_workers_write(prod: Cloud) -> None:
    """The same names under the same dimension, which names no worker; twice a minute each."""
    written = write_measures(WELL, 0)
    live, free, _ = _tracking(prod)["CustomizedMetricSpecification"]["Metrics"]
    for query, metric in ((live, "LiveSessions"), (free, "FreePlaces")):
        stat = query["MetricStat"]
        assert (stat["Stat"], query["ReturnData"]) == ("Sum", False)
        assert stat["Metric"] == {
            "Namespace": NAMESPACE,
            "MetricName": metric,
            "Dimensions": [{"Name": "service", "Value": SERVICE}],
        }
        assert f'"{metric}"' in written
    assert (OURS, WORKERS) == (NAMESPACE, {"service": SERVICE})
    assert 60 / EVERY_SECONDS == FIGURES_A_MINUTE


def test_the_fewest_follow_the_clock(tmp_path: Path) -> None:
    """By the force's own clock, summer time included, from one shift to the next."""
    (tmp_path / "dev.toml").write_text(NIGHT)
    settings, app = read_settings("dev", tmp_path), cdk.App(context=CONTEXT)
    evidence = EvidenceStack(app, "Evidence", settings=settings)
    identity = IdentityStack(app, "Identity", settings=settings)
    stack = MediaStack(app, "Media", evidence=evidence, identity=identity, settings=settings)
    ((_, target),) = Template.from_stack(stack).find_resources(TARGET).items()
    actions = target["Properties"]["ScheduledActions"]
    assert {(one["Schedule"], one["Timezone"], one["ScalableTargetAction"]["MinCapacity"]) for one in actions} == {
        ("cron(30 17 ? * FRI-SAT *)", "Europe/London", 5),
        ("cron(00 04 ? * MON-SUN *)", "Europe/London", 2),
    }
