"""What stands around the functions, and what each gets of it: environment and permissions go together."""

from dataclasses import dataclass

from infra.constructs.function import SightlineFunction
from infra.constructs.function_table import FunctionRow, Use
from infra.constructs.texting import allow_notify_secret, allow_texting
from infra.settings import DeploymentSettings
from infra.stacks.api import ApiStack
from infra.stacks.evidence import EvidenceStack
from infra.stacks.identity import IdentityStack
from infra.stacks.messaging import MessagingStack
from infra.stacks.tables import TablesStack


@dataclass(frozen=True)
class Surroundings:
    """The stacks that functions reach into."""

    settings: DeploymentSettings
    tables: TablesStack
    evidence: EvidenceStack
    identity: IdentityStack
    messaging: MessagingStack
    api: ApiStack

    def give(self, function: SightlineFunction, row: FunctionRow) -> None:
        """Give a function what its row asks for."""
        tables = self.tables.tables
        for name in sorted(row.reads):
            tables[name].grant_read_data(function.function)
        for name in sorted(row.writes):
            tables[name].grant_read_write_data(function.function)
        function.tell({f"{name}_table": tables[name].table_name for name in sorted(row.reads | row.writes)})
        for use in sorted(row.uses, key=lambda use: use.name):
            self._offer(use, function)

    def _offer(self, use: Use, function: SightlineFunction) -> None:
        match use:
            case Use.PUSH:
                self._push(function)
            case Use.TEXT:
                allow_texting(function, self.settings, self.messaging.configuration_set)
            case Use.SEAL_LATER:
                self.evidence.seal_queue.grant_send_messages(function.function)
                function.tell({"seal_queue_url": self.evidence.seal_queue.queue_url})
            case Use.REPLAY:
                self._replay(function)
            case Use.SEAL:
                self._seal(function)
            case Use.WORKER_KEY:
                self.identity.worker_key.grant_read(function.function)
                function.tell({"worker_secret_id": self.identity.worker_key.secret_arn})
            case Use.SITE:
                function.tell({"site_origin": self.settings.site_origin})
            case Use.ICE:
                function.tell({"ice_servers": self.settings.ice_servers})
            case Use.EXPIRY:
                function.tell({"session_abandoned_minutes": self.settings.session_abandoned_minutes})
            case Use.NOTIFY_KEY:
                allow_notify_secret(function, self.settings)

    def _push(self, function: SightlineFunction) -> None:
        connections = self.tables.tables["connections"]
        connections.grant_read_write_data(function.function)
        function.allow(["execute-api:ManageConnections"], [self.api.connections_arn])
        function.tell(
            {"connections_table": connections.table_name, "connections_endpoint": self.api.connections_endpoint}
        )

    def _replay(self, function: SightlineFunction) -> None:
        bucket, key = self.evidence.bucket, self.evidence.key
        function.allow(["s3:ListBucket"], [bucket.bucket_arn])
        function.allow(["s3:GetObject", "s3:GetObjectAttributes"], [bucket.arn_for_objects("*")])
        function.allow(["kms:Decrypt"], [key.key_arn])
        function.tell({"evidence_bucket": bucket.bucket_name})

    def _seal(self, function: SightlineFunction) -> None:
        bucket, key, seal_key = self.evidence.bucket, self.evidence.key, self.evidence.seal_key
        self._replay(function)
        function.allow(
            ["s3:PutObject"], [bucket.arn_for_objects("*/manifest.json"), bucket.arn_for_objects("*/seal.json")]
        )
        function.allow(["kms:GenerateDataKey"], [key.key_arn])
        function.allow(["kms:Sign", "kms:GetPublicKey"], [seal_key.key_arn])
        function.tell({"evidence_key_id": key.key_arn, "seal_key_id": seal_key.key_arn})
