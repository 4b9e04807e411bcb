"""Tables that keep each partition in order, as DynamoDB does, and count what is read of them.

moto looks at every item for each query, so its time says nothing of an index; what DynamoDB charges for, and what its
time goes by, is how many items are read, in how many pages.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Wire = dict[str, Any]
KEYS = {"library": ("facet", "moment"), "materials": ("material_id", None)}
PAGE_BYTES = 1_000_000
ITEM_BYTES = 700
"""About what an item of ours has; a page holds as many as fit in 1 MB."""


@dataclass
class SortedTables:
    """The calls of a DynamoDB client that stores of materials make: transactions of puts, queries and scans."""

    tables: dict[str, dict[str, list[tuple[str, Wire]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    items_read: int = 0
    pages_read: int = 0

    def transact_write_items(self, TransactItems: Sequence[dict[str, Any]]) -> None:  # noqa: N803  the client's name
        """Put every item in its place; nothing stands there yet."""
        for step in TransactItems:
            item, partition, sort = step["Put"]["Item"], *KEYS[step["Put"]["TableName"]]
            place = item[sort]["S"] if sort else ""
            insort(self.tables[step["Put"]["TableName"]][item[partition]["S"]], (place, item), key=lambda row: row[0])

    def get_paginator(self, operation: str) -> "Pages":
        """Return what reads page by page, and only as far as it is asked."""
        return Pages(self, operation)


@dataclass(frozen=True)
class Pages:
    """A paginator."""

    client: SortedTables
    operation: str

    def paginate(self, **asked: Any) -> Iterator[dict[str, list[Wire]]]:
        """Yield pages."""
        table = self.client.tables[asked["TableName"]]
        rows = self._everything(table) if self.operation == "scan" else _run(table, asked)
        size = asked.get("PaginationConfig", {}).get("PageSize") or PAGE_BYTES // ITEM_BYTES
        while page := [item for _, item in zip(range(size), rows, strict=False)]:
            self.client.items_read += len(page)
            self.client.pages_read += 1
            yield {"Items": page}

    def _everything(self, table: dict[str, list[tuple[str, Wire]]]) -> Iterator[Wire]:
        return (item for rows in table.values() for _, item in rows)


def _run(table: dict[str, list[tuple[str, Wire]]], asked: dict[str, Any]) -> Iterator[Wire]:
    """Yield a partition's items between two ends, which count, in the order that is asked for."""
    values = asked["ExpressionAttributeValues"]
    first, last = values[":first"]["S"], values[":last"]["S"]
    rows: Iterable[tuple[str, Wire]] = table.get(values[":facet"]["S"], [])
    ordered = rows if asked["ScanIndexForward"] else reversed(list(rows))
    return (item for place, item in ordered if first <= place <= last)
