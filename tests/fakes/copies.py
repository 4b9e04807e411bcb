"""The ports of copies in memory, and the function that makes them."""

from dataclasses import dataclass, field
from pathlib import Path

from derivations.app import run_job
from derivations.bootstrap import Workshop
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

    def put_outcome(self, key: str, body: bytes) -> None:
        """Store a document unless there is one."""
        self.objects.setdefault(key, body)


@dataclass
class CopyDeskInMemory(ExchangeInMemory):
    """A CopyDesk."""

    copies: CopiesInMemory = field(default_factory=CopiesInMemory)
    copy_queue: CopyQueueInMemory = field(default_factory=CopyQueueInMemory)

    def make_copies(self) -> None:
        """Make what waits, as the function does."""
        while self.copy_queue.waiting:
            run_job(self.copy_queue.waiting.pop(0), Workshop(self.evidence, self.copies), 60, is_last=False)
