"""The tables: the keys and indexes that the access patterns in `functions/README.md` ask for."""

import pytest

from infra.constructs.function_table import FUNCTIONS
from infra.stacks.tables import TABLES
from tests.infra.cloud import Cloud

STACK = "sightline-tables"
TABLE = "AWS::DynamoDB::Table"
EXPECTED = {
    "Invites": (["invite_id"], {"by-force": ["force_id", "created_at"], "by-work": ["work", "created_at"]}),
    "Tokens": (["token_hash"], {}),
    "Sessions": (["session_id"], {"by-force": ["force_state", "created_at"], "by-work": ["work", "created_at"]}),
    "Sources": (["source_id"], {"by-force": ["force_id", "created_at"]}),
    "Shares": (["share_id"], {"by-material": ["material_id", "created_at"]}),
    "Connections": (["topic", "connection_id"], {}),
    "Tickets": (["ticket_hash"], {}),
    "Positions": (["session_id", "sequence"], {}),
    "Chat": (["session_id", "message_id"], {}),
    "Custody": (["chain_id", "sequence"], {"by-work": ["work", "chain_id"], "by-day": ["force_day", "chain_id"]}),
    "Uploads": (["upload_id"], {"by-work": ["work", "created_at"]}),
    "Materials": (["material_id"], {"by-due": ["desk", "due_on"]}),
    "Library": (["facet", "moment"], {}),
    "Workers": (["worker_id"], {}),
    "Idempotency": (["id"], {}),
}


def _key(schema: list[dict[str, str]]) -> list[str]:
    return [part["AttributeName"] for part in sorted(schema, key=lambda part: part["KeyType"])]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_has_the_keys_of_its_access_patterns(dev: Cloud, name: str) -> None:
    """Each table and each of its indexes has exactly the documented key."""
    (table,) = [found.properties for found in dev.all(STACK, TABLE) if found.logical_id.startswith(name)]
    indexes = {index["IndexName"]: _key(index["KeySchema"]) for index in table.get("GlobalSecondaryIndexes", [])}
    assert (_key(table["KeySchema"]), indexes) == EXPECTED[name]


def test_there_is_no_other_table(dev: Cloud) -> None:
    """What is not written down under the access patterns is not made."""
    assert len(dev.all(STACK, TABLE)) == len(EXPECTED) == len(TABLES)


def test_materials_go_with_the_rows_by_which_they_are_found() -> None:
    """Both are written in one transaction, so that no function has the one without the other."""
    for kind in ("reads", "writes"):
        with_materials = {row.name for row in FUNCTIONS if "materials" in getattr(row, kind)}
        assert with_materials == {row.name for row in FUNCTIONS if "library" in getattr(row, kind)}


def test_only_sequences_are_numbers(dev: Cloud) -> None:
    """Positions sort by number; every other key is text."""
    attributes = [one for found in dev.all(STACK, TABLE) for one in found.properties["AttributeDefinitions"]]
    kinds = {one["AttributeName"]: one["AttributeType"] for one in attributes}
    assert {name for name, kind in kinds.items() if kind == "N"} == {"sequence"}
    assert set(kinds.values()) == {"S", "N"}


def test_every_table_can_be_restored_and_is_encrypted_with_our_key(dev: Cloud) -> None:
    """Any second of the last 35 days can be restored; the key is ours."""
    for found in dev.all(STACK, TABLE):
        assert found.properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert found.properties["SSESpecification"]["SSEType"] == "KMS"
        assert found.properties["BillingMode"] == "PAY_PER_REQUEST"


def test_what_has_an_end_is_forgotten_by_the_same_attribute_everywhere(dev: Cloud) -> None:
    """Every table forgets items by `expires_at_epoch`."""
    attributes = {found.properties["TimeToLiveSpecification"]["AttributeName"] for found in dev.all(STACK, TABLE)}
    assert attributes == {"expires_at_epoch"}


def test_production_tables_cannot_be_deleted_by_mistake(prod: Cloud, dev: Cloud) -> None:
    """Where data is kept, tables are protected and outlive their stack; in dev they go."""
    for found in prod.all(STACK, TABLE):
        assert found.properties["DeletionProtectionEnabled"] is True
        assert prod.declared(STACK, found.logical_id)["DeletionPolicy"] == "Retain"
    for found in dev.all(STACK, TABLE):
        assert dev.declared(STACK, found.logical_id)["DeletionPolicy"] == "Delete"
