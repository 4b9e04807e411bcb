"""A force's store of evidence in memory, with its rules, its queues and the locks of its bucket."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sightline.domain.errors import StillLockedError
from sightline.domain.locking import Locking
from sightline.domain.material import Material
from sightline.domain.object_version import ObjectVersion, Stretch
from sightline.domain.participant import Participant, Role
from sightline.domain.retention import RetentionRules
from tests.fakes.chat import ChatInMemory
from tests.fakes.clock import ClockAtRest
from tests.fakes.custody import CustodyInMemory, MaterialsInMemory
from tests.fakes.entropy import CountedEntropy
from tests.fakes.evidence import EvidenceInMemory, SignerInMemory
from tests.fakes.invites import InvitesInMemory
from tests.fakes.positions import PositionsInMemory
from tests.fakes.retention import RULES
from tests.fakes.sessions import SessionsInMemory
from tests.fakes.shares import SharesInMemory
from tests.fakes.uploads import UploadsInMemory

INVESTIGATOR = Participant("investigator-1", Role.INVESTIGATOR, "DC Patel", force_id="force")
SUPERVISOR = Participant("supervisor-1", Role.SUPERVISOR, "Insp Moss", force_id="force")
OTHER_SUPERVISOR = Participant("supervisor-2", Role.SUPERVISOR, "Ch Insp Webb", force_id="force")
HANDLER = Participant("handler-1", Role.CALL_HANDLER, "PC Rees", force_id="force")
STRANGER = Participant("supervisor-3", Role.SUPERVISOR, "Insp Hall", force_id="kent")


@dataclass
class MaterialQueueInMemory:
    """A MaterialQueue."""

    puts: list[Stretch] = field(default_factory=list)

    def put(self, stretch: Stretch) -> None:
        """Note what waits."""
        self.puts.append(stretch)


@dataclass
class LocksInMemory:
    """ObjectLocks over a bucket in memory, one version of each object, and one more of what was stored over."""

    evidence: EvidenceInMemory
    clock: ClockAtRest
    locked: dict[str, datetime] = field(default_factory=dict)
    on_hold: set[str] = field(default_factory=set)
    stored_over: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    """By delete markers."""

    def list_versions(self, prefix: str, after: str = "") -> Iterator[ObjectVersion]:
        """Yield the versions of every object."""
        for key in self.evidence.list_keys(prefix):
            if key > after:
                yield from self._versions(key)

    def _versions(self, key: str) -> Iterator[ObjectVersion]:
        if key in self.hidden:
            yield ObjectVersion(key, "marker", 0, is_marker=True)
        for version_id in ("v2", "v1") if key in self.stored_over else ("v1",):
            yield ObjectVersion(key, version_id, len(self.evidence.objects[key]))

    def hold(self, versions: Sequence[ObjectVersion]) -> None:
        """Put on hold."""
        self.on_hold |= {version.key for version in versions}

    def locked_until(self, versions: Sequence[ObjectVersion]) -> datetime | None:
        """Return the latest lock."""
        return max((self.locked[each.key] for each in versions if each.key in self.locked), default=None)

    def delete(self, versions: Iterable[ObjectVersion]) -> None:
        """Delete what is not locked."""
        for version in versions:
            if version.key in self.locked and self.locked[version.key] > self.clock.now():
                raise StillLockedError
            self.on_hold.discard(version.key)
            self.evidence.objects.pop(version.key, None)


@dataclass
class LockingInMemory:
    """LockingNotes; `said` is all that was ever noted."""

    by_id: dict[str, Locking] = field(default_factory=dict)
    said: list[Locking] = field(default_factory=list)

    def note(self, material_id: str, locking: Locking) -> None:
        """Say how far it is."""
        self.by_id[material_id] = locking
        self.said.append(locking)

    def find(self, material_id: str) -> Locking | None:
        """Return how far it is."""
        return self.by_id.get(material_id)

    def remove(self, material_id: str) -> None:
        """Say no more of it."""
        self.by_id.pop(material_id, None)


@dataclass
class KeepingInMemory:
    """All ports of keeping and disposing."""

    clock: ClockAtRest = field(default_factory=ClockAtRest)
    entropy: CountedEntropy = field(default_factory=CountedEntropy)
    custody: CustodyInMemory = field(default_factory=CustodyInMemory)
    materials: MaterialsInMemory = field(default_factory=MaterialsInMemory)
    evidence: EvidenceInMemory = field(default_factory=EvidenceInMemory)
    derived: EvidenceInMemory = field(default_factory=EvidenceInMemory)
    signer: SignerInMemory = field(default_factory=SignerInMemory)
    sessions: SessionsInMemory = field(default_factory=SessionsInMemory)
    invites: InvitesInMemory = field(default_factory=InvitesInMemory)
    positions: PositionsInMemory = field(default_factory=PositionsInMemory)
    chat: ChatInMemory = field(default_factory=ChatInMemory)
    shares: SharesInMemory = field(default_factory=SharesInMemory)
    uploads: UploadsInMemory = field(default_factory=UploadsInMemory)
    locking_notes: LockingInMemory = field(default_factory=LockingInMemory)
    hold_queue: MaterialQueueInMemory = field(default_factory=MaterialQueueInMemory)
    disposal_queue: MaterialQueueInMemory = field(default_factory=MaterialQueueInMemory)
    retention: RetentionRules = RULES

    def __post_init__(self) -> None:
        """Put locks on the buckets."""
        self.locks = LocksInMemory(self.evidence, self.clock)
        self.derived_locks = LocksInMemory(self.derived, self.clock)

    def keep(self, material: Material) -> Material:
        """Hold a material."""
        self.materials.add(material)
        return material

    def actions(self, material_id: str = "material-1") -> list[str]:
        """Return what a chain says was done."""
        return [entry.action.value for entry in self.custody.list_entries(material_id)]
