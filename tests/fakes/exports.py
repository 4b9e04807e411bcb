"""Bundles, their queue, and buckets read in bulk, in memory; and a counter that has them all."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from sightline.domain.bundle import Bundle, Member, StoredObject
from sightline.domain.errors import NotFoundError
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.keeping import LocksInMemory


@dataclass
class ReaderInMemory:
    """An ObjectReader; its chunks are tiny, so that everybody is ready for several."""

    objects: dict[str, bytes] = field(default_factory=dict)

    def list_objects(self, prefix: str) -> Iterable[StoredObject]:
        """Return all objects under a prefix, in order."""
        return [StoredObject(key, len(body)) for key, body in sorted(self.objects.items()) if key.startswith(prefix)]

    def read_all(self, objects: Iterable[StoredObject]) -> Iterator[tuple[StoredObject, Iterable[bytes]]]:
        """Yield each object with its bytes."""
        for each in objects:
            body = self.objects[each.key]
            yield each, [body[at : at + 100] for at in range(0, len(body), 100)]


@dataclass
class BundlesInMemory:
    """A BundleStore; its zips are made by Python's own module."""

    noted: list[Bundle] = field(default_factory=list)
    zips: dict[str, bytes] = field(default_factory=dict)

    def note(self, bundle: Bundle) -> None:
        """Store how far a bundle has come."""
        self.noted.append(bundle)

    def get(self, force_id: str, bundle_id: str) -> Bundle:
        """Return a bundle as it was last noted."""
        found = [each for each in self.noted if (each.force_id, each.bundle_id) == (force_id, bundle_id)]
        if not found:
            raise NotFoundError
        return found[-1]

    def pack(self, bundle: Bundle, members: Iterable[Member]) -> int:
        """Store the zip of these members."""
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w") as archive:
            for member in members:
                archive.writestr(member.name, b"".join(member.chunks))
        self.zips[bundle.bundle_id] = body.getvalue()
        return len(self.zips[bundle.bundle_id])

    def presign(self, bundle: Bundle, life: timedelta) -> str:
        """Return something that looks like a presigned URL."""
        return f"https://derived.test/{bundle.bundle_id}.zip?life={life.total_seconds():.0f}"


@dataclass
class BundleQueueInMemory:
    """A BundleQueue."""

    puts: list[tuple[str, str, timedelta]] = field(default_factory=list)

    def put(self, force_id: str, bundle_id: str, delay: timedelta) -> None:
        """Note which bundle waits."""
        self.puts.append((force_id, bundle_id, delay))


@dataclass
class CounterInMemory(ExchangeInMemory):
    """All that asking for, making and fetching bundles needs."""

    bundles: BundlesInMemory = field(default_factory=BundlesInMemory)
    bundle_queue: BundleQueueInMemory = field(default_factory=BundleQueueInMemory)
    derived: ReaderInMemory = field(default_factory=ReaderInMemory)

    @property
    def masters(self) -> ReaderInMemory:
        """The evidence bucket."""
        return ReaderInMemory(self.evidence.objects)

    @cached_property
    def locks(self) -> LocksInMemory:
        """Its locks and versions."""
        return LocksInMemory(self.evidence, self.clock)
