"""The chain of custody: what was done with a material, by whom and why, each entry bound to the last by its hash.

An entry's canonical form (RFC 8785) is what is hashed. Its values are text, whole numbers, truth values, null, and
lists and objects of these: no fractions, so that no two programs can write the same number in two ways.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sightline.domain.instant import write_instant
from sightline.domain.participant import Participant

FORMAT = "sightline-custody/1"
BEFORE_THE_FIRST = "0" * 64
"""What the first entry names as the hash of the one before."""

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


class CustodyAction(StrEnum):
    """What can be done with a material, in the past tense."""

    BEGAN = "began"
    """By a camera that sends without a citizen."""
    CONSENTED = "consented"
    ENDED = "ended"
    SEALED = "sealed"
    WATCHED = "watched"
    VIEWED = "viewed"
    DOWNLOADED = "downloaded"
    EXPORTED = "exported"
    UPLOADED = "uploaded"
    MARKED = "marked"
    CATEGORISED = "categorised"
    COPIED = "copied"
    DERIVED = "derived"
    FACES_SOUGHT = "faces-sought"
    """By a program, as a proposal of what a copy is to hide."""
    SHARED = "shared"
    SHARE_OPENED = "share-opened"
    SHARE_VIEWED = "share-viewed"
    SHARE_REVOKED = "share-revoked"
    HELD = "held"
    RELEASED = "released"
    SECURED = "secured"
    """Every object of it was put on legal hold in the store."""
    REVIEWED = "reviewed"
    DISPOSAL_PROPOSED = "disposal-proposed"
    DISPOSAL_APPROVED = "disposal-approved"
    """By a supervisor who is not the one who proposed it."""
    DISPOSAL_REFUSED = "disposal-refused"
    DISPOSAL_ANNOUNCED = "disposal-announced"
    """Named in a nightly report, and not to be done before another night."""
    DISPOSAL_BEGUN = "disposal-begun"
    """From here on there is no way back."""
    DISPOSED = "disposed"
    VERIFIED = "verified"


@dataclass(frozen=True)
class Actor:
    """Who did it, by the name that the force knows."""

    participant_id: str
    name: str
    role: str


@dataclass(frozen=True)
class Event:
    """Something that was done. Who may report it twice gives it an `event_id`, of which the chain takes the first."""

    action: CustodyAction
    actor: Actor | None = None
    """None where the system itself acts."""
    reason: str | None = None
    details: Mapping[str, Plain] = field(default_factory=dict)
    event_id: str | None = None


@dataclass(frozen=True)
class Entry:
    """One link of a chain. `hash` is the SHA-256 of all the rest, in hex."""

    force_id: str
    chain_id: str
    sequence: int
    previous_hash: str
    at: str
    """An instant as `write_instant` writes it: text, so that it is hashed as it was written."""
    action: CustodyAction
    actor: Actor | None
    reason: str | None
    details: Mapping[str, Plain]
    hash: str

    def statement(self) -> dict[str, Plain]:
        """Return what is hashed: everything but the hash."""
        said = self.document()
        del said["hash"]
        return said

    def document(self) -> dict[str, Plain]:
        """Return the entry as JSON values."""
        return {
            "format": FORMAT,
            "force_id": self.force_id,
            "chain_id": self.chain_id,
            "sequence": self.sequence,
            "previous_hash": self.previous_hash,
            "at": self.at,
            "action": self.action.value,
            "actor": asdict(self.actor) if self.actor else None,
            "reason": self.reason,
            "details": dict(self.details),
            "hash": self.hash,
        }


@dataclass(frozen=True)
class Head:
    """Where a chain stands: its last entry, and up to where its entries lie in the bucket under a signed checkpoint."""

    force_id: str
    chain_id: str
    sequence: int
    hash: str
    checkpoint: int = 0


def read_entry(document: Mapping[str, Any]) -> Entry:
    """Read an entry back from what `document` returned."""
    said = {name: value for name, value in document.items() if name != "format"}
    actor = Actor(**said["actor"]) if said["actor"] else None
    return Entry(**{**said, "action": CustodyAction(said["action"]), "actor": actor})


def actor_of(participant: Participant) -> Actor:
    """Name a participant in a chain."""
    return Actor(participant.participant_id, participant.name, participant.role.value)


def follow(previous: Entry | None, force_id: str, chain_id: str, event: Event, at: datetime) -> Entry:
    """Return the entry that comes after the last one, its hash still to be filled in."""
    return Entry(
        force_id=force_id,
        chain_id=chain_id,
        sequence=previous.sequence + 1 if previous else 1,
        previous_hash=previous.hash if previous else BEFORE_THE_FIRST,
        at=write_instant(at),
        action=event.action,
        actor=event.actor,
        reason=event.reason,
        details=event.details,
        hash="",
    )


def custody_prefix(force_id: str, chain_id: str) -> str:
    """Name the beginning of the keys of a chain's segments."""
    return f"{force_id}/{chain_id}/custody/"


def segment_key(force_id: str, chain_id: str, first: int, last: int) -> str:
    """Name the object that holds a run of a chain's entries."""
    return f"{custody_prefix(force_id, chain_id)}{first:08}-{last:08}.json"
