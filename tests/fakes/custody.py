"""Chains of custody and materials in memory."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from sightline.domain.custody import Entry, Head
from sightline.domain.due import Desk, due
from sightline.domain.errors import NotFoundError
from sightline.domain.material import Material
from sightline.domain.search import Search, moment_of


@dataclass
class CustodyInMemory:
    """A CustodyLedger."""

    chains: dict[str, list[Entry]] = field(default_factory=dict)
    events: dict[tuple[str, str], Entry] = field(default_factory=dict)
    checkpoints: dict[str, int] = field(default_factory=dict)
    segments: dict[tuple[str, int], int] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def append(self, chain_id: str, make: Callable[[Entry | None], Entry], event_id: str | None = None) -> Entry:
        """Add an entry while nobody else does."""
        with self.lock:
            if event_id and (known := self.events.get((chain_id, event_id))):
                return known
            chain = self.chains.setdefault(chain_id, [])
            entry = make(chain[-1] if chain else None)
            chain.append(entry)
            if event_id:
                self.events[chain_id, event_id] = entry
            return entry

    def list_entries(self, chain_id: str, after: int = 0) -> list[Entry]:
        """Return a chain's entries in order."""
        return [entry for entry in self.chains.get(chain_id, []) if entry.sequence > after]

    def find_event(self, chain_id: str, event_id: str) -> Entry | None:
        """Return the entry that an event has made."""
        return self.events.get((chain_id, event_id))

    def find_head(self, chain_id: str) -> Head | None:
        """Return where a chain stands."""
        if chain_id not in self.chains:
            return None
        last = self.chains[chain_id][-1]
        return Head(last.force_id, chain_id, last.sequence, last.hash, self.checkpoints.get(chain_id, 0))

    def list_unchecked(self) -> Iterable[Head]:
        """Return the chains that have entries after their checkpoint."""
        return [head for head in self._heads() if head.checkpoint < head.sequence]

    def list_changed(self, force_id: str, day: date) -> Iterable[Head]:
        """Return a force's chains whose last entry is of that day."""
        return [
            head
            for head in self._heads()
            if head.force_id == force_id and self.chains[head.chain_id][-1].at.startswith(day.isoformat())
        ]

    def claim_segment(self, chain_id: str, first: int, last: int) -> int:
        """Decide where a segment ends."""
        with self.lock:
            return self.segments.setdefault((chain_id, first), last)

    def note_checkpoint(self, head: Head) -> None:
        """Note that all entries up to this head lie in the bucket."""
        self.checkpoints[head.chain_id] = max(head.sequence, self.checkpoints.get(head.chain_id, 0))

    def _heads(self) -> list[Head]:
        return [head for chain_id in sorted(self.chains) if (head := self.find_head(chain_id))]


@dataclass
class MaterialsInMemory:
    """A MaterialStore."""

    by_id: dict[str, Material] = field(default_factory=dict)
    exhibit_refs: dict[tuple[str, str, str], str] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, material: Material) -> None:
        """Store a new material."""
        self.by_id.setdefault(material.material_id, material)

    def get(self, material_id: str) -> Material:
        """Return a material, or raise NotFoundError."""
        if material_id not in self.by_id:
            raise NotFoundError
        return self.by_id[material_id]

    def change(self, material_id: str, how: Callable[[Material], Material]) -> Material:
        """Apply `how` while nobody else does."""
        with self.lock:
            known = self.get(material_id)
            changed = replace(how(known), version=known.version + 1)
            self.by_id[material_id] = changed
            return changed

    def search(self, force_id: str, search: Search, after: str | None, limit: int) -> tuple[list[Material], str | None]:
        """Look at all there is, newest first."""
        there = {moment_of(each): each for each in self.by_id.values()}
        found = [
            moment
            for moment in sorted(there, reverse=True)
            if there[moment].force_id == force_id and search.finds(there[moment]) and (after is None or moment < after)
        ]
        return [there[moment] for moment in found[:limit]], found[limit - 1] if len(found) > limit else None

    def take_exhibit_ref(self, material: Material, exhibit_ref: str) -> bool:
        """Take a reference within a force and incident."""
        with self.lock:
            key = (material.force_id, material.incident_ref, exhibit_ref.casefold())
            return self.exhibit_refs.setdefault(key, material.material_id) == material.material_id

    def list_reviews(self, force_id: str, limit: int) -> list[Material]:
        """Return what supervisors have to look at, soonest first."""
        return [each for each in self._due(Desk.REVIEW) if each.force_id == force_id][:limit]

    def list_nightly(self, today: date) -> list[Material]:
        """Return what the nightly job has to do with by this day."""
        return [each for each in self._due(Desk.NIGHT) if (turn := due(each)) and turn.on <= today]

    def _due(self, desk: Desk) -> list[Material]:
        turns = [
            (turn.on, each.material_id) for each in self.by_id.values() if (turn := due(each)) and turn.desk is desk
        ]
        return [self.by_id[material_id] for _, material_id in sorted(turns)]
