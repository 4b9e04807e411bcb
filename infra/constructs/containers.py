"""Containers as this system runs them on Fargate: ARM, not root, nothing to write but what is named, no capability."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from constructs import Construct

from infra.constructs.logs import log_group
from infra.settings import DeploymentSettings

NOBODY = "65532:65532"
STOP_SECONDS = 120
"""The longest that Fargate waits for a container to end."""


@dataclass(frozen=True)
class Confined:
    """What one container is given."""

    name: str
    image: ecs.ContainerImage
    writable: str
    """The one directory that it may write; its image must own it to NOBODY and declare it as a volume."""
    environment: Mapping[str, str]
    secrets: Mapping[str, ecs.Secret]
    entry_point: list[str] | None = None
    health_check: ecs.HealthCheck | None = None
    ports: list[ecs.PortMapping] = field(default_factory=list)


def arm_task(scope: Construct, construct_id: str, *, cpu: int, memory_mib: int) -> ecs.FargateTaskDefinition:
    """Make a task with room for what its container writes."""
    return ecs.FargateTaskDefinition(
        scope,
        construct_id,
        cpu=cpu,
        memory_limit_mib=memory_mib,
        runtime_platform=ecs.RuntimePlatform(
            cpu_architecture=ecs.CpuArchitecture.ARM64, operating_system_family=ecs.OperatingSystemFamily.LINUX
        ),
        volumes=[ecs.Volume(name="spool")],
    )


def confine(
    task: ecs.FargateTaskDefinition, scope: Construct, confined: Confined, settings: DeploymentSettings
) -> None:
    """Put a container into a task, with a log of its own."""
    container = task.add_container(
        confined.name,
        image=confined.image,
        entry_point=confined.entry_point,
        environment=dict(confined.environment),
        secrets=dict(confined.secrets),
        logging=ecs.LogDrivers.aws_logs(
            stream_prefix=confined.name.lower(), log_group=log_group(scope, "Log", settings)
        ),
        user=NOBODY,
        readonly_root_filesystem=True,
        linux_parameters=_no_capabilities(scope),
        health_check=confined.health_check,
        port_mappings=confined.ports,
        stop_timeout=cdk.Duration.seconds(STOP_SECONDS),
    )
    container.add_mount_points(ecs.MountPoint(container_path=confined.writable, source_volume="spool", read_only=False))


def _no_capabilities(scope: Construct) -> ecs.LinuxParameters:
    parameters = ecs.LinuxParameters(scope, "Linux", init_process_enabled=True)
    parameters.drop_capabilities(ecs.Capability.ALL)
    return parameters
