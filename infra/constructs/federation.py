"""The force's own sign-in before ours, by SAML or OpenID Connect; its groups become roles with each token."""

import json

from aws_cdk import SecretValue
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.code import functions_code
from infra.constructs.findings import explain
from infra.constructs.function import QUICK_START
from infra.constructs.logs import log_group
from infra.settings import DeploymentSettings
from infra.sign_in import OidcProvider

EMAIL = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"
NAME = "http://schemas.microsoft.com/identity/claims/displayname"
GROUPS = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups"
"""Names of SAML attributes as Microsoft Entra ID writes them."""


class Federation(Construct):
    """The provider, and the function that Cognito asks for roles."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        user_pool: cognito.UserPool,
        settings: DeploymentSettings,
    ) -> None:
        """Make both; the provider's own second factor counts, Cognito asks for none."""
        super().__init__(scope, construct_id)
        self.provider = (
            self._by_oidc(user_pool, settings.idp_oidc)
            if settings.idp_oidc
            else self._by_saml(user_pool, settings.idp_metadata_url or "")
        )
        user_pool.add_trigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION, self._claims(settings))

    def _by_saml(self, user_pool: cognito.UserPool, metadata_url: str) -> cognito.UserPoolIdentityProviderSaml:
        return cognito.UserPoolIdentityProviderSaml(
            self,
            "Force",
            user_pool=user_pool,
            metadata=cognito.UserPoolIdentityProviderSamlMetadata.url(metadata_url),
            attribute_mapping=_mapping(EMAIL, NAME, GROUPS),
        )

    def _by_oidc(self, user_pool: cognito.UserPool, oidc: OidcProvider) -> cognito.UserPoolIdentityProviderOidc:
        """Name the client's secret by reference: CloudFormation reads it as it deploys, the template never holds it."""
        secret = SecretValue.secrets_manager(oidc.secret_name, json_field="client_secret")
        return cognito.UserPoolIdentityProviderOidc(
            self,
            "Force",
            user_pool=user_pool,
            issuer_url=oidc.issuer,
            client_id=oidc.client_id,
            client_secret=secret.unsafe_unwrap(),
            scopes=["openid", "profile", "email"],
            attribute_mapping=_mapping("email", "name", oidc.groups_claim),
        )

    def _claims(self, settings: DeploymentSettings) -> lambda_.Function:
        function = lambda_.Function(
            self,
            "Claims",
            code=functions_code(),
            handler="authorise.app.claims",
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            memory_size=512,
            log_group=log_group(self, "Log", settings),
            environment={
                "POWERTOOLS_SERVICE_NAME": "claims",
                **QUICK_START,
                "SIGHTLINE_FORCE_ID": settings.force_id,
                "SIGHTLINE_IDP_ROLES": json.dumps(settings.idp_roles),
            },
        )
        explain(
            function,
            "2026-11-21",
            "It may write its log and nothing else; Python 3.13 is the newest that Chalice names.",
            "L1",
            "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]",
        )
        return function


def _mapping(email: str, name: str, groups: str) -> cognito.AttributeMapping:
    """Say which of the provider's attributes is which of the user pool's."""
    return cognito.AttributeMapping(
        email=cognito.ProviderAttribute.other(email),
        fullname=cognito.ProviderAttribute.other(name),
        custom={"custom:idp_groups": cognito.ProviderAttribute.other(groups)},
    )
