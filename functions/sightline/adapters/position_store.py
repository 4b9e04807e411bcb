"""Positions in DynamoDB: keyed by session and sequence, so that a repeated upload meets itself."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table, epoch
from sightline.domain.position import Position

WRITERS = 8
_SHAPE = TypeAdapter(Position)


class DynamoPositionStore:
    """A PositionStore on table `positions`."""

    def __init__(self, table: Table, life: timedelta) -> None:
        """Take the table, and how long after it came a position goes; the sealed manifest keeps it."""
        self._table = table
        self._life = life

    def add_all(self, positions: Sequence[Position]) -> list[Position]:
        """Store positions, each sequence once, several at a time: a batch write knows no conditions."""
        with ThreadPoolExecutor(max_workers=min(WRITERS, len(positions) or 1)) as pool:
            won = pool.map(self._add, positions)
            return [position for position, is_new in zip(positions, won, strict=True) if is_new]

    def list_trail(self, session_id: str) -> list[Position]:
        """Return a session's positions in the order fixed."""
        return [_read(item) for item in self._table.query("session_id = :session_id", {":session_id": session_id})]

    def latest(self, session_id: str) -> Position | None:
        """Return the position with the highest sequence."""
        newest = self._table.query("session_id = :session_id", {":session_id": session_id}, newest_first=True, limit=1)
        return next(map(_read, newest), None)

    def forget(self, session_id: str) -> None:
        """Remove all positions of a session, several at a time."""
        keys = [{"session_id": session_id, "sequence": each.sequence} for each in self.list_trail(session_id)]
        with ThreadPoolExecutor(max_workers=WRITERS) as pool:
            list(pool.map(self._table.delete, keys))

    def _add(self, position: Position) -> bool:
        ends = epoch(position.received_at + self._life)
        return self._table.put({**_write(position), "expires_at_epoch": ends}, "attribute_not_exists(session_id)")


def _write(position: Position) -> Item:
    # Fractions as text: DynamoDB's numbers refuse what a float may hold, as in 5e-324.
    item = _SHAPE.dump_python(position, mode="json")
    return {name: repr(value) if isinstance(value, float) else value for name, value in item.items()}


def _read(item: Item) -> Position:
    return _SHAPE.validate_python(item)
