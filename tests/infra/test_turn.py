"""The relay: which ways lead to it, where it may send, who knows its secret."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from infra.settings import read_settings
from infra.stacks.media import MEDIA_PORTS
from sightline.config import Settings
from tests.infra.cloud import Cloud
from tests.infra.conftest import synthesise

STACK = "sightline-turn"
CONFIGURATION = Path(__file__).parents[2] / "infra" / "turn" / "turnserver.conf"
BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
NAME = "relay.video.example.police.uk"
TLS_NAME = "relay-tls.video.example.police.uk"


def _names(cloud: Cloud) -> dict[str, str]:
    """Return the name of each balancer that has one, by its logical id."""
    records = [one.properties for one in cloud.all(STACK, "AWS::Route53::RecordSet")]
    return {one["AliasTarget"]["DNSName"]["Fn::Join"][1][1]["Fn::GetAtt"][0]: one["Name"] for one in records}


def _listeners(cloud: Cloud) -> set[tuple[str, int, str]]:
    """Return what is listened to: at which name, on which port, by which protocol."""
    names, found = _names(cloud), [one.properties for one in cloud.all(STACK, LISTENER)]
    return {(names.get(one["LoadBalancerArn"]["Ref"], ""), one["Port"], one["Protocol"]) for one in found}


def test_clients_come_by_udp_or_by_what_a_web_page_comes_by(prod: Cloud) -> None:
    """UDP 3478 and TCP 443 at one name, TLS 443 at another, with a certificate of that, without outdated ciphers."""
    assert _listeners(prod) == {(f"{NAME}.", 3478, "UDP"), (f"{NAME}.", 443, "TCP"), (f"{TLS_NAME}.", 443, "TLS")}
    (tls,) = [one.properties for one in prod.all(STACK, LISTENER) if one.properties["Protocol"] == "TLS"]
    assert tls["SslPolicy"].startswith("ELBSecurityPolicy-TLS13-1-2")
    assert prod.only(STACK, "AWS::CertificateManager::Certificate")["DomainName"] == TLS_NAME


def test_every_way_leads_to_the_one_port_of_the_relay(prod: Cloud) -> None:
    """What came by TCP or was in TLS comes as TCP, what came by UDP as UDP; each relay stands behind all three."""
    groups = prod.all(STACK, "AWS::ElasticLoadBalancingV2::TargetGroup")
    assert sorted((one.properties["Protocol"], one.properties["Port"]) for one in groups) == [
        ("TCP", 3478),
        ("TCP", 3478),
        ("UDP", 3478),
    ]
    behind = prod.only(STACK, "AWS::ECS::Service")["LoadBalancers"]
    assert {one["TargetGroupArn"]["Ref"] for one in behind} == {one.logical_id for one in groups}


def test_nothing_else_is_open(prod: Cloud) -> None:
    """Anybody reaches the balancers by these two ports; the relay itself only the balancers reach."""
    groups = {one.properties["GroupDescription"]: one.properties for one in prod.all(STACK, "AWS::EC2::SecurityGroup")}
    opened = groups["TURN from phones and browsers"]["SecurityGroupIngress"]
    assert {(rule["IpProtocol"], rule["FromPort"], rule["ToPort"]) for rule in opened} == {
        ("udp", 3478, 3478),
        ("tcp", 443, 443),
    }
    assert "SecurityGroupIngress" not in groups["The relay"]
    inward = [one.properties for one in prod.all(STACK, "AWS::EC2::SecurityGroupIngress")]
    assert len(inward) == 2
    assert all(rule["FromPort"] == 3478 and "SourceSecurityGroupId" in rule for rule in inward)


def test_a_relay_sends_to_media_workers_alone(prod: Cloud) -> None:
    """By UDP to the media ports; HTTPS is for what its container needs to start and to log."""
    groups = {one.properties["GroupDescription"]: one.properties for one in prod.all(STACK, "AWS::EC2::SecurityGroup")}
    allowed = {
        (rule["IpProtocol"], rule["FromPort"], rule["ToPort"]) for rule in groups["The relay"]["SecurityGroupEgress"]
    }
    assert allowed == {("udp", *MEDIA_PORTS), ("tcp", 443, 443)}


def test_the_template_carries_the_configuration(prod: Cloud) -> None:
    """Word for word the file that tests start coturn with; the secret is not in it."""
    (container,) = prod.only(STACK, "AWS::ECS::TaskDefinition")["ContainerDefinitions"]
    environment = {one["Name"]: one["Value"] for one in container["Environment"]}
    assert environment["TURN_CONFIGURATION"] == CONFIGURATION.read_text()
    assert [secret["Name"] for secret in container["Secrets"]] == ["TURN_SECRET"]
    assert "secret=" not in CONFIGURATION.read_text()


def test_a_relay_stays_up(prod: Cloud) -> None:
    """As many tasks as are set; nobody deletes a balancer by mistake where data is kept."""
    assert prod.only(STACK, "AWS::ECS::Service")["DesiredCount"] == 2
    attributes = [one.properties["LoadBalancerAttributes"] for one in prod.all(STACK, BALANCER)]
    assert all({"Key": "deletion_protection.enabled", "Value": "true"} in ours for ours in attributes)


@pytest.mark.parametrize("function", ["tickets", "invites", "citizens", "whip"])
def test_who_draws_credentials_knows_the_secret(prod: Cloud, function: str) -> None:
    """Where the relay is, and the name of the secret, which it may read."""
    told = prod.environment(function)
    assert told["turn_urls"].split(",") == [
        f"turn:{NAME}:3478?transport=udp",
        f"turn:{NAME}:443?transport=tcp",
        f"turns:{TLS_NAME}:443?transport=tcp",
    ]
    assert "TurnSecret" in json.dumps(told["turn_secret_id"])
    assert "secretsmanager:GetSecretValue" in prod.allowed(function)
    assert {"turn_urls", "turn_secret_id"} <= {field.name for field in fields(Settings)}


def test_without_a_relay_there_is_no_secret(dev: Cloud) -> None:
    """An environment that sets none has no stack, no secret and no address of it."""
    assert STACK not in dev.assembly.stacks
    assert "turn_urls" not in dev.environment("tickets")


def test_without_a_certificate_there_is_no_tls(tmp_path: Path) -> None:
    """One balancer then; what goes through it is encrypted by its ends anyhow."""
    settings = read_settings("dev").model_copy(update={"turn_count": 1})
    cloud = synthesise(settings, tmp_path)
    assert _listeners(cloud) == {("", 3478, "UDP"), ("", 443, "TCP")}
    assert len(cloud.all(STACK, BALANCER)) == 1
