"""The Lambda functions: each row of the function table, with the events that start it."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_logs as logs
from aws_cdk import aws_logs_destinations as log_destinations
from constructs import Construct

from infra.constructs.code import functions_code
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.function import SightlineFunction
from infra.constructs.function_table import FUNCTIONS
from infra.constructs.keys import encryption_key, removal_policy
from infra.constructs.queues import dead_letter_queue
from infra.settings import DeploymentSettings
from infra.stacks.surroundings import Surroundings

EACH_MINUTE = ("expire", "sweep", "checkpoint")
NIGHT_HOUR = "2"
"""UTC: an hour at which nobody changes their mind."""


class FunctionsStack(EnvironmentStack):
    """All functions, by name, from one code asset."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        surroundings: Surroundings,
        settings: DeploymentSettings,
    ) -> None:
        """Make each function, give it what its row says, and connect it to what starts it."""
        super().__init__(scope, construct_id, settings)
        code = functions_code()
        failed = dead_letter_queue(
            self, "Failed", encryption_key(self, "Key", "Encrypts failed events.", removal_policy(settings))
        )
        self.functions: dict[str, lambda_.Function] = {}
        for row in FUNCTIONS:
            made = SightlineFunction(self, row.name, row=row, code=code, dead_letters=failed, settings=settings)
            surroundings.give(made, row)
            self.functions[row.name] = made.function
        self._start_each_minute()
        self._start_each_hour()
        self._start_each_night()
        self._start_by_events(surroundings)

    def _start_each_minute(self) -> None:
        for name in EACH_MINUTE:
            events.Rule(
                self,
                f"EachMinute-{name}",
                schedule=events.Schedule.rate(cdk.Duration.minutes(1)),
                targets=[targets.LambdaFunction(self.functions[name])],
            )

    def _start_each_hour(self) -> None:
        events.Rule(
            self,
            "EachHour-roots",
            schedule=events.Schedule.rate(cdk.Duration.hours(1)),
            targets=[targets.LambdaFunction(self.functions["roots"])],
        )

    def _start_each_night(self) -> None:
        events.Rule(
            self,
            "EachNight-night",
            schedule=events.Schedule.cron(hour=NIGHT_HOUR, minute="0"),
            targets=[targets.LambdaFunction(self.functions["night"])],
        )

    def _start_by_events(self, surroundings: Surroundings) -> None:
        self.functions["seal"].add_event_source(
            event_sources.SqsEventSource(
                surroundings.evidence.seal_queue, batch_size=1, report_batch_item_failures=True
            )
        )
        evidence = surroundings.evidence
        queues = {
            "hold": evidence.hold_queue,
            "dispose": evidence.disposal_queue,
            "pack": evidence.bundle_queue,
            "check": evidence.upload_queue,
        }
        for name, queue in queues.items():
            self.functions[name].add_event_source(
                event_sources.SqsEventSource(queue, batch_size=1, report_batch_item_failures=True)
            )
        receipts = self.functions["receipts"]
        receipts.add_event_source(event_sources.SnsEventSource(surroundings.messaging.sms_events))
        for group in surroundings.messaging.delivery_logs:
            logs.SubscriptionFilter(
                self,
                f"From-{group.node.id}",
                log_group=group,
                destination=log_destinations.LambdaDestination(receipts),
                filter_pattern=logs.FilterPattern.all_events(),
            )
