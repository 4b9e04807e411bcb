"""Queues that never lose a message silently."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sqs as sqs
from constructs import Construct

ATTEMPTS = 5
ADVISED_RUNS = 6
"""Of a function's longest, for which AWS advises to keep a message out of sight."""


class QueueWithDeadLetters(Construct):
    """A queue, and beside it one for what could not be done in five attempts."""

    def __init__(
        self, scope: Construct, construct_id: str, *, key: kms.IKey, longest_run_seconds: int, runs: int = ADVISED_RUNS
    ) -> None:
        """Make both; a message is invisible for so many of its function's longest runs."""
        super().__init__(scope, construct_id)
        self.dead_letters = dead_letter_queue(self, "DeadLetters", key)
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.KMS,
            encryption_master_key=key,
            enforce_ssl=True,
            visibility_timeout=cdk.Duration.seconds(runs * longest_run_seconds),
            retention_period=cdk.Duration.days(14),
            dead_letter_queue=sqs.DeadLetterQueue(max_receive_count=ATTEMPTS, queue=self.dead_letters),
        )


def dead_letter_queue(scope: Construct, construct_id: str, key: kms.IKey) -> sqs.Queue:
    """Make a queue for what failed, kept as long as SQS can."""
    return sqs.Queue(
        scope,
        construct_id,
        encryption=sqs.QueueEncryption.KMS,
        encryption_master_key=key,
        enforce_ssl=True,
        retention_period=cdk.Duration.days(14),
    )
