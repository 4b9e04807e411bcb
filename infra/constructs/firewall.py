"""What CloudFront lets no further: known attacks, and more look-ups and tickets from one address than people need."""

from collections.abc import Iterator, Sequence
from ipaddress import ip_network
from typing import TypeAlias

from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.settings import DeploymentSettings

Statement: TypeAlias = waf.CfnWebACL.StatementProperty
Rule: TypeAlias = waf.CfnWebACL.RuleProperty

MANAGED = {
    "AWSManagedRulesAmazonIpReputationList": (),
    "AWSManagedRulesKnownBadInputsRuleSet": (),
    "AWSManagedRulesCommonRuleSet": ("SizeRestrictions_BODY", "NoUserAgent_HEADER"),
}
"""AWS's rules, and which of each only count. Descriptions of media and queued positions are longer than 8 KB, and
some encoders name no user agent. The list of anonymous addresses is left out: callers use relays, workers are AWS's."""

LIMITS = {
    "look-ups": (200, ("/api/citizen/look-up", "/api/citizen/accept", "/api/citizen/decline")),
    "share-codes": (100, ("/api/share/look-up", "/api/share/code", "/api/share/open")),
    "tickets": (1_000, ("/api/tickets", "/api/citizen/tickets", "/api/worker/tickets")),
}
"""Requests that one address may make in five minutes. A mobile network puts thousands of phones behind one address,
and after a cut all of them want a ticket at once; a link cannot be guessed anyhow, this is about load."""

WINDOW_SECONDS = 300
TOO_MANY = waf.CfnWebACL.RuleActionProperty(
    block=waf.CfnWebACL.BlockActionProperty(custom_response=waf.CfnWebACL.CustomResponseProperty(response_code=429))
)


def firewall(scope: Construct, construct_id: str, settings: DeploymentSettings) -> waf.CfnWebACL:
    """Make a distribution's web ACL; it keeps no samples, which would hold people's addresses in another country."""
    spared = _spared(scope, settings)
    rules = [*_managed_rules(), *_rate_rules(spared)]
    return waf.CfnWebACL(
        scope,
        construct_id,
        scope="CLOUDFRONT",
        default_action=waf.CfnWebACL.DefaultActionProperty(allow=waf.CfnWebACL.AllowActionProperty()),
        visibility_config=_counted("all"),
        rules=[_numbered(rule, priority) for priority, rule in enumerate(rules)],
    )


def _spared(scope: Construct, settings: DeploymentSettings) -> list[Statement]:
    """Name the force's own networks, behind whose few addresses all of its officers sit."""
    networks = [ip_network(one) for one in settings.force_networks]
    found = {f"IPV{version}": [one for one in networks if one.version == version] for version in (4, 6)}
    return [
        Statement(
            ip_set_reference_statement=waf.CfnWebACL.IPSetReferenceStatementProperty(
                arn=waf.CfnIPSet(
                    scope,
                    f"Force{version}",
                    scope="CLOUDFRONT",
                    ip_address_version=version,
                    addresses=[str(one) for one in same],
                ).attr_arn
            )
        )
        for version, same in found.items()
        if same
    ]


def _managed_rules() -> Iterator[Rule]:
    for name, counting in MANAGED.items():
        group = waf.CfnWebACL.ManagedRuleGroupStatementProperty(
            vendor_name="AWS",
            name=name,
            rule_action_overrides=[
                waf.CfnWebACL.RuleActionOverrideProperty(
                    name=rule,
                    action_to_use=waf.CfnWebACL.RuleActionProperty(count=waf.CfnWebACL.CountActionProperty()),
                )
                for rule in counting
            ],
        )
        yield Rule(
            name=name,
            priority=0,
            override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
            statement=Statement(managed_rule_group_statement=group),
            visibility_config=_counted(name),
        )


def _rate_rules(spared: Sequence[Statement]) -> Iterator[Rule]:
    for name, (limit, paths) in LIMITS.items():
        counted = [_any_of([_begins_with(path) for path in paths]), *(_not(one) for one in spared)]
        yield Rule(
            name=name,
            priority=0,
            action=TOO_MANY,
            statement=Statement(
                rate_based_statement=waf.CfnWebACL.RateBasedStatementProperty(
                    aggregate_key_type="IP",
                    limit=limit,
                    evaluation_window_sec=WINDOW_SECONDS,
                    scope_down_statement=_all_of(counted),
                )
            ),
            visibility_config=_counted(name),
        )


def _numbered(rule: Rule, priority: int) -> Rule:
    return Rule(
        name=rule.name,
        priority=priority,
        action=rule.action,
        override_action=rule.override_action,
        statement=rule.statement,
        visibility_config=rule.visibility_config,
    )


def _begins_with(path: str) -> Statement:
    """Match a path however it is written."""
    return Statement(
        byte_match_statement=waf.CfnWebACL.ByteMatchStatementProperty(
            field_to_match=waf.CfnWebACL.FieldToMatchProperty(uri_path={}),
            positional_constraint="STARTS_WITH",
            search_string=path,
            text_transformations=[
                waf.CfnWebACL.TextTransformationProperty(priority=0, type="URL_DECODE"),
                waf.CfnWebACL.TextTransformationProperty(priority=1, type="NORMALIZE_PATH"),
            ],
        )
    )


def _any_of(statements: Sequence[Statement]) -> Statement:
    return Statement(or_statement=waf.CfnWebACL.OrStatementProperty(statements=list(statements)))


def _all_of(statements: Sequence[Statement]) -> Statement:
    """Join statements; AWS wants at least two to join."""
    first, *others = statements
    if not others:
        return first
    return Statement(and_statement=waf.CfnWebACL.AndStatementProperty(statements=[first, *others]))


def _not(statement: Statement) -> Statement:
    return Statement(not_statement=waf.CfnWebACL.NotStatementProperty(statement=statement))


def _counted(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=f"sightline-{name}", sampled_requests_enabled=False
    )
