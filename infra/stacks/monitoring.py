"""What watches over the rest: alarms and whom they call, a dashboard, a budget."""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.alarm_table import ALARMS, RELAY_ALARMS, Where, synthetic_alarms, text_spend_alarms
from infra.constructs.alarms import Alarms
from infra.constructs.dashboard import add_dashboard
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.keys import encryption_key, removal_policy
from infra.settings import DeploymentSettings
from infra.stacks.api import ApiStack
from infra.stacks.evidence import EvidenceStack
from infra.stacks.turn import TurnStack

CALLERS = ("cloudwatch.amazonaws.com", "budgets.amazonaws.com")
WARN_AT_PERCENT = (50, 80, 100)


@dataclass(frozen=True)
class Watched:
    """What alarms look at."""

    api: ApiStack
    evidence: EvidenceStack
    functions: Mapping[str, lambda_.Function]
    turn: TurnStack | None
    """The relays, where an environment has any."""

    def names(self) -> dict[Where, str]:
        """Return what the stacks have called what is counted."""
        names = {
            Where.HTTP_API: self.api.http_api.ref,
            Where.EXPIRE: self.functions["expire"].function_name,
            Where.UNSEALED: _dead_letters(self.evidence.seal_queue),
            Where.UNHELD: _dead_letters(self.evidence.hold_queue),
            Where.UNDISPOSED: _dead_letters(self.evidence.disposal_queue),
            Where.UNMADE: _dead_letters(self.evidence.derivations_queue),
            Where.UNATTESTED: _dead_letters(self.evidence.provenance_queue),
            Where.UNPACKED: _dead_letters(self.evidence.bundle_queue),
            Where.UNCHECKED: _dead_letters(self.evidence.upload_queue),
            Where.FAILED: _failures(self.functions),
        }
        if self.turn:
            names[Where.BALANCER] = self.turn.balancer.load_balancer_full_name
            names[Where.RELAYS] = self.turn.targets.target_group_full_name
        return names


class MonitoringStack(EnvironmentStack):
    """The topic that alarms go to, the alarms, the dashboard and the month's budget."""

    def __init__(self, scope: Construct, construct_id: str, *, watched: Watched, settings: DeploymentSettings) -> None:
        """Make them all; whoever is to be called subscribes to the topic, or is named in the settings."""
        super().__init__(scope, construct_id, settings)
        self.topic = _topic(self, settings)
        names = watched.names()
        spend = text_spend_alarms(settings.sms_provider, settings.monthly_texts_dollars)
        tries = synthetic_alarms(settings.synthetic_citizen_minutes)
        rows = (*ALARMS, *spend, *tries, *(RELAY_ALARMS if watched.turn else ()))
        alarms = Alarms(self, "Alarm", rows=rows, names=names, topic=self.topic)
        add_dashboard(self, "Dashboard", names, alarms.all)
        if settings.monthly_budget_dollars:
            _budget(self, self.topic, settings.monthly_budget_dollars)


def _topic(scope: Construct, settings: DeploymentSettings) -> sns.Topic:
    key = encryption_key(scope, "Key", "Encrypts what alarms say.", removal_policy(settings))
    topic = sns.Topic(scope, "Alarms", master_key=key, enforce_ssl=True)
    for service in CALLERS:
        caller = iam.ServicePrincipal(service)
        key.grant(caller, "kms:GenerateDataKey*", "kms:Decrypt")
        topic.grant_publish(caller)
    if settings.alarm_email:
        topic.add_subscription(subscriptions.EmailSubscription(settings.alarm_email))
    return topic


def _dead_letters(queue: sqs.IQueue) -> str:
    """Name the queue of what another queue's function could not do."""
    dead_letters = queue.dead_letter_queue if isinstance(queue, sqs.Queue) else None
    if dead_letters is None:
        message = "A queue that is watched keeps nothing of what fails."
        raise ValueError(message)
    return dead_letters.queue.queue_name


def _failures(functions: Mapping[str, lambda_.Function]) -> str:
    """Name the queue that all functions share for events that they could not take."""
    (name,) = {function.dead_letter_queue.queue_name for function in functions.values() if function.dead_letter_queue}
    return name


def _budget(scope: Construct, topic: sns.ITopic, dollars: int) -> None:
    """Say when half, most and all of the month's money is gone; nothing is switched off by it."""
    subscriber = budgets.CfnBudget.SubscriberProperty(address=topic.topic_arn, subscription_type="SNS")
    budgets.CfnBudget(
        scope,
        "Budget",
        budget=budgets.CfnBudget.BudgetDataProperty(
            budget_type="COST",
            time_unit="MONTHLY",
            budget_limit=budgets.CfnBudget.SpendProperty(amount=dollars, unit="USD"),
        ),
        notifications_with_subscribers=[
            budgets.CfnBudget.NotificationWithSubscribersProperty(
                notification=budgets.CfnBudget.NotificationProperty(
                    notification_type="ACTUAL",
                    comparison_operator="GREATER_THAN",
                    threshold=percent,
                    threshold_type="PERCENTAGE",
                ),
                subscribers=[subscriber],
            )
            for percent in WARN_AT_PERCENT
        ],
    )
