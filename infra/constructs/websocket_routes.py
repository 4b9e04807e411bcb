"""The WebSocket API's three routes; the door is at `$connect`, the only place where AWS asks an authorizer."""

from collections.abc import Mapping

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.findings import explain
from infra.constructs.invocation import integrate, invocation_uri, permit
from infra.constructs.route_table import CONNECTION_ROUTES

TICKET = "route.request.querystring.ticket"


class WebSocketRoutes(Construct):
    """`$connect` behind the ticket authorizer, `$default`, `$disconnect`."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        api: apigateway.CfnApi,
        functions: Mapping[str, lambda_.IFunction],
    ) -> None:
        """Declare the routes of CONNECTION_ROUTES."""
        super().__init__(scope, construct_id)
        authorizer = _ticket_authorizer(self, api, functions["authorise-connect"])
        for key, name in CONNECTION_ROUTES.items():
            guarded = key == "$connect"
            route = apigateway.CfnRoute(
                self,
                key,
                api_id=api.ref,
                route_key=key,
                target=f"integrations/{integrate(self, f'To-{name}', api, functions[name]).ref}",
                authorization_type="CUSTOM" if guarded else "NONE",
                authorizer_id=authorizer.ref if guarded else None,
            )
            if not guarded:
                explain(
                    route,
                    "2026-11-21",
                    "AWS asks an authorizer at $connect only; what comes later came by it.",
                    "APIG4",
                )


def _ticket_authorizer(
    scope: Construct, api: apigateway.CfnApi, function: lambda_.IFunction
) -> apigateway.CfnAuthorizer:
    permit(scope, "TicketsPermission", api, function)
    return apigateway.CfnAuthorizer(
        scope,
        "Tickets",
        api_id=api.ref,
        name="tickets",
        authorizer_type="REQUEST",
        identity_source=[TICKET],
        authorizer_uri=invocation_uri(function),
    )
