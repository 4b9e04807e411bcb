"""Text messages and mails: where the providers report what became of each."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.constructs.countries import COUNTRIES
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.keys import encryption_key, removal_policy
from infra.constructs.logs import log_group
from infra.constructs.mailing import count_mails
from infra.settings import DeploymentSettings

DELIVERY_LOGS = {"Delivered": "", "Failed": "/Failure"}
"""SNS writes a text's fate to log groups with names of its own choosing."""


class MessagingStack(EnvironmentStack):
    """The topic of End User Messaging's events, the log groups of SNS's delivery logs, and what counts mails."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: DeploymentSettings) -> None:
        """Make those of every provider of texts, so that changing it is a change of one setting."""
        super().__init__(scope, construct_id, settings)
        self.sms_events = _topic(self, settings)
        self.configuration_set = _report_to(self, self.sms_events, _protection(self, settings))
        self.mails = count_mails(self, "Mails")
        self.delivery_logs = [
            log_group(
                self,
                f"{fate}Log",
                settings,
                name=f"sns/{self.region}/{self.account}/DirectPublishToPhoneNumber{suffix}",
            )
            for fate, suffix in DELIVERY_LOGS.items()
        ]


def _topic(scope: Construct, settings: DeploymentSettings) -> sns.Topic:
    key = encryption_key(scope, "Key", "Encrypts delivery events of texts.", removal_policy(settings))
    provider = iam.ServicePrincipal("sms-voice.amazonaws.com")
    key.grant(provider, "kms:GenerateDataKey*", "kms:Decrypt")
    topic = sns.Topic(scope, "SmsEvents", master_key=key, enforce_ssl=True)
    topic.grant_publish(provider)
    return topic


def _protection(scope: Construct, settings: DeploymentSettings) -> smsvoice.CfnProtectConfiguration | None:
    """Let the provider itself refuse every other country, should the product ever ask for one."""
    if settings.sms_provider != "end-user-messaging":
        return None
    allowed = set(settings.sms_allowed_countries.replace(" ", "").split(","))
    rules = [
        smsvoice.CfnProtectConfiguration.CountryRuleProperty(
            country_code=country, protect_status="ALLOW" if country in allowed else "BLOCK"
        )
        for country in COUNTRIES
    ]
    return smsvoice.CfnProtectConfiguration(
        scope,
        "Protection",
        country_rule_set=smsvoice.CfnProtectConfiguration.CountryRuleSetProperty(sms=rules),
        deletion_protection_enabled=settings.keep_data,
    )


def _report_to(
    scope: Construct, topic: sns.Topic, protection: smsvoice.CfnProtectConfiguration | None
) -> smsvoice.CfnConfigurationSet:
    return smsvoice.CfnConfigurationSet(
        scope,
        "Texts",
        protect_configuration_id=protection.attr_protect_configuration_id if protection else None,
        event_destinations=[
            smsvoice.CfnConfigurationSet.EventDestinationProperty(
                event_destination_name="receipts",
                enabled=True,
                matching_event_types=["TEXT_ALL"],
                sns_destination=smsvoice.CfnConfigurationSet.SnsDestinationProperty(topic_arn=topic.topic_arn),
            )
        ],
    )
