"""Text messages: where the providers report what became of each."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.keys import encryption_key, removal_policy
from infra.constructs.logs import log_group
from infra.settings import DeploymentSettings

DELIVERY_LOGS = {"Delivered": "", "Failed": "/Failure"}
"""SNS writes a text's fate to log groups with names of its own choosing."""


class MessagingStack(EnvironmentStack):
    """The topic of End User Messaging's events, and the log groups of SNS's delivery logs."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: DeploymentSettings) -> None:
        """Make both, so that changing the provider is a change of one setting."""
        super().__init__(scope, construct_id, settings)
        self.sms_events = _topic(self, settings)
        self.configuration_set = _report_to(self, self.sms_events)
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


def _report_to(scope: Construct, topic: sns.Topic) -> smsvoice.CfnConfigurationSet:
    return smsvoice.CfnConfigurationSet(
        scope,
        "Texts",
        event_destinations=[
            smsvoice.CfnConfigurationSet.EventDestinationProperty(
                event_destination_name="receipts",
                enabled=True,
                matching_event_types=["TEXT_ALL"],
                sns_destination=smsvoice.CfnConfigurationSet.SnsDestinationProperty(topic_arn=topic.topic_arn),
            )
        ],
    )
