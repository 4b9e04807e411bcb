"""The two APIs' doors."""

import json

from infra.stacks.api import ACCESS_LOG
from tests.infra.cloud import Cloud

STACK = "sightline-api"


def test_stages_are_named_as_the_site_names_its_paths(dev: Cloud) -> None:
    """CloudFront passes /api/* and /ws on unchanged, so these are the stages' names."""
    stages = {found.properties["StageName"]: found.properties for found in dev.all(STACK, "AWS::ApiGatewayV2::Stage")}
    assert set(stages) == {"api", "ws"}
    assert all(stage["AutoDeploy"] is True for stage in stages.values())


def test_both_stages_are_throttled_and_trace_no_contents(dev: Cloud) -> None:
    """A flood is cut off at the door, and API Gateway never logs what a message said."""
    for found in dev.all(STACK, "AWS::ApiGatewayV2::Stage"):
        routes = found.properties["DefaultRouteSettings"]
        assert routes["ThrottlingRateLimit"] > 0
        assert not routes.get("DataTraceEnabled", False)


def test_the_access_log_holds_no_address(dev: Cloud) -> None:
    """Requests are logged by route: a path or a query may hold a ticket or an id, an address is a person's."""
    logged = set(json.loads(ACCESS_LOG).values())
    (stage,) = [
        found.properties
        for found in dev.all(STACK, "AWS::ApiGatewayV2::Stage")
        if found.properties["StageName"] == "api"
    ]
    assert stage["AccessLogSettings"]["Format"] == ACCESS_LOG
    assert "$context.routeKey" in logged
    assert not logged & {"$context.path", "$context.identity.sourceIp", "$context.identity.userAgent"}


def test_no_api_answers_other_origins(dev: Cloud) -> None:
    """One origin serves everything: no CORS is configured."""
    assert all("CorsConfiguration" not in found.properties for found in dev.all(STACK, "AWS::ApiGatewayV2::Api"))
