"""Media workers in memory."""

from dataclasses import dataclass, field, replace

from sightline.domain.worker import Worker


@dataclass
class WorkersInMemory:
    """A WorkerStore."""

    workers: dict[str, Worker] = field(default_factory=dict)

    def announce(self, worker: Worker) -> None:
        """Note a worker's newest announcement."""
        self.workers[worker.worker_id] = worker

    def list_all(self) -> list[Worker]:
        """Return all workers."""
        return list(self.workers.values())

    def take_place(self, worker_id: str) -> bool:
        """Take one free place, if there is one."""
        worker = self.workers.get(worker_id)
        if worker is None or worker.free_places < 1:
            return False
        self.workers[worker_id] = replace(worker, free_places=worker.free_places - 1)
        return True

    def remove(self, worker_id: str, connection_id: str) -> bool:
        """Forget a worker if this is still its connection."""
        worker = self.workers.get(worker_id)
        if worker is None or worker.connection_id != connection_id:
            return False
        del self.workers[worker_id]
        return True
