"""Where the evidence lies: a bucket that nobody can delete from, one for copies, the keys that sign, queues."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sqs as sqs
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
from infra.constructs.queues import ADVISED_RUNS, QueueWithDeadLetters
from infra.settings import DeploymentSettings


class EvidenceStack(EnvironmentStack):
    """The bucket and that of what is made of it, their key, the keys that sign and the queues."""

    STATEFUL = True

    def __init__(self, scope: Construct, construct_id: str, *, settings: DeploymentSettings) -> None:
        """Make it all; the bucket keeps what it gets for `settings.lock_days`."""
        super().__init__(scope, construct_id, settings)
        self.key = encryption_key(self, "Key", "Encrypts evidence at rest.", cdk.RemovalPolicy.RETAIN)
        guard_key(self.key)
        self.seal_key = _signing_key(self, "SealKey", "Signs the seals of recordings.")
        self.provenance_key = _signing_key(self, "ProvenanceKey", "Signs the C2PA credentials of copies.")
        logs = log_bucket(self, "Logs", settings)
        self.bucket = evidence_bucket(self, "Bucket", key=self.key, logs=logs, settings=settings)
        self.derived = derived_bucket(self, "Derived", key=self.key, logs=logs, settings=settings)
        self.seal_queue = self._queue("Seal", SEAL_SECONDS)
        self.derivations_queue = self._queue("Derivations", DERIVATION_SECONDS, runs=1)
        self.provenance_queue = self._queue("Provenance", PROVENANCE_SECONDS, runs=1)
        tell_of_bare_copies(self.derived, self.provenance_queue)
        self.bundle_queue = self._queue("Bundles", BUNDLE_SECONDS, runs=1)
        self.upload_queue = self._queue("Uploads", CHECK_SECONDS, runs=1)
        self.hold_queue = self._queue("Hold", HOLD_SECONDS)
        self.disposal_queue = self._queue("Disposal", DISPOSAL_SECONDS)

    def _queue(self, construct_id: str, longest_run_seconds: int, runs: int = ADVISED_RUNS) -> sqs.Queue:
        seconds, key = longest_run_seconds, self.key
        return QueueWithDeadLetters(self, construct_id, key=key, longest_run_seconds=seconds, runs=runs).queue


def _signing_key(scope: Construct, construct_id: str, description: str) -> kms.Key:
    """Make a key that signs and does nothing else; it outlives its stack, as what it has signed does."""
    key = kms.Key(
        scope,
        construct_id,
        description=description,
        key_spec=kms.KeySpec.ECC_NIST_P256,
        key_usage=kms.KeyUsage.SIGN_VERIFY,
        removal_policy=cdk.RemovalPolicy.RETAIN,
    )
    guard_key(key)
    return key
