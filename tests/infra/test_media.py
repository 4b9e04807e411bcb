"""The media workers: what reaches them, and how little they may do."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from infra.local.template.assembly import Json
from sightline.config import WorkerSettings
from tests.infra.cloud import Cloud, actions_of

STACK = "sightline-media"
ROOT = Path(__file__).parents[2]


def _container(cloud: Cloud, stack: str = STACK) -> Json:
    container: Json
    (container,) = cloud.only(stack, "AWS::ECS::TaskDefinition")["ContainerDefinitions"]
    return container


def test_a_worker_may_store_evidence_and_nothing_else(dev: Cloud) -> None:
    """It adds objects and gets data keys to encrypt them; it reads, lists, deletes and unlocks nothing.

    Besides it asks for its own protection, of tasks of its cluster alone, and for its public address.
    """
    role = dev.only(STACK, "AWS::ECS::TaskDefinition")["TaskRoleArn"]
    statements = dev.statements(STACK, role)
    storing, knowing = {"s3:PutObject", "kms:GenerateDataKey"}, "ec2:DescribeNetworkInterfaces"
    assert set(actions_of(statements)) == storing | {"ecs:UpdateTaskProtection", knowing}
    assert [statement["Action"] for statement in statements if statement["Resource"] == "*"] == [knowing]
    (tasks,) = [one["Resource"] for one in statements if one["Action"] == "ecs:UpdateTaskProtection"]
    assert ":task/" in json.dumps(tasks)
    assert "Cluster" in json.dumps(tasks)


CONTAINERS = pytest.mark.parametrize(
    ("stack", "writable"), [(STACK, "/var/spool/sightline"), ("sightline-turn", "/run/turn")]
)


@CONTAINERS
def test_a_container_runs_without_privileges(prod: Cloud, stack: str, writable: str) -> None:
    """Not root, no capability, nothing to write but one directory."""
    container = _container(prod, stack)
    assert container["User"] == "65532:65532"
    assert container["ReadonlyRootFilesystem"] is True
    assert container["LinuxParameters"] == {"Capabilities": {"Drop": ["ALL"]}, "InitProcessEnabled": True}
    assert container["MountPoints"] == [{"ContainerPath": writable, "ReadOnly": False, "SourceVolume": "spool"}]


@CONTAINERS
def test_nobody_can_open_a_shell_in_a_container(prod: Cloud, stack: str, writable: str) -> None:
    """ECS Exec is off, and the directory that it could write is the only one."""
    assert not prod.only(stack, "AWS::ECS::Service").get("EnableExecuteCommand", False)
    assert [mount["ContainerPath"] for mount in _container(prod, stack)["MountPoints"]] == [writable]


@CONTAINERS
def test_a_container_is_built_for_arm(prod: Cloud, stack: str, writable: str) -> None:
    """Its image declares the directory that it writes, and runs as nobody."""
    task = prod.only(stack, "AWS::ECS::TaskDefinition")
    assert task["RuntimePlatform"] == {"CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"}
    dockerfile = (ROOT / {STACK: "media_worker"}.get(stack, "infra/turn") / "Dockerfile").read_text()
    assert f"VOLUME {writable}\n" in dockerfile
    assert f"USER {_container(prod, stack)['User']}\n" in dockerfile


def test_only_media_reaches_a_worker(dev: Cloud) -> None:
    """The one way in is UDP on the media ports, by both versions of IP; nothing listens on TCP."""
    rules = dev.only(STACK, "AWS::EC2::SecurityGroup")["SecurityGroupIngress"]
    assert [rule.get("CidrIp", rule.get("CidrIpv6")) for rule in rules] == ["0.0.0.0/0", "::/0"]
    assert {(rule["IpProtocol"], rule["FromPort"], rule["ToPort"]) for rule in rules} == {("udp", 40000, 40999)}
    assert not dev.all(STACK, "AWS::EC2::SecurityGroupIngress")


def test_a_worker_is_told_only_what_it_reads(dev: Cloud) -> None:
    """Every variable is a setting of the worker, and the media ports are those that are open."""
    environment = {one["Name"]: one["Value"] for one in _container(dev)["Environment"]}
    names = {name.removeprefix("SIGHTLINE_WORKER_").removeprefix("SIGHTLINE_").lower() for name in environment}
    assert names <= {field.name for field in fields(WorkerSettings)}
    assert environment["SIGHTLINE_WORKER_WS_URL"] == "wss://dev.example.police.uk/ws"
    assert environment["SIGHTLINE_WORKER_UDP_PORTS"] == "40000-40999"


def test_the_workers_key_comes_from_the_secret(dev: Cloud) -> None:
    """The key that a worker shows stands in no template."""
    (secret,) = _container(dev)["Secrets"]
    assert secret["Name"] == "SIGHTLINE_WORKER_KEY"
    assert "sightline-identity" in json.dumps(secret["ValueFrom"])


def test_a_worker_has_time_to_finish(dev: Cloud) -> None:
    """Fargate waits its longest, two minutes, for a worker to drain."""
    assert _container(dev)["StopTimeout"] == 120


def test_a_worker_that_hangs_is_replaced(dev: Cloud) -> None:
    """Fargate asks the worker for its health where the worker answers."""
    health = WorkerSettings()
    command = " ".join(_container(dev)["HealthCheck"]["Command"])
    assert f"http://{health.health_host}:{health.health_port}/health" in command


def test_a_worker_has_an_address_of_each_kind(dev: Cloud) -> None:
    """Its subnets give one of IPv6 to each task, and both kinds lead out and in."""
    subnets = [one.properties for one in dev.all(STACK, "AWS::EC2::Subnet")]
    assert len(subnets) == 2
    assert all(subnet["AssignIpv6AddressOnCreation"] and "Ipv6CidrBlock" in subnet for subnet in subnets)
    routes = [one.properties for one in dev.all(STACK, "AWS::EC2::Route")]
    assert all("GatewayId" in route for route in routes)
    assert {route.get("DestinationCidrBlock", route.get("DestinationIpv6CidrBlock")) for route in routes} == {
        "0.0.0.0/0",
        "::/0",
    }


def test_the_network_costs_nothing_while_idle(dev: Cloud) -> None:
    """There is no NAT gateway: workers have public addresses of their own."""
    assert not dev.all(STACK, "AWS::EC2::NatGateway")
    assert (
        dev.only(STACK, "AWS::ECS::Service")["NetworkConfiguration"]["AwsvpcConfiguration"]["AssignPublicIp"]
        == "ENABLED"
    )
