"""Copies that are awaited: items of table `materials` of their own, which its index `by-due` lists under one desk."""

from collections.abc import Iterator
from datetime import datetime

from sightline.adapters.dynamo import Item, Table
from sightline.domain.awaited_copy import AwaitedCopy
from sightline.domain.instant import write_instant

DESK = "copies"


class DynamoAwaitedCopies:
    """AwaitedCopies on table `materials`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._table = table

    def add(self, copy: AwaitedCopy) -> None:
        """Await a copy; adding it again changes nothing."""
        self._table.put(
            {
                **_key(copy.copy_id),
                "desk": DESK,
                "due_on": write_instant(copy.asked_at),
                "copy_id": copy.copy_id,
                "master_id": copy.material_id,
            }
        )

    def list_all(self) -> Iterator[AwaitedCopy]:
        """Yield all, those first that were asked for first."""
        found = self._table.query("desk = :desk", {":desk": DESK}, index="by-due")
        return (
            AwaitedCopy(item["copy_id"], item["master_id"], datetime.fromisoformat(item["due_on"])) for item in found
        )

    def remove(self, copy_id: str) -> None:
        """Await a copy no more."""
        self._table.delete(_key(copy_id))


def _key(copy_id: str) -> Item:
    return {"material_id": f"awaited\n{copy_id}"}
