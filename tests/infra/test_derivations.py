"""Copies are made behind walls: no way but to S3, no right but to read masters and add copies."""

import importlib
from collections import defaultdict
from dataclasses import fields

import pytest

from infra.local.template.assembly import Json
from sightline.config import Settings
from tests.infra.cloud import Cloud, as_list

STACK = "sightline-derivations"
FUNCTION = "AWS::Lambda::Function"


def _function(cloud: Cloud) -> Json:
    return cloud.only(STACK, FUNCTION)


def _statements(cloud: Cloud) -> list[Json]:
    return cloud.statements(STACK, _function(cloud)["Role"])


def _actions(statement: Json) -> set[str]:
    return set(as_list(statement["Action"]))


def _about(statements: list[Json], service: str) -> list[tuple[set[str], str]]:
    """Return (actions, resources as text) of what is allowed in a service."""
    return [
        (_actions(one), str(one["Resource"]))
        for one in statements
        if all(action.startswith(f"{service}:") for action in _actions(one))
    ]


def test_there_is_no_way_to_the_internet(dev: Cloud) -> None:
    """No gateway, no address translation, no peering, and no route but those that the endpoint itself brings."""
    resources = dev.assembly.stacks[STACK].template["Resources"].values()
    ways = ("InternetGateway", "NatGateway", "VPCPeering", "TransitGateway", "EgressOnly", "VPNGateway", "EIP")
    assert not [one["Type"] for one in resources if any(way in one["Type"] for way in ways)]
    assert not dev.all(STACK, "AWS::EC2::Route")
    assert [one.properties["MapPublicIpOnLaunch"] for one in dev.all(STACK, "AWS::EC2::Subnet")] == [False, False]


def test_the_one_endpoint_leads_to_s3_and_to_two_buckets(dev: Cloud) -> None:
    """Not even a credential of somebody else's, brought in by a file, could carry anything out through it."""
    endpoint = dev.only(STACK, "AWS::EC2::VPCEndpoint")
    assert endpoint["VpcEndpointType"] == "Gateway"
    assert str(endpoint["ServiceName"]).endswith(".s3']]}")
    _check_s3_rights(endpoint["PolicyDocument"]["Statement"])


def test_the_role_reads_masters_and_adds_copies(dev: Cloud) -> None:
    """It can neither write to the evidence nor read, replace or delete elsewhere."""
    _check_s3_rights(_statements(dev))


def _check_s3_rights(statements: list[Json]) -> None:
    rights: dict[str, str] = defaultdict(str)
    for actions, resources in _about(statements, "s3"):
        for action in actions:
            rights[action] += resources
    assert set(rights) == {"s3:ListBucket", "s3:GetObject", "s3:PutObject"}
    assert "GetAttBucket" in rights["s3:GetObject"]
    assert "GetAttBucket" in rights["s3:ListBucket"]
    assert "GetAttDerived" in rights["s3:PutObject"]
    assert "GetAttBucket" not in rights["s3:PutObject"]


def test_the_role_has_no_other_service_but_those_that_run_it(dev: Cloud) -> None:
    """Its log, its queue, its place in the network and the keys: no table, no function, no secret."""
    services = {action.partition(":")[0] for one in _statements(dev) for action in _actions(one)}
    assert services == {"s3", "kms", "ec2", "logs", "sqs"}
    keys = [one for one in _statements(dev) if "kms:GenerateDataKey" in _actions(one)]
    assert [one["Condition"] for one in keys] == [{"StringEquals": {"kms:ViaService": "s3.eu-west-2.amazonaws.com"}}]
    assert not [one for one in _statements(dev) if {"kms:Sign", "kms:Encrypt", "kms:CreateGrant"} & _actions(one)]


def test_only_s3_is_let_out(dev: Cloud) -> None:
    """The security group lets nothing in, and out to S3's addresses by TLS alone."""
    group = dev.only(STACK, "AWS::EC2::SecurityGroup")
    assert "SecurityGroupIngress" not in group
    assert not dev.all(STACK, "AWS::EC2::SecurityGroupIngress")
    rule = dev.only(STACK, "AWS::EC2::SecurityGroupEgress")
    assert (rule["DestinationPrefixListId"], rule["FromPort"], rule["ToPort"]) == ("pl-7ca54015", 443, 443)


def test_the_function_stands_in_that_network(dev: Cloud) -> None:
    """It has room for the files, and as long as Lambda allows."""
    function = _function(dev)
    assert len(function["VpcConfig"]["SubnetIds"]) == 2
    assert len(function["VpcConfig"]["SecurityGroupIds"]) == 1
    assert (function["Timeout"], function["EphemeralStorage"], function["Architectures"]) == (
        900,
        {"Size": 10240},
        ["arm64"],
    )


def test_one_copy_at_a_time_comes_from_the_queue(dev: Cloud) -> None:
    """A copy that fails holds up no other; what is taken stays hidden for as long as the function may run."""
    mapping = dev.only(STACK, "AWS::Lambda::EventSourceMapping")
    assert mapping["BatchSize"] == 1
    queues = {one.logical_id: one.properties for one in dev.all("sightline-evidence", "AWS::SQS::Queue")}
    (queue,) = [one for name, one in queues.items() if name.startswith("DerivationsQueue")]
    assert (queue["RedrivePolicy"]["maxReceiveCount"], queue["VisibilityTimeout"]) == (5, _function(dev)["Timeout"])


def test_the_handler_is_there_and_told_what_it_reads(dev: Cloud) -> None:
    """The handler string leads to something that can be called, and every setting is one that is known."""
    module, _, name = _function(dev)["Handler"].rpartition(".")
    assert callable(getattr(importlib.import_module(module), name))
    told = {key for key in _function(dev)["Environment"]["Variables"] if key.startswith("SIGHTLINE_")}
    assert told == {"SIGHTLINE_EVIDENCE_BUCKET", "SIGHTLINE_DERIVED_BUCKET"}
    assert {key.removeprefix("SIGHTLINE_").lower() for key in told} <= {field.name for field in fields(Settings)}


@pytest.mark.parametrize("kind", ["AWS::DynamoDB::Table", "AWS::SecretsManager::Secret", "AWS::Lambda::Url"])
def test_nothing_else_is_here(dev: Cloud, kind: str) -> None:
    """The stack holds nothing that a file could be after."""
    assert not dev.all(STACK, kind)
