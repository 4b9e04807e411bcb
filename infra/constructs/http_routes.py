"""The HTTP API's routes: one integration a function, one authorizer a kind of caller."""

from collections.abc import Mapping

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.findings import explain
from infra.constructs.invocation import integrate, invocation_uri, permit
from infra.constructs.route_table import ROUTES, Caller, RouteRow

CREDENTIAL = "$request.header.Authorization"
KEPT_SECONDS = 60
"""How long an uploader's answer is kept. Hundreds of pieces come in a row, and the address that one is given lives five
minutes whatever is revoked meanwhile. Nowhere else: a position or a ticket from a phone that an officer has just put
out would do harm at once, workers are told apart by a header beside the credential, and a ticket is good once."""


class HttpRoutes(Construct):
    """Every row of ROUTES."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        api: apigateway.CfnApi,
        functions: Mapping[str, lambda_.IFunction],
        issuer: str,
        audience: str,
    ) -> None:
        """Make authorizers and integrations first, then the routes that name them."""
        super().__init__(scope, construct_id)
        self._api = api
        self._authorizers = {
            Caller.OFFICER: self._authorize_officers(issuer, audience),
            Caller.CITIZEN: self._authorize_by(functions["authorise-citizen"], "Citizens"),
            Caller.UPLOADER: self._authorize_by(functions["authorise-citizen"], "Uploaders", KEPT_SECONDS),
            Caller.WORKER: self._authorize_by(functions["authorise-worker"], "Workers"),
        }
        self._integrations = {
            name: integrate(self, f"To-{name}", api, functions[name])
            for name in dict.fromkeys(row.function for row in ROUTES)
        }
        for row in ROUTES:
            self._route(row)

    def _route(self, row: RouteRow) -> None:
        authorizer = self._authorizers.get(row.caller)
        route = apigateway.CfnRoute(
            self,
            row.key,
            api_id=self._api.ref,
            route_key=row.key,
            target=f"integrations/{self._integrations[row.function].ref}",
            authorization_type=_authorization_type(row.caller),
            authorizer_id=authorizer.ref if authorizer else None,
        )
        if row.reason:
            explain(route, "2026-11-21", row.reason, "APIG4")

    def _authorize_officers(self, issuer: str, audience: str) -> apigateway.CfnAuthorizer:
        return apigateway.CfnAuthorizer(
            self,
            "Officers",
            api_id=self._api.ref,
            name="officers",
            authorizer_type="JWT",
            identity_source=[CREDENTIAL],
            jwt_configuration=apigateway.CfnAuthorizer.JWTConfigurationProperty(issuer=issuer, audience=[audience]),
        )

    def _authorize_by(
        self, function: lambda_.IFunction, callers: str, kept_seconds: int = 0
    ) -> apigateway.CfnAuthorizer:
        """Ask a function, each time anew unless its answer is kept: what is revoked is refused at once."""
        permit(self, f"{callers}Permission", self._api, function)
        return apigateway.CfnAuthorizer(
            self,
            callers,
            api_id=self._api.ref,
            name=callers.lower(),
            authorizer_type="REQUEST",
            identity_source=[CREDENTIAL],
            authorizer_uri=invocation_uri(function),
            authorizer_payload_format_version="2.0",
            enable_simple_responses=True,
            authorizer_result_ttl_in_seconds=kept_seconds,
        )


def _authorization_type(caller: Caller) -> str:
    match caller:
        case Caller.OFFICER:
            return "JWT"
        case Caller.CITIZEN | Caller.UPLOADER | Caller.WORKER:
            return "CUSTOM"
        case Caller.ANYONE:
            return "NONE"
