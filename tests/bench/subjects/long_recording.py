"""A long recording, sealed and chained as ours are, and its bundle: run as a process of its own, whose memory is told.

`python -m tests.bench.subjects.long_recording FRAGMENTS BYTES ZIP` packs a bundle and prints JSON: what it took.
"""

import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sightline.adapters.zip_stream import stream_zip
from sightline.domain.bundle import Bundle, Member, StoredObject
from sightline.domain.custody import CustodyAction, Event
from sightline.usecases.bundle_making import make_bundle
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import note_event
from sightline.usecases.seals import seal_session
from tests.fakes.clock import NOON
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.exports import BundlesInMemory, CounterInMemory
from tests.fakes.originals import end
from tests.fakes.recordings import keys_of

PATTERN = bytes(range(256)) * 4096
CHUNK = len(PATTERN)
VIEWINGS = 500
"""Entries of its chain, a segment each."""


class MadeObjects(dict[str, bytes]):
    """Objects of which only the key is kept; a fragment's bytes are made anew whenever somebody reads them."""

    fragment_bytes = 0

    def __getitem__(self, key: str) -> bytes:
        """Return the bytes under a key."""
        kept = super().__getitem__(key)
        return kept if kept or not key.endswith(".m4s") else b"".join(self.make(key))

    def make(self, key: str) -> Iterator[bytes]:
        """Yield a fragment's bytes in chunks; they begin with its key, so that no two are alike."""
        left = self.fragment_bytes - len(key)
        yield key.encode()
        for _ in range(left // CHUNK):
            yield PATTERN
        yield PATTERN[: left % CHUNK]


@dataclass(frozen=True)
class MadeReader:
    """An ObjectReader of such objects."""

    objects: MadeObjects

    def list_objects(self, prefix: str) -> Iterable[StoredObject]:
        """Return what there is."""
        size = self.objects.fragment_bytes
        found = sorted((key, body) for key, body in self.objects.items() if key.startswith(prefix))
        return [StoredObject(key, len(body) or size) for key, body in found]

    def read_all(self, objects: Iterable[StoredObject]) -> Iterator[tuple[StoredObject, Iterable[bytes]]]:
        """Yield each object with its bytes."""
        for each in objects:
            kept = dict.__getitem__(self.objects, each.key)
            yield each, [kept] if kept else self.objects.make(each.key)


@dataclass
class BundlesOnDisk(BundlesInMemory):
    """Bundles whose zips are streamed to a file, as to the store."""

    path: Path = Path("/dev/null")

    def pack(self, bundle: Bundle, members: Iterable[Member]) -> int:  # noqa: ARG002  the port's signature
        """Write the zip."""
        with self.path.open("wb") as file:
            return sum(file.write(chunk) for chunk in stream_zip(members))


@dataclass
class LongCounter(CounterInMemory):
    """What making a bundle of such a recording needs."""

    made: MadeObjects = field(default_factory=MadeObjects)

    @property
    def masters(self) -> MadeReader:  # type: ignore[override]  # another reader of the same port
        """The evidence bucket."""
        return MadeReader(self.made)


def record(fragments: int, fragment_bytes: int, path: Path) -> LongCounter:
    """Return a sealed recording of so many fragments of two seconds, which was viewed often."""
    made = MadeObjects()
    made.fragment_bytes = fragment_bytes
    counter = LongCounter(evidence=EvidenceInMemory(made), made=made, bundles=BundlesOnDisk(path=path))
    counter.begin_session()
    for key in keys_of("r1", NOON, range(fragments)):
        made[key] = b"" if key.endswith(".m4s") else b"{}" if key.endswith(".json") else b"init"
    made["avon/session-1/r1/finish.json"] = json.dumps(
        {"recording_id": "r1", "codecs": [], "fragments": fragments, "gaps": [], "sender_reports": []}
    ).encode()
    end(counter)
    counter.clock.advance(timedelta(hours=30))
    seal_session(counter, "session-1")
    for _ in range(VIEWINGS):
        note_event(counter, "avon", "session-1", Event(CustodyAction.VIEWED, reason="charging advice"))
        write_checkpoint(counter, "session-1")
    note_event(counter, "avon", "session-1", Event(CustodyAction.EXPORTED, details={"bundle_id": "bundle-1"}))
    write_checkpoint(counter, "session-1")
    return counter


def main(fragments: int, fragment_bytes: int, path: Path) -> None:
    """Pack it, and tell seconds, bytes and peak memory before and after."""
    counter = record(fragments, fragment_bytes, path)
    head = counter.custody.find_head("session-1")
    bundle = Bundle("bundle-1", "avon", "session-1", "bench", True, NOON, "o", "Officer", head.sequence if head else 0)  # noqa: FBT003
    counter.bundles.note(bundle)
    before, began = _peak_megabytes(), time.perf_counter()
    make_bundle(counter, "avon", "bundle-1", "Avon Police", {"README.txt": b"bench"})
    seconds = time.perf_counter() - began
    ready = counter.bundles.get("avon", "bundle-1")
    told = {"seconds": seconds, "bytes": ready.byte_count, "before_mb": before, "peak_mb": _peak_megabytes()}
    sys.stdout.write(json.dumps(told) + "\n")


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
