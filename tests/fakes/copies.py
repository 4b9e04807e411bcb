"""The ports of copies in memory, and the function that makes them."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from derivations.app import run_job
from derivations.bootstrap import Workshop
from provenance.bootstrap import Office
from provenance.finishing import finish_copy
from sightline.domain.awaited_copy import AwaitedCopy
from sightline.messages.copies import CopyJob
from sightline.messages.faces import FaceJob
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.exchange import ExchangeInMemory


@dataclass
class CopyQueueInMemory:
    """A CopyQueue."""

    waiting: list[CopyJob | FaceJob] = field(default_factory=list)

    def put(self, job: CopyJob | FaceJob) -> None:
        """Keep a job."""
        self.waiting.append(job)


@dataclass
class CopiesInMemory(EvidenceInMemory):
    """A derived bucket, from both sides: a CopyStore, and what derivations write to."""

    def put_file(self, key: str, path: Path, media_type: str, sha256: str) -> None:
        """Store a file."""
        assert media_type
        assert sha256
        self.objects[key] = path.read_bytes()

    def put_progress(self, key: str, body: bytes) -> None:
        """Store a document."""
        self.objects[key] = body

    def fetch_file(self, key: str, path: Path) -> str | None:
        """Write an object to a file."""
        body = self.objects.get(key)
        if body is None:
            return None
        path.write_bytes(body)
        return hashlib.sha256(body).hexdigest()

    def delete(self, key: str) -> None:
        """Delete an object."""
        self.objects.pop(key, None)

    def put_outcome(self, key: str, body: bytes) -> None:
        """Store a document unless there is one."""
        self.objects.setdefault(key, body)


@dataclass
class AwaitedInMemory:
    """AwaitedCopies."""

    by_id: dict[str, AwaitedCopy] = field(default_factory=dict)

    def add(self, copy: AwaitedCopy) -> None:
        """Await a copy."""
        self.by_id.setdefault(copy.copy_id, copy)

    def list_all(self) -> list[AwaitedCopy]:
        """Return all, the oldest first."""
        return sorted(self.by_id.values(), key=lambda copy: copy.asked_at)

    def remove(self, copy_id: str) -> None:
        """Await a copy no more."""
        self.by_id.pop(copy_id, None)


@dataclass
class CopyDeskInMemory(ExchangeInMemory):
    """A CopyDesk."""

    copies: CopiesInMemory = field(default_factory=CopiesInMemory)
    copy_queue: CopyQueueInMemory = field(default_factory=CopyQueueInMemory)
    awaited_copies: AwaitedInMemory = field(default_factory=AwaitedInMemory)

    def make_copies(self) -> None:
        """Make what waits, and finish it without credentials, as the two functions do."""
        while self.copy_queue.waiting:
            job = self.copy_queue.waiting.pop(0)
            run_job(job, Workshop(self.evidence, self.copies), 60, is_last=False)
            finish_copy(Office(self.copies, None), job.target)
