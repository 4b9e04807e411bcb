"""Builds the players of API Gateway from what the template declares."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from infra.local.cloud.applier import Applied
from infra.local.cloud.played import api_host
from infra.local.deployed import Deployed, function_arn
from infra.local.gateway.authorizers import Authorizer, JwtAuthorizer, Keys, LambdaAuthorizer, NobodyAsks
from infra.local.gateway.door import Door, LambdaDoor, OpenDoor
from infra.local.gateway.http_api import HttpApi, HttpTarget
from infra.local.gateway.limits import SocketLimits
from infra.local.gateway.websocket_api import WebSocketApi
from infra.local.template.scope import ACCOUNT

Invoke = Callable[[Any], Awaitable[Any]]
RESULT_SECONDS = 300
"""How long API Gateway remembers an authorizer's answer where the template does not say."""


@dataclass(frozen=True)
class Stages:
    """The names of the APIs' stages, which begin their paths."""

    http: str
    websocket: str


@dataclass(frozen=True)
class Apis:
    """Builds each API; functions are found by ARN, signing keys by issuer."""

    deployed: Deployed
    function: Callable[[str], Invoke]
    keys: Callable[[str], Keys]

    def http(self) -> HttpApi:
        """Build the HTTP API."""
        api = self._api("HTTP")
        routes = [(each.properties["RouteKey"], self._target(api, each)) for each in self._routes(api)]
        return HttpApi(api, self._stage(api), routes)

    def websocket(self, limits: SocketLimits) -> WebSocketApi:
        """Build the WebSocket API."""
        api = self._api("WEBSOCKET")
        routes = self._routes(api)
        functions = {each.properties["RouteKey"]: self._integration(each) for each in routes}
        return WebSocketApi(api, self._stage(api), self._door(api, routes), functions, limits)

    def host(self, protocol: str) -> str:
        """Return the host name that an API would have."""
        return api_host(self._api(protocol), self.deployed.region)

    def stages(self) -> Stages:
        """Return the stages' names."""
        return Stages(self._stage(self._api("HTTP")), self._stage(self._api("WEBSOCKET")))

    def _api(self, protocol: str) -> str:
        apis = self.deployed.of_type("AWS::ApiGatewayV2::Api")
        return next(each.exists.ref for each in apis if each.properties["ProtocolType"] == protocol)

    def _stage(self, api: str) -> str:
        stages = self.deployed.of_type("AWS::ApiGatewayV2::Stage")
        return next(str(each.properties["StageName"]) for each in stages if each.properties["ApiId"] == api)

    def _routes(self, api: str) -> list[Applied]:
        routes = self.deployed.of_type("AWS::ApiGatewayV2::Route")
        return [each for each in routes if each.properties["ApiId"] == api]

    def _target(self, api: str, route: Applied) -> HttpTarget:
        return HttpTarget(self._authorizer(api, route), self._integration(route))

    def _integration(self, route: Applied) -> Invoke:
        ref = route.properties["Target"].removeprefix("integrations/")
        integration = self.deployed.named("AWS::ApiGatewayV2::Integration", ref)
        return self.function(function_arn(integration.properties["IntegrationUri"]))

    def _authorizer(self, api: str, route: Applied) -> Authorizer:
        if "AuthorizerId" not in route.properties:
            return NobodyAsks()
        declared = self._declared_authorizer(route)
        if declared["AuthorizerType"] == "JWT":
            issuer, audience = declared["JwtConfiguration"]["Issuer"], declared["JwtConfiguration"]["Audience"]
            return JwtAuthorizer(issuer, audience, self.keys(issuer))
        return LambdaAuthorizer(
            self.function(function_arn(declared["AuthorizerUri"])),
            declared.get("IdentitySource", []),
            self._arn(api),
            float(declared.get("AuthorizerResultTtlInSeconds", RESULT_SECONDS)),
        )

    def _door(self, api: str, routes: list[Applied]) -> Door:
        connect = next((each for each in routes if each.properties["RouteKey"] == "$connect"), None)
        if connect is None or "AuthorizerId" not in connect.properties:
            return OpenDoor()
        declared = self._declared_authorizer(connect)
        invoke = self.function(function_arn(declared["AuthorizerUri"]))
        return LambdaDoor(invoke, declared.get("IdentitySource", []), self._arn(api))

    def _declared_authorizer(self, route: Applied) -> dict[str, Any]:
        return self.deployed.named("AWS::ApiGatewayV2::Authorizer", route.properties["AuthorizerId"]).properties

    def _arn(self, api: str) -> str:
        return f"arn:aws:execute-api:{self.deployed.region}:{ACCOUNT}:{api}/{self._stage(api)}"
