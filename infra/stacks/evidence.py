"""Where the evidence lies: a bucket that nobody can delete from, one for copies, the keys that sign, queues."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.constructs.derived_bucket import derived_bucket, tell_of_bare_copies
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.evidence_bucket import evidence_bucket
from infra.constructs.evidence_guard import guard_key
from infra.constructs.function_table import (
    BUNDLE_SECONDS,
    CHECK_SECONDS,
    DERIVATION_SECONDS,
    DISPOSAL_SECONDS,
    HOLD_SECONDS,
    PROVENANCE_SECONDS,
    SEAL_SECONDS,
)
from infra.constructs.keys import encryption_key
from infra.constructs.log_bucket import log_bucket
from infra.constructs.queues import QueueWithDeadLetters
from infra.settings import DeploymentSettings


class EvidenceStack(EnvironmentStack):
    """The bucket and that of what is made of it, their key, the keys that sign and the queues."""

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
        self.provenance_key = kms.Key(
            self,
            "ProvenanceKey",
            description="Signs the C2PA credentials of copies.",
            key_spec=kms.KeySpec.ECC_NIST_P256,
            key_usage=kms.KeyUsage.SIGN_VERIFY,
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        guard_key(self.provenance_key)
        logs = log_bucket(self, "Logs", settings)
        self.bucket = evidence_bucket(self, "Bucket", key=self.key, logs=logs, settings=settings)
        self.derived = derived_bucket(self, "Derived", key=self.key, logs=logs, settings=settings)
        self.seal_queue = QueueWithDeadLetters(self, "Seal", key=self.key, longest_run_seconds=SEAL_SECONDS).queue
        self.derivations_queue = QueueWithDeadLetters(
            self, "Derivations", key=self.key, longest_run_seconds=DERIVATION_SECONDS, runs=1
        ).queue
        self.provenance_queue = QueueWithDeadLetters(
            self, "Provenance", key=self.key, longest_run_seconds=PROVENANCE_SECONDS, runs=1
        ).queue
        tell_of_bare_copies(self.derived, self.provenance_queue)
        self.bundle_queue = QueueWithDeadLetters(
            self, "Bundles", key=self.key, longest_run_seconds=BUNDLE_SECONDS, runs=1
        ).queue
        self.upload_queue = QueueWithDeadLetters(
            self, "Uploads", key=self.key, longest_run_seconds=CHECK_SECONDS, runs=1
        ).queue
        self.hold_queue = QueueWithDeadLetters(self, "Hold", key=self.key, longest_run_seconds=HOLD_SECONDS).queue
        self.disposal_queue = QueueWithDeadLetters(
            self, "Disposal", key=self.key, longest_run_seconds=DISPOSAL_SECONDS
        ).queue
