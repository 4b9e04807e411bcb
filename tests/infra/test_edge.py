"""The edge: what stands in us-east-1, and what it lets no further."""

import pytest

from infra.constructs.firewall import LIMITS, MANAGED
from infra.constructs.route_table import ROUTES
from infra.local.template.assembly import Json, Resource
from tests.infra.cloud import Cloud

STACK = "sightline-edge"
HOLDS_NOTHING = {
    "AWS::WAFv2::WebACL",
    "AWS::WAFv2::IPSet",
    "AWS::CertificateManager::Certificate",
    *("Custom::CrossRegionExportWriter", "AWS::IAM::Role", "AWS::Lambda::Function"),
}


def _rules(cloud: Cloud) -> dict[str, Json]:
    return {rule["Name"]: rule for rule in cloud.only(STACK, "AWS::WAFv2::WebACL")["Rules"]}


def test_nothing_at_the_edge_holds_data_or_logs(dev: Cloud, prod: Cloud) -> None:
    """The stack abroad has a firewall, a certificate, and CDK's way of telling London their names."""
    for cloud in (dev, prod):
        assert {found.type for found in cloud.assembly.stacks[STACK].resources()} <= HOLDS_NOTHING


def test_no_request_is_kept_as_a_sample(prod: Cloud) -> None:
    """Samples of requests would hold callers' addresses outside the country."""
    acl = prod.only(STACK, "AWS::WAFv2::WebACL")
    visibility = [acl["VisibilityConfig"], *(rule["VisibilityConfig"] for rule in acl["Rules"])]
    assert {one["SampledRequestsEnabled"] for one in visibility} == {False}


@pytest.mark.parametrize("name", MANAGED)
def test_known_attacks_are_blocked(dev: Cloud, name: str) -> None:
    """AWS's rules act as they are, but for those that would refuse what our own pages and cameras send."""
    rule = _rules(dev)[name]
    group = rule["Statement"]["ManagedRuleGroupStatement"]
    assert rule["OverrideAction"] == {"None": {}}
    assert [one["Name"] for one in group.get("RuleActionOverrides", [])] == list(MANAGED[name])


@pytest.mark.parametrize("name", LIMITS)
def test_one_address_cannot_flood(dev: Cloud, name: str) -> None:
    """Too many look-ups or tickets from one address within five minutes get 429."""
    rule = _rules(dev)[name]
    assert rule["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 429
    limited = rule["Statement"]["RateBasedStatement"]
    assert (limited["Limit"], limited["EvaluationWindowSec"]) == (LIMITS[name][0], 300)


@pytest.mark.parametrize("path", [path for _, paths in LIMITS.values() for path in paths])
def test_what_is_limited_is_a_route(path: str) -> None:
    """A limit on a path that no route has would guard nothing."""
    assert f"POST {path.removeprefix('/api')}" in {row.key for row in ROUTES}


def test_a_control_room_is_not_taken_for_a_flood(dev: Cloud, prod: Cloud) -> None:
    """Addresses that a force names are left out of the counting, of either version; elsewhere there are none."""
    sets = {found.properties["IPAddressVersion"]: found.properties["Addresses"] for found in _sets(prod)}
    assert sets == {"IPV4": ["198.51.100.0/24"], "IPV6": ["2001:db8::/32"]}
    for name in LIMITS:
        counted = _rules(prod)[name]["Statement"]["RateBasedStatement"]["ScopeDownStatement"]["AndStatement"]
        assert sum("NotStatement" in one for one in counted["Statements"]) == 2
    assert not _sets(dev)


def _sets(cloud: Cloud) -> list[Resource]:
    return cloud.all(STACK, "AWS::WAFv2::IPSet")


def test_the_certificate_is_proven_in_the_forces_own_zone(dev: Cloud, prod: Cloud) -> None:
    """Where the zone is set, the certificate proves itself; without a name there is none."""
    certificate = prod.only(STACK, "AWS::CertificateManager::Certificate")
    assert certificate["DomainName"] == "video.example.police.uk"
    assert certificate["DomainValidationOptions"] == [
        {"DomainName": "video.example.police.uk", "HostedZoneId": "Z0123456789ABC"}
    ]
    assert not dev.all(STACK, "AWS::CertificateManager::Certificate")
