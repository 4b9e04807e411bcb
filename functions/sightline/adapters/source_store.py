"""Sources in DynamoDB."""

from collections.abc import Callable

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table, sortable
from sightline.adapters.versions import VersionedTable
from sightline.domain.source import Source

_SHAPE = TypeAdapter(Source)


class DynamoSourceStore:
    """A SourceStore on table `sources` with its index `by-force`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._table = table
        self._sources = VersionedTable(table, "source_id", _SHAPE, _index)

    def add(self, source: Source) -> None:
        """Store a new source."""
        self._sources.add(source)

    def get(self, source_id: str) -> Source:
        """Return a source, or raise NotFoundError."""
        return self._sources.get(source_id)

    def change(self, source_id: str, how: Callable[[Source], Source]) -> Source:
        """Apply `how` to the newest version by a conditional write."""
        return self._sources.change(source_id, how)

    def list_by_force(self, force_id: str) -> list[Source]:
        """Return a force's sources, newest first."""
        items = self._table.query("force_id = :force", {":force": force_id}, index="by-force", newest_first=True)
        return [self._sources.from_item(item) for item in items]


def _index(source: Source) -> Item:
    return {"created_at": sortable(source.created_at)}
