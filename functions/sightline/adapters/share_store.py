"""Shares in DynamoDB."""

from collections.abc import Callable

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table, sortable
from sightline.adapters.versions import VersionedTable
from sightline.domain.share import Share

_SHAPE = TypeAdapter(Share)


class DynamoShareStore:
    """A ShareStore on table `shares` with its index `by-material`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._table = table
        self._shares = VersionedTable(table, "share_id", _SHAPE, _index)

    def add(self, share: Share) -> None:
        """Store a new share."""
        self._shares.add(share)

    def get(self, share_id: str) -> Share:
        """Return a share, or raise NotFoundError."""
        return self._shares.get(share_id)

    def change(self, share_id: str, how: Callable[[Share], Share]) -> Share:
        """Apply `how` to the newest version by a conditional write."""
        return self._shares.change(share_id, how)

    def list_by_material(self, material_id: str) -> list[Share]:
        """Return a material's shares, newest first."""
        values = {":material": material_id}
        items = self._table.query("material_id = :material", values, index="by-material", newest_first=True)
        return [self._shares.from_item(item) for item in items]


def _index(share: Share) -> Item:
    return {"created_at": sortable(share.created_at)}
