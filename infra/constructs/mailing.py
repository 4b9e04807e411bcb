"""What sending a mail takes: Amazon SES, from one address, each mail counted that comes back."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra.constructs.alarm_table import MAILS
from infra.constructs.function import SightlineFunction
from infra.settings import DeploymentSettings

TAG = "ses:configuration-set"
"""SES tags every mail with it by itself (SES developer guide, "Auto-tags")."""
COUNTED = [ses.EmailSendingEvent.BOUNCE, ses.EmailSendingEvent.COMPLAINT, ses.EmailSendingEvent.REJECT]


def count_mails(scope: Construct, construct_id: str) -> ses.ConfigurationSet:
    """Make the configuration set under whose name what comes back is counted; mails go over TLS or not at all."""
    mails = ses.ConfigurationSet(
        scope,
        construct_id,
        configuration_set_name=MAILS,
        tls_policy=ses.ConfigurationSetTlsPolicy.REQUIRE,
        reputation_metrics=True,
    )
    dimension = ses.CloudWatchDimension(
        source=ses.CloudWatchDimensionSource.MESSAGE_TAG, name=TAG, default_value="none"
    )
    mails.add_event_destination(
        "Counted", destination=ses.EventDestination.cloud_watch_dimensions([dimension]), events=COUNTED
    )
    return mails


def allow_mail(function: SightlineFunction, settings: DeploymentSettings, mails: ses.ConfigurationSet) -> None:
    """Let a function send from the environment's one address, if it has one."""
    function.tell({"mail_from": settings.mail_from, "mail_configuration_set": mails.configuration_set_name})
    if settings.mail_from is None:
        return
    stack = function.function.stack
    domain = settings.mail_from.partition("@")[2]
    resources = [
        stack.format_arn(service="ses", resource="identity", resource_name=domain),
        stack.format_arn(service="ses", resource="configuration-set", resource_name=MAILS),
    ]
    function.function.add_to_role_policy(
        iam.PolicyStatement(
            actions=["ses:SendEmail"],
            resources=resources,
            conditions={"StringEquals": {"ses:FromAddress": settings.mail_from}},
        )
    )
