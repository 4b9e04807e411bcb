"""One DynamoDB table in plain Python values: a lost condition is an answer here, not an exception."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from sightline.adapters.dynamo_values import from_wire, to_wire

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]

_RESERVED = re.compile(r"#(\w+)")


@dataclass(frozen=True)
class Put:
    """An item to be stored with others at once, and under which condition."""

    item: Item
    condition: str | None = None
    values: Item | None = None
    table: "Table | None" = None
    """Another table than the one that is asked."""


@dataclass(frozen=True)
class Removal:
    """An item to be removed with others at once."""

    key: Item
    table: "Table | None" = None


class Table:
    """A table by its name. Reads by key are consistent; absent attributes are never stored as NULL.

    In expressions `:word` is one of the values and `#word` an attribute whose name DynamoDB has reserved.
    """

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        """Take the client, which threads may share, and the table's name."""
        self._client = client
        self.name = name

    def get(self, key: Item) -> Item | None:
        """Return an item, or None."""
        answer = self._client.get_item(TableName=self.name, Key=_to_wire(key), ConsistentRead=True)
        return _from_wire(answer["Item"]) if "Item" in answer else None

    def put(self, item: Item, condition: str | None = None, values: Item | None = None) -> bool:
        """Store an item; return False if the condition did not hold."""
        asked = _expressions(values, ConditionExpression=condition)
        return self._try("put_item", Item=_to_wire(item), **asked) is not None

    def put_all(self, changes: Sequence[Put | Removal]) -> bool:
        """Store and remove all items or none; return False if a condition did not hold, or another was at them."""
        asked = [_step(change, change.table or self) for change in changes]
        try:
            self._client.transact_write_items(TransactItems=asked)  # type: ignore[arg-type]  # built of plain parts
        except ClientError as error:
            if _was_overtaken(error):
                return False
            raise
        return True

    def update(self, key: Item, change: str, values: Item, condition: str | None = None) -> bool:
        """Change attributes of an item in place; return False if the condition did not hold."""
        asked = _expressions(values, UpdateExpression=change, ConditionExpression=condition)
        return self._try("update_item", Key=_to_wire(key), **asked) is not None

    def delete(self, key: Item, condition: str | None = None, values: Item | None = None) -> Item | None:
        """Remove an item; return what it was, None if there was none or the condition did not hold."""
        asked = _expressions(values, ConditionExpression=condition)
        answer = self._try("delete_item", Key=_to_wire(key), ReturnValues="ALL_OLD", **asked)
        return _from_wire(answer["Attributes"]) if answer and "Attributes" in answer else None

    def query(
        self,
        condition: str,
        values: Item,
        *,
        index: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        page_size: int | None = None,
    ) -> Iterator[Item]:
        """Yield the items under a key condition in the order of the sort key; a table is read consistently.

        `page_size` items are read at a time, and only as many as are asked for; without it, as much as 1 MB holds.
        """
        asked = _expressions(values, KeyConditionExpression=condition)
        where: dict[str, Any] = {"IndexName": index} if index else {"ConsistentRead": True}
        bounds = {name: value for name, value in (("MaxItems", limit), ("PageSize", page_size)) if value is not None}
        pages = self._client.get_paginator("query").paginate(
            TableName=self.name,
            ScanIndexForward=not newest_first,
            PaginationConfig=bounds,  # type: ignore[arg-type]  # a TypedDict whose members may be absent
            **asked,
            **where,
        )
        return (_from_wire(item) for page in pages for item in page["Items"])

    def scan(self) -> Iterator[Item]:
        """Yield every item; for tables of a few."""
        pages = self._client.get_paginator("scan").paginate(TableName=self.name, ConsistentRead=True)
        return (_from_wire(item) for page in pages for item in page["Items"])

    def _try(self, operation: str, **arguments: Any) -> dict[str, Any] | None:
        try:
            answer: dict[str, Any] = getattr(self._client, operation)(TableName=self.name, **arguments)
        except ClientError as error:
            if error.response["Error"]["Code"] in (LOST if "ConditionExpression" in arguments else ()):
                return None
            raise
        return answer


def sortable(instant: datetime) -> str:
    """Write an instant with a fixed width, so that text order is time order."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def epoch(instant: datetime) -> int:
    """Write an instant as DynamoDB's time to live wants it."""
    return int(instant.timestamp())


LOST = frozenset({"ConditionalCheckFailedException", "TransactionConflictException"})
"""To a write with a condition, somebody's transaction under way at the item is another writer who came between."""
OVERTAKEN = frozenset({"ConditionalCheckFailed", "TransactionConflict", "ThrottlingError", "None"})


def _step(change: Put | Removal, table: Table) -> dict[str, Any]:
    """Return a change as a step of a transaction."""
    if isinstance(change, Removal):
        return {"Delete": {"TableName": table.name, "Key": _to_wire(change.key)}}
    return {"Put": {"TableName": table.name, "Item": _to_wire(change.item), **_conditions(change)}}


def _conditions(put: Put) -> dict[str, Any]:
    return _expressions(put.values, ConditionExpression=put.condition)


def _was_overtaken(error: ClientError) -> bool:
    """Say whether a transaction was cancelled for reasons that go away when it is tried again."""
    reasons: Any = error.response.get("CancellationReasons", [])
    return error.response["Error"]["Code"] == "TransactionCanceledException" and OVERTAKEN.issuperset(
        reason.get("Code", "None") for reason in reasons
    )


def _expressions(values: Item | None, **expressions: str | None) -> dict[str, Any]:
    """Return the arguments of a call that has these expressions: what they name, and the values they take."""
    given: dict[str, Any] = {name: text for name, text in expressions.items() if text}
    if values:
        given["ExpressionAttributeValues"] = _to_wire(values)
    if reserved := set(_RESERVED.findall(" ".join(given[name] for name in expressions if name in given))):
        given["ExpressionAttributeNames"] = {f"#{name}": name for name in reserved}
    return given


def _to_wire(item: Item) -> dict[str, Any]:
    return {name: to_wire(value) for name, value in item.items() if value is not None}


def _from_wire(item: Mapping[str, Any]) -> Item:
    return {name: from_wire(value) for name, value in item.items()}
