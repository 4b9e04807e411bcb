"""The relay: which ways lead to it, where it may send, who knows its secret."""

import json
from pathlib import Path

import pytest

from infra.settings import read_settings
from infra.stacks.media import MEDIA_PORTS
from sightline.config import Settings
from tests.infra.cloud import Cloud
from tests.infra.conftest import synthesise

STACK = "sightline-turn"
CONFIGURATION = Path(__file__).parents[2] / "infra" / "turn" / "turnserver.conf"
LISTENER = "AWS::ElasticLoadBalancingV2::Listener"


def _listeners(cloud: Cloud) -> set[tuple[int, str]]:
    return {(one.properties["Port"], one.properties["Protocol"]) for one in cloud.all(STACK, LISTENER)}


def test_clients_come_by_udp_or_by_what_a_web_page_comes_by(prod: Cloud) -> None:
    """UDP 3478, and TLS on 443 with a certificate of the relay's own name, without outdated ciphers."""
    assert _listeners(prod) == {(3478, "UDP"), (443, "TLS")}
    (tls,) = [one.properties for one in prod.all(STACK, LISTENER) if one.properties["Protocol"] == "TLS"]
    assert tls["SslPolicy"].startswith("ELBSecurityPolicy-TLS13-1-2")
    assert prod.only(STACK, "AWS::CertificateManager::Certificate")["DomainName"] == "relay.video.example.police.uk"
    assert prod.only(STACK, "AWS::Route53::RecordSet")["Name"] == "relay.video.example.police.uk."


def test_nothing_else_is_open(prod: Cloud) -> None:
    """Anybody reaches the balancer by these two ports; the relay itself only the balancer reaches."""
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
    """As many tasks as are set; nobody deletes the balancer by mistake where data is kept."""
    assert prod.only(STACK, "AWS::ECS::Service")["DesiredCount"] == 2
    attributes = prod.only(STACK, "AWS::ElasticLoadBalancingV2::LoadBalancer")["LoadBalancerAttributes"]
    assert {"Key": "deletion_protection.enabled", "Value": "true"} in attributes


@pytest.mark.parametrize("function", ["tickets", "invites", "citizens", "whip"])
def test_who_draws_credentials_knows_the_secret(prod: Cloud, function: str) -> None:
    """Where the relay is, and the name of the secret, which it may read."""
    told = prod.environment(function)
    assert told["turn_urls"] == (
        "turn:relay.video.example.police.uk:3478?transport=udp,turns:relay.video.example.police.uk:443?transport=tcp"
    )
    assert "TurnSecret" in json.dumps(told["turn_secret_id"])
    assert "secretsmanager:GetSecretValue" in prod.allowed(function)
    assert {"turn_urls", "turn_secret_id"} <= set(Settings.model_fields)


def test_without_a_relay_there_is_no_secret(dev: Cloud) -> None:
    """An environment that sets none has no stack, no secret and no address of it."""
    assert STACK not in dev.assembly.stacks
    assert "turn_urls" not in dev.environment("tickets")


def test_without_a_name_443_is_plain_tcp(tmp_path: Path) -> None:
    """No certificate can be had: what goes through is encrypted by its ends anyhow, and browsers are told so."""
    settings = read_settings("dev").model_copy(update={"turn_count": 1})
    assert _listeners(synthesise(settings, tmp_path)) == {(3478, "UDP"), (443, "TCP")}
    assert settings.turn_urls[1] == "turn:relay.dev.sightline.example:443?transport=tcp"
