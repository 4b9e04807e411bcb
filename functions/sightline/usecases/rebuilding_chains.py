"""Makes a chain of custody anew from its segments in the bucket; going on where a run broke off changes nothing."""

import json
from collections.abc import Iterator
from typing import Protocol

from sightline.domain.custody import BEFORE_THE_FIRST, Entry, Head, custody_prefix, read_entry
from sightline.ports import EvidenceStore
from sightline.usecases.custody import Chains, hash_entry


class Segments(Chains, Protocol):
    """The ports of chains, and of what they are made anew from."""

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...


class ChainBrokenError(Exception):
    """The segments in the bucket are no whole chain."""


def restore_chain(segments: Segments, force_id: str, chain_id: str) -> bool:
    """Make a chain anew, as far as it is signed; return whether there is one. Raise ChainBrokenError."""
    head = segments.custody.find_head(chain_id)
    known = head.sequence if head else 0
    last: Entry | None = None
    for entry in _read_chain(segments.evidence, force_id, chain_id):
        _require_next(last, entry)
        if entry.sequence > known:
            segments.custody.append(chain_id, lambda _, entry=entry: entry)  # type: ignore[misc]  # bound as it is now
        last = entry
    if last:
        segments.custody.note_checkpoint(Head(force_id, chain_id, last.sequence, last.hash))
    return last is not None


def _read_chain(evidence: EvidenceStore, force_id: str, chain_id: str) -> Iterator[Entry]:
    for key in evidence.list_keys(custody_prefix(force_id, chain_id)):
        segment = json.loads(evidence.read_object(key) or b"{}")
        yield from map(read_entry, segment.get("entries", []))


def _require_next(last: Entry | None, entry: Entry) -> None:
    expected = (last.sequence + 1, last.hash) if last else (1, BEFORE_THE_FIRST)
    if (entry.sequence, entry.previous_hash) != expected or hash_entry(entry) != entry.hash:
        raise ChainBrokenError
