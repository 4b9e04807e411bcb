"""Makes a bundle: reads both buckets once, packs what there is, and says how far it has come.

A message of the queue may come twice: a bundle that is ready stays as it is, and one that was broken off is made anew.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import Any, Protocol

from sightline.domain.bundle import (
    MOST_BYTES,
    Bundle,
    BundleState,
    Member,
    StoredObject,
    finished_copies,
    place_copy,
    place_object,
    place_root,
    roots_since,
    write_bag_info,
)
from sightline.domain.bundle_texts import write_texts
from sightline.domain.errors import BundleTooLargeError, ChainUnsignedError
from sightline.ports import BundleQueue, BundleStore, Clock, CustodyLedger, MaterialStore, ObjectReader
from sightline.usecases.bundles import require_whole
from sightline.usecases.packing import pack_bag

log = logging.getLogger(__name__)

LOOK_AGAIN = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
"""For the checkpoint over the export itself: each verifier asks for it."""
STEPS = 20
"""How often a bundle says how far it has come."""
_MANIFEST = re.compile(r"^[^/]+/[^/]+/(version-(?P<version>\d+)/)?manifest\.json\Z", re.ASCII)
_SEGMENT = re.compile(r"/custody/\d{8,}-\d{8,}\.json\Z", re.ASCII)


class PackingRoom(Protocol):
    """What making a bundle needs of the outside."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def custody(self) -> CustodyLedger:
        """The chains of custody."""
        ...

    @property
    def materials(self) -> MaterialStore:
        """The materials."""
        ...

    @property
    def masters(self) -> ObjectReader:
        """The evidence bucket."""
        ...

    @property
    def derived(self) -> ObjectReader:
        """The derived bucket."""
        ...

    @property
    def bundles(self) -> BundleStore:
        """The bundles."""
        ...

    @property
    def bundle_queue(self) -> BundleQueue:
        """The bundles that wait to be made."""
        ...


@dataclass(frozen=True)
class Contents:
    """All objects of a bundle, under the names that they have in it."""

    masters: list[tuple[str, StoredObject]]
    copies: list[tuple[str, StoredObject]]

    @property
    def byte_count(self) -> int:
        """All bytes that will be packed."""
        return sum(each.byte_count for _, each in (*self.masters, *self.copies))


def make_bundle(room: PackingRoom, force_id: str, bundle_id: str, force_name: str, beside: Mapping[str, bytes]) -> None:
    """Make a bundle; `beside` goes with every one of them: the verifier and a word to the reader."""
    bundle = room.bundles.get(force_id, bundle_id)
    if bundle.state is BundleState.READY:
        return
    if _must_wait(room, bundle):
        room.bundle_queue.put(force_id, bundle_id, LOOK_AGAIN)
        return
    require_whole(room.materials.get(bundle.material_id))
    contents = _list_contents(room, bundle)
    if contents.byte_count > MOST_BYTES:
        raise BundleTooLargeError
    running = replace(bundle, state=BundleState.RUNNING)
    payload = _tell_progress(room, running, contents.byte_count, _read_payload(room, bundle, contents))
    members = pack_bag(bundle_id, payload, lambda size, count: write_bag_info(bundle, size, count, force_name), beside)
    size = room.bundles.pack(bundle, members)
    room.bundles.note(replace(bundle, state=BundleState.READY, progress=1.0, byte_count=size))
    log.info("bundled", extra={"bundle_id": bundle_id, "bytes": size, "objects": len(contents.masters)})


def _must_wait(room: PackingRoom, bundle: Bundle) -> bool:
    """Say whether the entry that tells of this export is still to come under a checkpoint; raise ChainUnsignedError."""
    head = room.custody.find_head(bundle.material_id)
    is_signed = head is not None and head.checkpoint >= bundle.exported_as
    if not is_signed and room.clock.now() - bundle.asked_at >= LONGEST_WAIT:
        raise ChainUnsignedError
    return not is_signed


def _list_contents(room: PackingRoom, bundle: Bundle) -> Contents:
    """List roots before chains: a root never names an entry that a chain listed after it lacks."""
    since = room.materials.get(bundle.material_id).created_at.date()
    roots = [(place_root(each.key), each) for each in roots_since(_roots(room, bundle), since)]
    derived = room.derived.list_objects(f"{bundle.force_id}/{bundle.material_id}/") if bundle.include_copies else ()
    copies = finished_copies(derived)
    chains = {copy_id: _list_objects(room, bundle, copy_id) for copy_id in copies}
    told = {copy_id: files for copy_id, files in copies.items() if chains[copy_id]}
    return Contents(
        masters=[*_list_objects(room, bundle, bundle.material_id), *chain.from_iterable(chains.values()), *roots],
        copies=[(place_copy(each.key), each) for files in told.values() for each in files],
    )


def _list_objects(room: PackingRoom, bundle: Bundle, material_id: str) -> list[tuple[str, StoredObject]]:
    """List what the evidence bucket holds of a material; of a copy that is its chain, once a checkpoint is over it."""
    found = room.masters.list_objects(f"{bundle.force_id}/{material_id}/")
    return [(place_object(each.key), each) for each in found]


def _roots(room: PackingRoom, bundle: Bundle) -> Iterable[StoredObject]:
    return list(room.masters.list_objects(f"{bundle.force_id}/roots/"))


def _read_payload(room: PackingRoom, bundle: Bundle, contents: Contents) -> Iterator[Member]:
    for reader, listed in ((room.masters, contents.masters), (room.derived, contents.copies)):
        names = (name for name, _ in listed)
        for name, (_, chunks) in zip(names, reader.read_all(each for _, each in listed), strict=True):
            yield Member(name, chunks)
    for name, text in _write_texts(room, bundle, contents).items():
        yield Member(f"data/{bundle.material_id}/{name}", [text])


def _write_texts(room: PackingRoom, bundle: Bundle, contents: Contents) -> dict[str, bytes]:
    """Write what people read, after the newest manifest and the chain as they lie in the bucket."""
    prefix = f"{bundle.force_id}/{bundle.material_id}/"
    own = [each for _, each in contents.masters if each.key.startswith(prefix)]
    segments = [each for each in own if _SEGMENT.search(each.key)]
    entries = [entry for document in _read_documents(room, segments) for entry in document["entries"]]
    versions = {int(match["version"] or 1): each for each in own if (match := _MANIFEST.match(each.key))}
    newest = next(_read_documents(room, [versions[max(versions)]]), {}) if versions else {}
    return write_texts(newest, entries)


def _read_documents(room: PackingRoom, objects: Iterable[StoredObject]) -> Iterator[dict[str, Any]]:
    for _, chunks in room.masters.read_all(objects):
        yield json.loads(b"".join(chunks))


def _tell_progress(room: PackingRoom, bundle: Bundle, all_bytes: int, members: Iterable[Member]) -> Iterator[Member]:
    """Pass members on, and note now and then what part of the bytes has gone by."""
    packed, told = 0, -1

    def count(chunks: Iterable[bytes]) -> Iterator[bytes]:
        nonlocal packed, told
        for chunk in chunks:
            packed += len(chunk)
            step = packed * STEPS // max(all_bytes, 1)
            if told < step < STEPS:
                told = step
                room.bundles.note(replace(bundle, progress=step / STEPS))
            yield chunk

    for member in members:
        yield Member(member.name, count(member.chunks))
