"""Builds the player of CloudFront from the template's distribution, headers policies and deployments of files."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infra.local.cloud.applier import Applied
from infra.local.deployed import Deployed
from infra.local.gateway.cloudfront import Behaviour, CloudFront, Origin
from infra.local.gateway.page_headers import Headers, policy_headers
from infra.local.gateway.site import CacheRule, Site


def build_cloudfront(deployed: Deployed, origins: Mapping[str, Origin], site: Origin) -> CloudFront:
    """Build the distribution; `origins` are those that are no bucket, by their host names."""
    configuration = deployed.one("AWS::CloudFront::Distribution").properties["DistributionConfig"]
    hosts = {origin["Id"]: origin["DomainName"] for origin in configuration["Origins"]}

    def behaviour(declared: dict[str, Any], pattern: str) -> Behaviour:
        origin = origins.get(hosts[declared["TargetOriginId"]], site)
        return Behaviour(pattern, origin, _headers(deployed, declared))

    listed = [behaviour(declared, declared["PathPattern"]) for declared in configuration.get("CacheBehaviors", [])]
    return CloudFront([*listed, behaviour(configuration["DefaultCacheBehavior"], "*")])


def build_site(deployed: Deployed, dist: Path, assembly: Path) -> Site:
    """Build the site from the built files and the `config.json` that the template's deployment writes."""
    deployments = deployed.of_type("Custom::CDKBucketDeployment")
    rules = [rule for each in deployments if (rule := _cache_rule(each))]
    return Site(dist, _configuration(deployed, deployments, assembly), rules)


def _headers(deployed: Deployed, behaviour: dict[str, Any]) -> Headers:
    if "ResponseHeadersPolicyId" not in behaviour:
        return ()
    policy = deployed.named("AWS::CloudFront::ResponseHeadersPolicy", behaviour["ResponseHeadersPolicyId"])
    return policy_headers(policy.properties["ResponseHeadersPolicyConfig"])


def _cache_rule(deployment: Applied) -> CacheRule | None:
    declared = deployment.properties
    cache_control = declared.get("SystemMetadata", {}).get("cache-control")
    if cache_control is None:
        return None
    return CacheRule(declared.get("Exclude", []), declared.get("Include", []), cache_control)


def _configuration(deployed: Deployed, deployments: list[Applied], assembly: Path) -> dict[str, Any]:
    """Return `config.json` of whichever deployment has it, its markers replaced by what they stand for."""
    for deployment in deployments:
        declared = deployment.properties
        for key, markers in zip(declared["SourceObjectKeys"], declared.get("SourceMarkers", []), strict=False):
            found = assembly / f"asset.{key.removesuffix('.zip')}" / "config.json"
            if found.is_file():
                return _filled_in(found.read_text(), deployed.localise(markers))
    message = "No deployment of the template writes config.json."
    raise LookupError(message)


def _filled_in(text: str, markers: Mapping[str, str]) -> dict[str, Any]:
    filled: dict[str, Any] = json.loads(re.sub(r"<<marker:[^>]+>>", lambda match: markers[match[0]], text))
    return filled
