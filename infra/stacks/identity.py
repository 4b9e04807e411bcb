"""Who is who: the officers' user pool, the key that media workers show, and what the relay and we share."""

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.federation import Federation
from infra.constructs.findings import explain
from infra.constructs.keys import removal_policy
from infra.settings import DeploymentSettings

GROUPS = ("call-handler", "investigator", "supervisor", "auditor")
"""The officers' roles: the same words as `sightline.domain.participant.Role`."""


class IdentityStack(EnvironmentStack):
    """User pool, the viewer's client, and the worker key."""

    STATEFUL = True

    def __init__(self, scope: Construct, construct_id: str, *, settings: DeploymentSettings) -> None:
        """Make them; nobody can sign up alone, an administrator adds officers and names their force."""
        super().__init__(scope, construct_id, settings)
        self.user_pool = _user_pool(self, settings)
        self.domain = self.user_pool.add_domain(
            "Domain",
            cognito_domain=cognito.CognitoDomainOptions(domain_prefix=settings.site_domain.replace(".", "-")),
        )
        self.client = _viewer_client(self.user_pool, settings)
        if settings.federated:
            self._federate(settings)
        for group in GROUPS:
            cognito.CfnUserPoolGroup(self, f"Group-{group}", user_pool_id=self.user_pool.user_pool_id, group_name=group)
        self.worker_key = secretsmanager.Secret(
            self,
            "WorkerKey",
            description="Media workers show this key to get a WebSocket ticket.",
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=43),
            removal_policy=removal_policy(settings),
        )
        self.synthetic_key = secretsmanager.Secret(
            self,
            "SyntheticKey",
            description="The synthetic citizen shows this key to be invited to a session that nobody sees.",
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=43),
            removal_policy=removal_policy(settings),
        )
        self.turn_secret = _turn_secret(self, settings) if settings.turn_count else None
        self._explain_findings()

    def _federate(self, settings: DeploymentSettings) -> None:
        federation = Federation(self, "Federation", user_pool=self.user_pool, settings=settings)
        self.client.node.add_dependency(federation.provider)
        client = self.client.node.default_child
        assert isinstance(client, cognito.CfnUserPoolClient)  # noqa: S101 what an L2 client always holds
        client.supported_identity_providers = [federation.provider.provider_name]

    def _explain_findings(self) -> None:
        explain(
            self.user_pool,
            "2026-11-21",
            "Threat protection is paid for by the head; a second factor is asked of all, or the force's own sign-in.",
            "COG8",
        )
        explain(
            self.worker_key,
            "2026-11-21",
            "Changed by hand, as docs/deploy.md says: workers read it when they start, so a change replaces them.",
            "SMG4",
        )
        explain(
            self.synthetic_key,
            "2026-11-21",
            "Changed by hand, as docs/deploy.md says; it opens sessions of no person, in a force without officers.",
            "SMG4",
        )

    def require_turn_secret(self) -> secretsmanager.Secret:
        """Return what the relay and the functions share; only an environment with relays has it."""
        assert self.turn_secret is not None  # noqa: S101 who asks is made for relays alone
        return self.turn_secret

    @property
    def issuer(self) -> str:
        """The OIDC issuer of the officers' ID tokens."""
        return self.user_pool.user_pool_provider_url


def _turn_secret(scope: Construct, settings: DeploymentSettings) -> secretsmanager.Secret:
    """Make the secret that stands behind every credential of the relay."""
    secret = secretsmanager.Secret(
        scope,
        "TurnSecret",
        description="The functions draw the relay's credentials with it, and the relay checks them.",
        generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=43),
        removal_policy=removal_policy(settings),
    )
    reason = (
        "Changed by hand, as docs/deploy.md says: the relay reads it when it starts, so a change replaces its tasks."
    )
    explain(secret, "2026-11-21", reason, "SMG4")
    return secret


def _user_pool(scope: Construct, settings: DeploymentSettings) -> cognito.UserPool:
    return cognito.UserPool(
        scope,
        "Officers",
        self_sign_up_enabled=False,
        sign_in_aliases=cognito.SignInAliases(email=True),
        mfa=cognito.Mfa.REQUIRED,
        mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False),
        password_policy=cognito.PasswordPolicy(
            min_length=14, require_digits=True, require_lowercase=True, require_uppercase=True, require_symbols=True
        ),
        standard_attributes=cognito.StandardAttributes(
            fullname=cognito.StandardAttribute(required=True, mutable=True),
        ),
        custom_attributes={
            "force_id": cognito.StringAttribute(min_len=1, max_len=64, mutable=True),
            "idp_groups": cognito.StringAttribute(max_len=2048, mutable=True),
        },
        account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
        deletion_protection=settings.keep_data,
        removal_policy=removal_policy(settings),
    )


def _written_at_sign_in(settings: DeploymentSettings) -> cognito.ClientAttributes:
    """Name what sign-in may write: of the force's own, all that it maps. No token lets an officer write by hand."""
    attributes = cognito.ClientAttributes()
    if settings.federated:
        return attributes.with_standard_attributes(email=True, fullname=True).with_custom_attributes("idp_groups")
    return attributes.with_standard_attributes(fullname=True)


def _viewer_client(pool: cognito.UserPool, settings: DeploymentSettings) -> cognito.UserPoolClient:
    """Make the client of the viewer: code flow only; without a secret, so Cognito asks for PKCE's verifier."""
    home = f"{settings.site_origin}/"
    return pool.add_client(
        "Viewer",
        generate_secret=False,
        o_auth=cognito.OAuthSettings(
            flows=cognito.OAuthFlows(authorization_code_grant=True, implicit_code_grant=False),
            scopes=[cognito.OAuthScope.OPENID, cognito.OAuthScope.PROFILE, cognito.OAuthScope.EMAIL],
            callback_urls=[home],
            logout_urls=[home],
        ),
        auth_flows=cognito.AuthFlow(user_srp=False),
        prevent_user_existence_errors=True,
        enable_token_revocation=True,
        id_token_validity=cdk.Duration.hours(1),
        access_token_validity=cdk.Duration.hours(1),
        refresh_token_validity=cdk.Duration.hours(12),
        read_attributes=cognito.ClientAttributes()
        .with_standard_attributes(email=True, fullname=True)
        .with_custom_attributes("force_id"),
        write_attributes=_written_at_sign_in(settings),
    )
