"""The tables of functions/README.md, made in moto for the contract suites."""

import threading
from typing import Any

from sightline.adapters.dynamo import Table

Index = tuple[str, str, str]

INDEXES: dict[str, list[Index]] = {
    "invites": [("by-force", "force_id", "created_at"), ("by-work", "work", "created_at")],
    "sources": [("by-force", "force_id", "created_at")],
    "shares": [("by-material", "material_id", "created_at")],
    "custody": [("by-work", "work", "chain_id"), ("by-day", "force_day", "chain_id")],
    "materials": [("by-due", "desk", "due_on")],
    "sessions": [("by-force", "force_state", "created_at"), ("by-work", "work", "created_at")],
    "uploads": [("by-work", "work", "created_at")],
}
KEYS: dict[str, tuple[str, ...]] = {
    "invites": ("invite_id",),
    "tokens": ("token_hash",),
    "sessions": ("session_id",),
    "sources": ("source_id",),
    "shares": ("share_id",),
    "connections": ("topic", "connection_id"),
    "tickets": ("ticket_hash",),
    "positions": ("session_id", "sequence"),
    "chat": ("session_id", "message_id"),
    "custody": ("chain_id", "sequence"),
    "materials": ("material_id",),
    "uploads": ("upload_id",),
    "library": ("facet", "moment"),
    "workers": ("worker_id",),
    "idempotency": ("id",),
}
NUMBERS = {"sequence"}


class OneAtATime:
    """A client whose calls wait for each other: moto's own DynamoDB is not safe under threads."""

    def __init__(self, client: Any) -> None:
        """Take the client."""
        self._client = client
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        """Return the client's call, made to wait for its turn."""
        call = getattr(self._client, name)
        if name == "get_paginator":
            return call

        def wait_and_call(**arguments: Any) -> Any:
            with self._lock:
                return call(**arguments)

        return wait_and_call


def make_tables(client: Any) -> None:
    """Make every table with its indexes."""
    for name, key in KEYS.items():
        indexes = INDEXES.get(name, [])
        attributes = {*key, *(attribute for _, *pair in indexes for attribute in pair)}
        description: dict[str, Any] = {
            "TableName": name,
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [
                {"AttributeName": attribute, "AttributeType": "N" if attribute in NUMBERS else "S"}
                for attribute in sorted(attributes)
            ],
            "KeySchema": _key_schema(key),
        }
        if indexes:
            description["GlobalSecondaryIndexes"] = [
                {"IndexName": index, "KeySchema": _key_schema(pair), "Projection": {"ProjectionType": "ALL"}}
                for index, *pair in indexes
            ]
        client.create_table(**description)


def table(client: Any, name: str) -> Table:
    """Return a table as the adapters want it."""
    return Table(client, name)


def _key_schema(names: Any) -> list[dict[str, str]]:
    return [{"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE"), strict=False)]
