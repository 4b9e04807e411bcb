"""Media workers in DynamoDB: one item each."""

from datetime import timedelta

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Table, epoch
from sightline.domain.worker import Worker

ITEM_LIFE = timedelta(days=1)
_SHAPE = TypeAdapter(Worker)


class DynamoWorkerStore:
    """A WorkerStore on table `workers`."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._table = table

    def announce(self, worker: Worker) -> None:
        """Note a worker's newest announcement."""
        item = _SHAPE.dump_python(worker, mode="json")
        self._table.put({**item, "expires_at_epoch": epoch(worker.announced_at + ITEM_LIFE)})

    def list_all(self) -> list[Worker]:
        """Return all workers, stale ones included."""
        return [_SHAPE.validate_python(item) for item in self._table.scan()]

    def take_place(self, worker_id: str) -> bool:
        """Take one free place until the next announcement."""
        return self._table.update(
            {"worker_id": worker_id}, "ADD free_places :less", {":less": -1, ":none": 0}, "free_places > :none"
        )

    def remove(self, worker_id: str, connection_id: str) -> bool:
        """Forget a worker if this is still its connection."""
        removed = self._table.delete(
            {"worker_id": worker_id}, "connection_id = :connection_id", {":connection_id": connection_id}
        )
        return removed is not None
