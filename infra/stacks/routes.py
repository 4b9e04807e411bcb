"""What leads where: every route of both APIs, and the authorizer before it."""

from collections.abc import Mapping

from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.http_routes import HttpRoutes
from infra.constructs.websocket_routes import WebSocketRoutes
from infra.settings import DeploymentSettings
from infra.stacks.api import ApiStack
from infra.stacks.identity import IdentityStack


class RoutesStack(EnvironmentStack):
    """The routes between the APIs and the functions."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        api: ApiStack,
        identity: IdentityStack,
        functions: Mapping[str, lambda_.IFunction],
        settings: DeploymentSettings,
    ) -> None:
        """Declare every route of the tables; nothing is a wildcard."""
        super().__init__(scope, construct_id, settings)
        HttpRoutes(
            self,
            "Http",
            api=api.http_api,
            functions=functions,
            issuer=identity.issuer,
            audience=identity.client.user_pool_client_id,
        )
        WebSocketRoutes(self, "WebSocket", api=api.websocket_api, functions=functions)
