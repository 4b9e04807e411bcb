"""The two doors: an HTTP API and a WebSocket API, still without a route.

Functions need the WebSocket API's address and its routes need the functions, so the routes are a
later stack (`routes.py`); a circle is thus impossible. The stages are called `api` and `ws`:
CloudFront's paths then reach them without rewriting.
"""

import json

from aws_cdk import aws_apigatewayv2 as apigateway
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.findings import explain
from infra.constructs.logs import log_group
from infra.settings import DeploymentSettings

ACCESS_LOG = json.dumps(
    {
        "request_id": "$context.requestId",
        "time": "$context.requestTime",
        "route": "$context.routeKey",
        "status": "$context.status",
        "latency_ms": "$context.responseLatency",
        "integration_status": "$context.integrationStatus",
        "error": "$context.error.responseType",
    }
)
"""Neither path nor query: an address may hold a ticket."""

THROTTLE = apigateway.CfnStage.RouteSettingsProperty(throttling_rate_limit=500, throttling_burst_limit=1000)


class ApiStack(EnvironmentStack):
    """Both APIs with their stages."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: DeploymentSettings) -> None:
        """Make both APIs, throttled; the HTTP API's requests are logged by route."""
        super().__init__(scope, construct_id, settings)
        self.http_api = apigateway.CfnApi(self, "Http", name=construct_id, protocol_type="HTTP")
        self.websocket_api = apigateway.CfnApi(
            self,
            "WebSocket",
            name=f"{construct_id}-websocket",
            protocol_type="WEBSOCKET",
            route_selection_expression="$request.body.type",
        )
        apigateway.CfnStage(
            self,
            "HttpStage",
            api_id=self.http_api.ref,
            stage_name="api",
            auto_deploy=True,
            default_route_settings=THROTTLE,
            access_log_settings=apigateway.CfnStage.AccessLogSettingsProperty(
                destination_arn=log_group(self, "HttpAccess", settings).log_group_arn, format=ACCESS_LOG
            ),
        )
        sockets = apigateway.CfnStage(
            self,
            "WebSocketStage",
            api_id=self.websocket_api.ref,
            stage_name="ws",
            auto_deploy=True,
            default_route_settings=THROTTLE,
        )
        explain(
            sockets,
            "2026-11-21",
            "Logging WebSockets needs a role set for the whole account; functions log every connection and message.",
            "APIG1",
        )

    def host_of(self, api: apigateway.CfnApi) -> str:
        """Name the host at which an API answers; the stage is the first part of the path."""
        return f"{api.ref}.execute-api.{self.region}.{self.url_suffix}"

    @property
    def connections_endpoint(self) -> str:
        """The @connections address of the WebSocket API."""
        return f"https://{self.host_of(self.websocket_api)}/ws"

    @property
    def connections_finding(self) -> str:
        """What a checker says of connections_arn, in which a connection is a wildcard."""
        api = self.resolve(self.export_value(self.websocket_api.ref))["Fn::ImportValue"]
        place = f"execute-api:{self.region}:<AWS::AccountId>:{api}"
        return f"IAM5[Resource::arn:<AWS::Partition>:{place}/ws/*/@connections/*]"

    @property
    def connections_arn(self) -> str:
        """What may be granted on @connections: sending, asking, cutting."""
        return self.format_arn(
            service="execute-api", resource=self.websocket_api.ref, resource_name="ws/*/@connections/*"
        )
