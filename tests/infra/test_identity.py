"""Who may sign in, and how."""

from infra.stacks.identity import GROUPS
from sightline.domain.participant import OFFICER_ROLES
from tests.infra.cloud import Cloud

STACK = "sightline-identity"


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
    """Nobody types the workers' key: it is generated, long, and stands in no template."""
    secret = dev.only(STACK, "AWS::SecretsManager::Secret")
    assert secret["GenerateSecretString"] == {"ExcludePunctuation": True, "PasswordLength": 43}
    assert "SecretString" not in secret
