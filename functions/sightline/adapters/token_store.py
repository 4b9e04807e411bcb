"""Tokens, caps on texts, and whose text a receipt speaks of: small things with a life, in one table."""

from datetime import datetime, timedelta

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Table, epoch, sortable
from sightline.domain.token import Token
from sightline.ports import Clock

_SHAPE = TypeAdapter(Token)

RECEIPT_LIFE = timedelta(days=4)
"""Carriers may report for up to 72 hours (End User Messaging's user guide)."""


class DynamoTokenStore:
    """A TokenStore on table `tokens`."""

    def __init__(self, table: Table, clock: Clock) -> None:
        """Take the table, and the clock that says which tokens are past their life: DynamoDB deletes days later."""
        self._table = table
        self._clock = clock

    def add(self, token: Token) -> None:
        """Store a token; one that stands under its hash is replaced, and so counts as unspent again."""
        item = _SHAPE.dump_python(token, mode="json")
        self._table.put({**item, "expires_at_epoch": epoch(token.expires_at)})

    def get(self, token_hash: str) -> Token | None:
        """Return a token, or None if it is unknown or past its life."""
        item = self._table.get({"token_hash": token_hash})
        token = _SHAPE.validate_python(item) if item else None
        return token if token and token.expires_at > self._clock.now() else None

    def spend(self, token_hash: str, device_hash: str, at: datetime) -> bool:
        """Spend a token; return whether it is this device's. One device wins, and wins again when it asks again."""
        return self._table.update(
            {"token_hash": token_hash},
            "SET spent_at = if_not_exists(spent_at, :at), spent_by = :device",
            {":at": sortable(at), ":device": device_hash},
            "attribute_exists(token_hash) AND (attribute_not_exists(spent_at) OR spent_by = :device)",
        )

    def remove(self, token_hash: str) -> None:
        """Make a token worthless."""
        self._table.delete({"token_hash": token_hash})

    def count(self, cap: str, limit: int, life: timedelta) -> bool:
        """Count one more under a cap's name; return False if the limit was already reached."""
        return self._table.update(
            {"token_hash": f"cap#{cap}"},
            "SET expires_at_epoch = if_not_exists(expires_at_epoch, :end) ADD counted :one",
            {":one": 1, ":limit": limit, ":end": epoch(self._clock.now() + life)},
            "attribute_not_exists(counted) OR counted < :limit",
        )


class DynamoReceiptIndex:
    """A ReceiptIndex, in table `tokens` as well."""

    def __init__(self, table: Table, clock: Clock) -> None:
        """Take the table and the clock."""
        self._table = table
        self._clock = clock

    def put(self, provider_message_id: str, invite_id: str) -> None:
        """Note whose text this was."""
        life = epoch(self._clock.now() + RECEIPT_LIFE)
        key = f"text#{provider_message_id}"
        self._table.put({"token_hash": key, "invite_id": invite_id, "expires_at_epoch": life})

    def get(self, provider_message_id: str) -> str | None:
        """Return the invite's id, or None for a text that is not ours."""
        item = self._table.get({"token_hash": f"text#{provider_message_id}"})
        return str(item["invite_id"]) if item else None
