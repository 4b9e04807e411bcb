"""How many media workers run: as many as keep some places free, and never fewer than the hour asks for.

Target tracking wants a figure that falls as workers are added. Ours says how much of all places is taken when those
that are to stay free count as taken: at 100% there are exactly enough workers, above it ECS starts more, well below it
ends some that protect nothing (`media_worker/protection.py`). It is made of what workers write of themselves.
"""

import aws_cdk as cdk
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_ecs as ecs

from infra.constructs.alarm_table import OURS, WORKERS
from infra.settings import DeploymentSettings

FIGURES_A_MINUTE = 2
"""How many a worker writes: sums over a minute count each place so often (`media_worker/measures.py`)."""
ENOUGH_PERCENT = 100
OUT_SECONDS, IN_SECONDS = 60, 600
"""A worker takes a minute to come; one that was ended too soon has to come again."""


def taken_expression(headroom: int) -> str:
    """Return the percentage of places taken, those of the headroom among them, as CloudWatch's metric math."""
    return f"{ENOUGH_PERCENT} * (live + {FIGURES_A_MINUTE * headroom}) / (live + free)"


def scale_workers(service: ecs.FargateService, settings: DeploymentSettings) -> None:
    """Let the number of workers follow the callers, and the clock."""
    count = service.auto_scale_task_count(min_capacity=settings.worker_count, max_capacity=settings.worker_count_most)
    _track(service, count, settings.worker_headroom)
    for shift in settings.worker_shifts:
        hour, _, minute = shift.at.partition(":")
        count.scale_on_schedule(
            f"From{hour}{minute}{shift.days}",
            schedule=scaling.Schedule.cron(hour=hour, minute=minute, week_day=shift.days),
            time_zone=cdk.TimeZone.of(settings.time_zone),
            min_capacity=shift.workers,
        )


def _track(service: ecs.FargateService, count: ecs.ScalableTaskCount, headroom: int) -> None:
    """Keep the headroom; CDK's own way to say so takes no metric that is computed."""
    policy = scaling.CfnScalingPolicy
    taken = policy.TargetTrackingMetricDataQueryProperty(id="taken", expression=taken_expression(headroom))
    policy(
        service,
        "Headroom",
        policy_name=f"{cdk.Names.unique_id(service)}Headroom",
        policy_type="TargetTrackingScaling",
        scaling_target_id=count.scalable_target_ref.resource_id,
        target_tracking_scaling_policy_configuration=policy.TargetTrackingScalingPolicyConfigurationProperty(
            target_value=ENOUGH_PERCENT,
            scale_out_cooldown=OUT_SECONDS,
            scale_in_cooldown=IN_SECONDS,
            customized_metric_specification=policy.CustomizedMetricSpecificationProperty(
                metrics=[_sum("live", "LiveSessions"), _sum("free", "FreePlaces"), taken]
            ),
        ),
    )


def _sum(name: str, metric: str) -> scaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty:
    """Read a figure of all workers together, by the minute."""
    policy = scaling.CfnScalingPolicy
    return policy.TargetTrackingMetricDataQueryProperty(
        id=name,
        return_data=False,
        metric_stat=policy.TargetTrackingMetricStatProperty(
            stat="Sum",
            metric=policy.TargetTrackingMetricProperty(
                namespace=OURS,
                metric_name=metric,
                dimensions=[
                    policy.TargetTrackingMetricDimensionProperty(name=key, value=str(value))
                    for key, value in WORKERS.items()
                ],
            ),
        ),
    )
