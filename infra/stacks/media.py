"""Where media workers run: Fargate, reached by UDP alone, allowed to store evidence and nothing else."""

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.constructs.containers import Confined, arm_task, confine
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.findings import below, explain
from infra.constructs.network import public_network
from infra.constructs.worker_scaling import scale_workers
from infra.settings import DeploymentSettings
from infra.stacks.evidence import EvidenceStack
from infra.stacks.identity import IdentityStack

ROOT = Path(__file__).parents[2]
MEDIA_PORTS = (40_000, 40_999)
SPOOL = "/var/spool/sightline"
LOOK_AT_HEALTH = "import urllib.request as request; request.urlopen('http://127.0.0.1:8090/health', timeout=5)"
CONTEXT = ["*", "!requirements", "!media_worker", "!functions", "**/__pycache__"]


class MediaStack(EnvironmentStack):
    """The workers' network, cluster, task and service."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        evidence: EvidenceStack,
        identity: IdentityStack,
        settings: DeploymentSettings,
    ) -> None:
        """Make the service; each worker finds its work over the WebSocket, nothing calls it."""
        super().__init__(scope, construct_id, settings)
        self.vpc = public_network(self, settings)
        self.cluster = ecs.Cluster(self, "Cluster", vpc=self.vpc, container_insights_v2=ecs.ContainerInsights.ENABLED)
        task = arm_task(self, "Task", cpu=1024, memory_mib=2048)
        _allow_storing(task, evidence)
        _allow_knowing_itself(task, self.cluster)
        confine(task, self, _worker(evidence, identity, settings), settings)
        _explain_findings(task, evidence)
        workers = ecs.FargateService(
            self,
            "Workers",
            cluster=self.cluster,
            task_definition=task,
            assign_public_ip=True,
            security_groups=[_media_only(self, self.vpc)],
            min_healthy_percent=100,
            max_healthy_percent=200,
            circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
        )
        scale_workers(workers, settings)


def _worker(evidence: EvidenceStack, identity: IdentityStack, settings: DeploymentSettings) -> Confined:
    """Start the worker with what it reads of `sightline.config`, and nothing else."""
    return Confined(
        name="Worker",
        image=ecs.ContainerImage.from_asset(
            str(ROOT), file="media_worker/Dockerfile", exclude=CONTEXT, ignore_mode=cdk.IgnoreMode.DOCKER
        ),
        writable=SPOOL,
        environment={
            "SIGHTLINE_WORKER_API_URL": f"{settings.site_origin}/api",
            "SIGHTLINE_WORKER_WS_URL": f"wss://{settings.site_domain}/ws",
            "SIGHTLINE_WORKER_PLACES": str(settings.worker_places),
            "SIGHTLINE_WORKER_UDP_PORTS": "{}-{}".format(*MEDIA_PORTS),
            "SIGHTLINE_WORKER_SPOOL_DIRECTORY": SPOOL,
            "SIGHTLINE_EVIDENCE_BUCKET": evidence.bucket.bucket_name,
        },
        secrets={"SIGHTLINE_WORKER_KEY": ecs.Secret.from_secrets_manager(identity.worker_key)},
        health_check=ecs.HealthCheck(
            command=["CMD", "python", "-c", LOOK_AT_HEALTH], start_period=cdk.Duration.seconds(30)
        ),
    )


def _media_only(scope: Construct, vpc: ec2.IVpc) -> ec2.SecurityGroup:
    group = ec2.SecurityGroup(
        scope, "Media", vpc=vpc, description="WebRTC to the media workers", allow_all_ipv6_outbound=True
    )
    for anywhere in (ec2.Peer.any_ipv4(), ec2.Peer.any_ipv6()):
        group.add_ingress_rule(anywhere, ec2.Port.udp_range(*MEDIA_PORTS), "WebRTC media from anywhere")
    explain(group, "2026-11-21", "Callers' phones have any address; only UDP to the media ports is let in.", "EC23")
    return group


def _allow_storing(task: ecs.FargateTaskDefinition, evidence: EvidenceStack) -> None:
    """Let workers add objects, encrypted; they can read, list, delete and unlock nothing."""
    task.add_to_task_role_policy(
        iam.PolicyStatement(actions=["s3:PutObject"], resources=[evidence.bucket.arn_for_objects("*")])
    )
    task.add_to_task_role_policy(iam.PolicyStatement(actions=["kms:GenerateDataKey"], resources=[evidence.key.key_arn]))


def _allow_knowing_itself(task: ecs.FargateTaskDefinition, cluster: ecs.Cluster) -> None:
    """Let workers ask not to be ended while they hold something, and under which address they are reached."""
    stack = cdk.Stack.of(task)
    tasks = stack.format_arn(service="ecs", resource="task", resource_name=f"{cluster.cluster_name}/*")
    task.add_to_task_role_policy(iam.PolicyStatement(actions=["ecs:UpdateTaskProtection"], resources=[tasks]))
    task.add_to_task_role_policy(iam.PolicyStatement(actions=["ec2:DescribeNetworkInterfaces"], resources=["*"]))
    explain(
        task.task_role,
        "2026-11-21",
        "A task is given its id when it starts; only this cluster's can be named. Describing knows no resource.",
        f"IAM5[Resource::arn:<AWS::Partition>:ecs:{stack.region}:<AWS::AccountId>:task/<{_logical_id(cluster)}>/*]",
        "IAM5[Resource::*]",
    )


def _logical_id(cluster: ecs.Cluster) -> str:
    """Return a cluster's name in the template, by which the checker of policies calls it."""
    declared = cluster.node.default_child
    assert isinstance(declared, ecs.CfnCluster)  # noqa: S101 what an L2 cluster always holds
    return cdk.Stack.of(cluster).get_logical_id(declared)


def _explain_findings(task: ecs.FargateTaskDefinition, evidence: EvidenceStack) -> None:
    explain(
        task,
        "2026-11-21",
        "Addresses and limits stand in the environment; the one secret comes from Secrets Manager.",
        "ECS2",
    )
    explain(
        task.task_role,
        "2026-11-21",
        "A worker puts the objects of sessions that it cannot know beforehand, and may do nothing else with them.",
        *below(evidence.bucket.bucket_arn, evidence, "/*"),
    )
    explain(
        task.obtain_execution_role(),
        "2026-11-21",
        "Signing in to the registry of images is an action without a resource (ecr:GetAuthorizationToken).",
        "IAM5[Resource::*]",
    )
