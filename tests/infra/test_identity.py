"""Who may sign in, and how."""

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Template

from infra.app import CONTEXT
from infra.settings import read_settings
from infra.sign_in import OidcProvider
from infra.stacks.identity import GROUPS, IdentityStack
from sightline.domain.participant import OFFICER_ROLES
from tests.infra.cloud import Cloud

STACK = "sightline-identity"


@pytest.fixture(scope="module")
def federated() -> Template:
    """The stack of a force that signs its officers in itself."""
    settings = read_settings("staging").model_copy(
        update={"idp_metadata_url": "https://login.example/metadata.xml", "idp_roles": {"Control Room": "call-handler"}}
    )
    app = cdk.App(context=CONTEXT)
    return Template.from_stack(IdentityStack(app, "Identity", settings=settings))


def test_officers_sign_in_by_code_with_proof_of_possession(dev: Cloud) -> None:
    """The viewer's client has no secret and takes the code flow only, so PKCE is asked for."""
    client = dev.only(STACK, "AWS::Cognito::UserPoolClient")
    assert client["AllowedOAuthFlows"] == ["code"]
    assert client["GenerateSecret"] is False
    assert client["CallbackURLs"] == ["https://dev.example.police.uk/"]


def test_nobody_can_make_an_account_or_sign_in_without_a_second_factor(dev: Cloud) -> None:
    """Administrators add officers; a password alone opens nothing."""
    pool = dev.only(STACK, "AWS::Cognito::UserPool")
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["MfaConfiguration"] == "ON"
    assert pool["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]


def test_an_officer_cannot_choose_a_force(dev: Cloud) -> None:
    """The force is in the token, and the officer's own client cannot write it."""
    client = dev.only(STACK, "AWS::Cognito::UserPoolClient")
    assert "custom:force_id" in client["ReadAttributes"]
    assert "custom:force_id" not in client["WriteAttributes"]


def test_groups_are_the_roles_that_the_product_knows(dev: Cloud) -> None:
    """Each officer role is a group, and each group a role."""
    groups = {found.properties["GroupName"] for found in dev.all(STACK, "AWS::Cognito::UserPoolGroup")}
    assert groups == set(GROUPS) == {role.value for role in OFFICER_ROLES}


def test_the_workers_key_is_made_where_it_is_kept(dev: Cloud) -> None:
    """Nobody types it, nor the synthetic citizen's: they are generated, long, and stand in no template."""
    secrets = {found.logical_id[:8]: found.properties for found in dev.all(STACK, "AWS::SecretsManager::Secret")}
    assert set(secrets) == {"WorkerKe", "Syntheti"}
    for secret in secrets.values():
        assert secret["GenerateSecretString"] == {"ExcludePunctuation": True, "PasswordLength": 43}
        assert "SecretString" not in secret


def test_a_forces_own_sign_in_is_the_only_way_in(federated: Template) -> None:
    """Where it is set, officers come by the force's provider, and not by a password kept here."""
    (provider,) = federated.find_resources("AWS::Cognito::UserPoolIdentityProvider")
    (client,) = federated.find_resources("AWS::Cognito::UserPoolClient").values()
    assert client["Properties"]["SupportedIdentityProviders"] == [{"Ref": provider}]
    assert "custom:idp_groups" in client["Properties"]["WriteAttributes"]
    assert client["Properties"]["AllowedOAuthScopes"] == ["openid", "profile", "email"]


def test_its_groups_become_roles_as_a_token_is_made(federated: Template) -> None:
    """Cognito asks the function that knows which of the directory's groups has which role."""
    asked = {"Properties": {"Handler": "authorise.app.claims"}}
    ((logical_id, function),) = federated.find_resources("AWS::Lambda::Function", asked).items()
    (pool,) = federated.find_resources("AWS::Cognito::UserPool").values()
    assert pool["Properties"]["LambdaConfig"] == {"PreTokenGeneration": {"Fn::GetAtt": [logical_id, "Arn"]}}
    variables = function["Properties"]["Environment"]["Variables"]
    assert variables["SIGHTLINE_IDP_ROLES"] == '{"Control Room": "call-handler"}'


@pytest.fixture(scope="module")
def by_oidc() -> Template:
    """The stack of a force whose own sign-in speaks OpenID Connect."""
    provider = OidcProvider(
        issuer="https://login.example/v2",
        client_id="sightline",
        secret_name="sign-in/oidc",  # noqa: S106 a name
        groups_claim="roles",
    )
    settings = read_settings("staging").model_copy(
        update={"idp_oidc": provider, "idp_roles": {"Control Room": "call-handler"}}
    )
    return Template.from_stack(IdentityStack(cdk.App(context=CONTEXT), "Identity", settings=settings))


def test_a_forces_sign_in_may_speak_openid_connect(by_oidc: Template) -> None:
    """It is the only way in, and the claim that holds groups is kept where the claims function looks for it."""
    ((logical_id, found),) = by_oidc.find_resources("AWS::Cognito::UserPoolIdentityProvider").items()
    provider = found["Properties"]
    assert provider["ProviderType"] == "OIDC"
    assert provider["ProviderDetails"]["oidc_issuer"] == "https://login.example/v2"
    assert provider["ProviderDetails"]["client_id"] == "sightline"
    assert provider["AttributeMapping"] == {"email": "email", "name": "name", "custom:idp_groups": "roles"}
    (client,) = by_oidc.find_resources("AWS::Cognito::UserPoolClient").values()
    assert client["Properties"]["SupportedIdentityProviders"] == [{"Ref": logical_id}]
    by_oidc.has_resource_properties("AWS::Lambda::Function", {"Handler": "authorise.app.claims"})


def test_the_secret_of_its_client_stands_in_no_template(by_oidc: Template) -> None:
    """CloudFormation reads the secret by its name as it deploys."""
    (provider,) = by_oidc.find_resources("AWS::Cognito::UserPoolIdentityProvider").values()
    secret = provider["Properties"]["ProviderDetails"]["client_secret"]
    assert secret == "{{resolve:secretsmanager:sign-in/oidc:SecretString:client_secret::}}"  # noqa: S105 a reference


def test_sessions_are_short(dev: Cloud) -> None:
    """A token lives an hour, and whoever goes on signs in again each shift."""
    client = dev.only(STACK, "AWS::Cognito::UserPoolClient")
    assert (client["IdTokenValidity"], client["AccessTokenValidity"], client["RefreshTokenValidity"]) == (60, 60, 720)
    assert client["TokenValidityUnits"] == dict.fromkeys(("IdToken", "AccessToken", "RefreshToken"), "minutes")
