"""What sending a text takes, by provider: the permissions of the chosen one and no other's."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice

from infra.constructs.findings import explain
from infra.constructs.function import SightlineFunction
from infra.settings import DeploymentSettings

SENDERS = ("sender-id", "phone-number", "pool")


def allow_texting(
    function: SightlineFunction, settings: DeploymentSettings, configuration_set: smsvoice.CfnConfigurationSet
) -> None:
    """Let a function send texts within the environment's limits."""
    function.tell(
        {
            "sms_provider": settings.sms_provider,
            "sms_origination_identity": settings.sms_origination_identity,
            "sms_configuration_set": configuration_set.ref,
            "sms_allowed_countries": settings.sms_allowed_countries,
            "notify_template_id": settings.notify_template_id,
            "texts_per_officer_per_minute": settings.texts_per_officer_per_minute,
            "texts_per_number_per_day": settings.texts_per_number_per_day,
            "invite_life_minutes": settings.invite_life_minutes,
        }
    )
    match settings.sms_provider:
        case "end-user-messaging":
            _allow_end_user_messaging(function, settings, configuration_set)
        case "sns":
            _allow_phone_numbers(function)
        case "notify":
            allow_notify_secret(function, settings)


def allow_notify_secret(function: SightlineFunction, settings: DeploymentSettings) -> None:
    """Let a function read what we and GOV.UK Notify show each other."""
    if settings.notify_secret_arn:
        function.tell({"notify_secret_id": settings.notify_secret_arn})
        function.allow(["secretsmanager:GetSecretValue"], [settings.notify_secret_arn])


def _allow_end_user_messaging(
    function: SightlineFunction, settings: DeploymentSettings, configuration_set: smsvoice.CfnConfigurationSet
) -> None:
    stack = function.function.stack
    senders = [stack.format_arn(service="sms-voice", resource=kind, resource_name="*") for kind in SENDERS]
    function.allow(["sms-voice:SendTextMessage"], [configuration_set.attr_arn, *senders])
    owner = f"arn:<AWS::Partition>:sms-voice:{settings.region}:<AWS::AccountId>"
    explain(
        function,
        "2026-11-21",
        "A sender's identity may be a name, a number or a pool, and is made by hand when it is registered.",
        *(f"IAM5[Resource::{owner}:{kind}/*]" for kind in SENDERS),
    )


def _allow_phone_numbers(function: SightlineFunction) -> None:
    """A phone number has no ARN; excluding every topic leaves the numbers."""
    function.function.add_to_role_policy(
        iam.PolicyStatement(actions=["sns:Publish"], not_resources=["arn:aws:sns:*:*:*"])
    )
