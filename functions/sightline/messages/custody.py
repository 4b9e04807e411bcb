"""What officers see of a chain of custody, and say to be let into it."""

from typing import Annotated

from pydantic import JsonValue, StringConstraints

from sightline.messages.base import Identifier, Instant, Model

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=200)]
"""Why somebody looks at evidence (Data Protection Act 2018, section 62): a purpose, in a few words."""


class ActorView(Model):
    """Who did it, by the name that the force knows."""

    participant_id: str
    name: str
    role: str


class EntryView(Model):
    """One entry of a chain; `functions/evidence/README.md` says what each action's details hold."""

    sequence: int
    at: Instant
    action: str
    actor: ActorView | None
    """None where the system itself acted."""
    reason: str | None
    details: dict[str, JsonValue]
    hash: str
    """SHA-256 of all the rest of the entry, the hash of the one before included."""
    checked: bool
    """Whether it lies in the bucket under a signature: about a minute after it was written."""


class Custody(Model):
    """A page of a chain, oldest first; `next` goes into the query parameter `after`."""

    entries: list[EntryView]
    next: int | None = None


class FindingView(Model):
    """What does not hold."""

    fault: str
    """A stable code."""
    where: str
    """An entry's sequence, or an object's key."""
    text: str
    """The same for people."""


class Verification(Model):
    """What a check of a material has come to; objects' own bytes are the bundle's verifier's to hash."""

    holds: bool
    entries: int
    """Of the chain, each checked against the one before."""
    checkpoints: int
    """Signed, and checked with the force's key."""
    manifests: int
    """Sealed versions, each checked against its seal and against the chain."""
    disposed_at: Instant | None = None
    """When it went, and its manifests with it; its certificate is checked then."""
    findings: list[FindingView]


class ViewingRequest(Model):
    """Asks to look at sealed evidence."""

    reason: Reason


class Viewing(Model):
    """A right to look at one material, of the officer who asked."""

    material_id: Identifier
    reason: str
    ends_at: Instant
