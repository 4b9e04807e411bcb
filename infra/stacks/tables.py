"""The tables, exactly as `functions/README.md` lists them under its access patterns."""

from dataclasses import dataclass

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.function import SightlineFunction
from infra.constructs.keys import encryption_key, removal_policy
from infra.constructs.table_rights import let_read, let_write
from infra.settings import DeploymentSettings

TTL_ATTRIBUTE = "expires_at_epoch"
NUMBERS = frozenset({"sequence"})
"""Key attributes that are numbers; all others are strings."""


@dataclass(frozen=True)
class Shape:
    """A table's key, and its indexes by name."""

    partition: str
    sort: str | None = None
    indexes: tuple[tuple[str, str, str], ...] = ()
    scanned: bool = False
    """Whether it has so few items that all are read at once."""


TABLES = {
    "invites": Shape(
        "invite_id",
        indexes=(("by-force", "force_id", "created_at"), ("by-work", "work", "created_at")),
    ),
    "tokens": Shape("token_hash"),
    "sessions": Shape(
        "session_id",
        indexes=(("by-force", "force_state", "created_at"), ("by-work", "work", "created_at")),
    ),
    "sources": Shape("source_id", indexes=(("by-force", "force_id", "created_at"),)),
    "shares": Shape("share_id", indexes=(("by-material", "material_id", "created_at"),)),
    "connections": Shape("topic", "connection_id"),
    "tickets": Shape("ticket_hash"),
    "positions": Shape("session_id", "sequence"),
    "chat": Shape("session_id", "message_id"),
    "custody": Shape(
        "chain_id",
        "sequence",
        indexes=(("by-work", "work", "chain_id"), ("by-day", "force_day", "chain_id")),
    ),
    "uploads": Shape("upload_id", indexes=(("by-work", "work", "created_at"),)),
    "materials": Shape("material_id", indexes=(("by-due", "desk", "due_on"),)),
    "library": Shape("facet", "moment"),
    "workers": Shape("worker_id", scanned=True),
    "idempotency": Shape("id"),
}


class TablesStack(EnvironmentStack):
    """All tables, under one key."""

    STATEFUL = True

    def __init__(self, scope: Construct, construct_id: str, *, settings: DeploymentSettings) -> None:
        """Make every table of TABLES."""
        super().__init__(scope, construct_id, settings)
        self.key = encryption_key(self, "Key", "Encrypts the tables at rest.", removal_policy(settings))
        self.tables = {name: _table(self, name, shape, self.key, settings) for name, shape in TABLES.items()}

    def let_read(self, function: SightlineFunction, name: str) -> None:
        """Let a function read a table and its indexes."""
        shape = TABLES[name]
        let_read(function, self.tables[name], [index for index, _, _ in shape.indexes], scanned=shape.scanned)

    def let_write(self, function: SightlineFunction, name: str) -> None:
        """Let a function read a table and change its items."""
        self.let_read(function, name)
        let_write(function, self.tables[name])


def _table(scope: Construct, name: str, shape: Shape, key: kms.IKey, settings: DeploymentSettings) -> dynamodb.Table:
    table = dynamodb.Table(
        scope,
        name.capitalize(),
        partition_key=_attribute(shape.partition),
        sort_key=_attribute(shape.sort) if shape.sort else None,
        billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
        encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED,
        encryption_key=key,
        point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
            point_in_time_recovery_enabled=True
        ),
        time_to_live_attribute=TTL_ATTRIBUTE,
        deletion_protection=settings.keep_data,
        removal_policy=removal_policy(settings),
    )
    for index, partition, sort in shape.indexes:
        table.add_global_secondary_index(
            index_name=index, partition_key=_attribute(partition), sort_key=_attribute(sort)
        )
    return table


def _attribute(name: str) -> dynamodb.Attribute:
    kind = dynamodb.AttributeType.NUMBER if name in NUMBERS else dynamodb.AttributeType.STRING
    return dynamodb.Attribute(name=name, type=kind)
