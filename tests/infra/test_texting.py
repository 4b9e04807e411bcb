"""What sending texts takes, by provider."""

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_smsvoice as smsvoice
from aws_cdk import aws_sqs as sqs
from aws_cdk.assertions import Template

from infra.constructs.function import SightlineFunction
from infra.constructs.function_table import FunctionRow
from infra.constructs.texting import allow_texting
from infra.settings import DeploymentSettings
from tests.infra.cloud import actions_of

PROVIDERS: dict[str, dict[str, Any]] = {
    "end-user-messaging": {"sms_origination_identity": "ExamplePol"},
    "sns": {},
    "notify": {"notify_secret_arn": "arn:aws:secretsmanager:eu-west-2:1:secret:notify", "notify_template_id": "5d1f"},
}
POWERS = {
    "end-user-messaging": "sms-voice:SendTextMessage",
    "sns": "sns:Publish",
    "notify": "secretsmanager:GetSecretValue",
}


def _template(provider: str) -> dict[str, Any]:
    stack = cdk.Stack(cdk.App(), "Texting")
    settings = DeploymentSettings.model_validate(
        {
            "environment": "staging",
            "keep_data": True,
            "site_domain": "staging.example.police.uk",
            "sms_provider": provider,
            **PROVIDERS[provider],
        }
    )
    function = SightlineFunction(
        stack,
        "Function",
        row=FunctionRow("invites", "index.handler"),
        code=lambda_.Code.from_inline("def handler(event, context): ..."),
        dead_letters=sqs.Queue(stack, "Failed"),
        settings=settings,
    )
    allow_texting(function, settings, smsvoice.CfnConfigurationSet(stack, "Texts"))
    return dict(Template.from_stack(stack).to_json()["Resources"])


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_brings_its_own_power_and_no_others(provider: str) -> None:
    """The function may send through the chosen provider, and through no other."""
    policies = [one["Properties"] for one in _template(provider).values() if one["Type"] == "AWS::IAM::Policy"]
    allowed = {action for policy in policies for action in actions_of(policy["PolicyDocument"]["Statement"])}
    assert allowed & set(POWERS.values()) == {POWERS[provider]}


def test_publishing_reaches_phone_numbers_and_no_topic() -> None:
    """Amazon SNS may be used for texts only: every topic is left out of the permission."""
    policies = [one["Properties"] for one in _template("sns").values() if one["Type"] == "AWS::IAM::Policy"]
    statements = [one for policy in policies for one in policy["PolicyDocument"]["Statement"]]
    (publish,) = [one for one in statements if one["Action"] == "sns:Publish"]
    assert publish["NotResource"] == "arn:aws:sns:*:*:*"
    assert "Resource" not in publish
