"""The synthetic citizen: a task, by the clock, that goes the way of a caller and counts how it fared."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from infra.constructs.containers import Confined, arm_task, confine
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.findings import explain
from infra.settings import DeploymentSettings
from infra.stacks.identity import IdentityStack
from infra.stacks.media import CONTEXT, ROOT, SPOOL, MediaStack


class SyntheticStack(EnvironmentStack):
    """Its task, and the clock that starts it; only in an environment that sets how often."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        media: MediaStack,
        identity: IdentityStack,
        settings: DeploymentSettings,
    ) -> None:
        """Start it in the workers' cluster, from their image; it may call the site, and nothing of AWS's."""
        super().__init__(scope, construct_id, settings)
        task = arm_task(self, "Task", cpu=512, memory_mib=1024)
        confine(task, self, _citizen(identity, settings), settings)
        group = ec2.SecurityGroup(
            self, "Outwards", vpc=media.vpc, description="The synthetic citizen calls, and is called by nobody"
        )
        events.Rule(
            self,
            "Clock",
            schedule=events.Schedule.rate(cdk.Duration.minutes(settings.synthetic_citizen_minutes or 0)),
            targets=[
                targets.EcsTask(
                    cluster=media.cluster,
                    task_definition=task,
                    assign_public_ip=True,
                    security_groups=[group],
                    subnet_selection=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
                )
            ],
        )
        _explain_findings(task, media)


def _citizen(identity: IdentityStack, settings: DeploymentSettings) -> Confined:
    return Confined(
        name="Citizen",
        image=ecs.ContainerImage.from_asset(
            str(ROOT), file="media_worker/Dockerfile", exclude=CONTEXT, ignore_mode=cdk.IgnoreMode.DOCKER
        ),
        entry_point=["python", "-m", "media_worker.synthetic_citizen"],
        writable=SPOOL,
        environment={
            "SIGHTLINE_WORKER_API_URL": f"{settings.site_origin}/api",
            "SIGHTLINE_WORKER_WS_URL": f"wss://{settings.site_domain}/ws",
        },
        secrets={"SIGHTLINE_WORKER_KEY": ecs.Secret.from_secrets_manager(identity.synthetic_key)},
    )


def _explain_findings(task: ecs.FargateTaskDefinition, media: MediaStack) -> None:
    cluster = media.resolve(media.export_value(media.cluster.cluster_name))["Fn::ImportValue"]
    place = f"arn:<AWS::Partition>:ecs:{media.region}:*:task/{cluster}/*"
    reason = "The clock starts a task and names it; a task's id is made as it starts. The cluster is named."
    explain(task, "2026-11-21", reason, f"IAM5[Resource::{place}]")
    explain(
        task, "2026-11-21", "Addresses stand in the environment; the one secret comes from Secrets Manager.", "ECS2"
    )
    reason = "Signing in to the registry of images is an action without a resource (ecr:GetAuthorizationToken)."
    explain(task.obtain_execution_role(), "2026-11-21", reason, "IAM5[Resource::*]")
