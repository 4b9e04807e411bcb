"""Where the evidence lies: a bucket that nobody can delete from, the key that signs seals, the queue to be sealed."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.evidence_bucket import evidence_bucket
from infra.constructs.evidence_guard import guard_key
from infra.constructs.function_table import SEAL_SECONDS
from infra.constructs.keys import encryption_key
from infra.constructs.log_bucket import log_bucket
from infra.constructs.queues import QueueWithDeadLetters
from infra.settings import DeploymentSettings


class EvidenceStack(EnvironmentStack):
    """The bucket, its key, the seal key and the seal queue."""

    STATEFUL = True

    def __init__(self, scope: Construct, construct_id: str, *, settings: DeploymentSettings) -> None:
        """Make it all; the bucket keeps what it gets for `settings.lock_days`."""
        super().__init__(scope, construct_id, settings)
        self.key = encryption_key(self, "Key", "Encrypts evidence at rest.", cdk.RemovalPolicy.RETAIN)
        self.seal_key = kms.Key(
            self,
            "SealKey",
            description="Signs the seals of recordings.",
            key_spec=kms.KeySpec.ECC_NIST_P256,
            key_usage=kms.KeyUsage.SIGN_VERIFY,
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        guard_key(self.key)
        guard_key(self.seal_key)
        self.bucket = evidence_bucket(
            self, "Bucket", key=self.key, logs=log_bucket(self, "Logs", settings), settings=settings
        )
        self.seal_queue = QueueWithDeadLetters(self, "Seal", key=self.key, longest_run_seconds=SEAL_SECONDS).queue
