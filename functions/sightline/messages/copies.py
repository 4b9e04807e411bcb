"""Clips, snapshots and playable copies: what an officer asks for and sees, and what the queue and the bucket hold."""

from typing import Annotated, Literal

from pydantic import Field

from sightline.messages.base import Identifier, Instant, Model, Number, Sha256, Text
from sightline.messages.redaction import Redaction, RedactionRequest

CopyKind = Literal["clip", "snapshot", "playable", "redacted"]
"""A run of the recording as it is; one picture; a run that every player plays (H.264 and AAC in MP4); an exact run in
which third parties are hidden, for who asks for their own data."""

CopyState = Literal["waiting", "running", "ready", "failed"]

Wish = Literal["view", "save"]
"""What a file is wanted for: to be shown by a page, or kept."""

Making = Literal["untouched", "transcoded"]
"""Whether a track has the bits of the master, or was decoded and encoded again."""


class CopyRequest(Model):
    """An officer asks for a copy of a part of a material, or of one picture of it."""

    kind: CopyKind
    began_at: Instant
    """For a snapshot, the instant whose picture is meant."""
    ended_at: Instant | None = None
    """The instant behind the last picture; a snapshot has none, nor has a playable copy that goes on to the end of a
    file that was brought in. Such a file begins when it was recorded or, where nobody said when, at the beginning of
    1970. A photograph lasts a second from then, and has redacted copies only."""
    exact: bool = False
    """Whether a clip begins and ends at these very pictures, for which it is transcoded; else at key frames."""
    redaction: RedactionRequest | None = None
    """What a redacted copy hides; no other kind hides anything."""
    reason: Text


class CopyFailure(Model):
    """Why a copy could not be made; what was asked for can be asked for again."""

    code: str
    text: str
    key: str | None = None
    """The object of the master that is not as its manifest says, or cannot be read."""


class CopiedFile(Model):
    """One file of a copy. A run that changes its codecs, or is longer than an hour, is several files."""

    file: str
    media_type: str
    bytes: int
    sha256: Sha256
    began_at: Instant
    """The instant of the first picture, which may lie before the one that was asked for."""
    ended_at: Instant
    width: int
    height: int
    picture: Making | None
    """None where there is no picture."""
    sound: Making | None
    credentials: bool = False
    """Whether it carries C2PA credentials."""


class CopyFile(CopiedFile):
    """A file of a copy with where to fetch it for the next 60 seconds."""

    url: str


class CopyFiles(Model):
    """The files of a copy that is ready."""

    files: list[CopyFile]


class CopyView(Model):
    """A copy as officers see it, from the moment it was asked for."""

    copy_id: Identifier
    """Its `material_id` once it is ready: a copy is a material too, and is marked, held and shared as one."""
    parent_id: Identifier
    kind: CopyKind
    began_at: Instant
    ended_at: Instant | None
    exact: bool
    asked_at: Instant
    asked_by_name: str
    reason: str
    hidden_count: int | None
    """How many regions a redacted copy hides; None for the other kinds."""
    silent: bool
    """Whether its sound was left out."""
    state: CopyState
    progress: Annotated[Number, Field(ge=0, le=1)]
    failure: CopyFailure | None
    files: list[CopiedFile]


class Copies(Model):
    """All copies of a material, the newest first."""

    copies: list[CopyView]


class SourceObject(Model):
    """An object of the evidence bucket, and the digest that it has to have."""

    key: str
    sha256: Sha256


class CopyJob(Model):
    """What the derivations queue says: of which sealed material a copy is to be made, and where it goes."""

    copy_id: Identifier
    manifest: SourceObject
    """It names all objects of the master with their digests, and a seal signs it."""
    kind: CopyKind
    began_at: Instant
    ended_at: Instant | None
    exact: bool
    redaction: Redaction | None = None
    target: str
    """What the copy's keys in the derived bucket begin with, up to and with the last slash."""


class CopyProgress(Model):
    """`progress.json`: how far a copy has come; the newest version counts."""

    progress: Annotated[Number, Field(ge=0, le=1)]


class MissingTime(Model):
    """Time that the master lacks within a copy: there the picture stands still, and sound that is encoded is silent."""

    track: str
    began_at: Instant
    ended_at: Instant
    reason: str


class Derivation(Model):
    """`derivation.json`: how a copy was made, of what, and what came of it."""

    format: Literal["sightline-derivation/1"] = "sightline-derivation/1"
    copy_id: Identifier
    kind: CopyKind
    began_at: Instant
    ended_at: Instant | None
    exact: bool
    """What was asked for; what was made of it stands with each file."""
    redaction: Redaction | None = None
    """What is hidden in it, where and when, and who confirmed that; nothing else is."""
    manifest: SourceObject
    objects: list[SourceObject]
    """What was read, in order; each had this digest."""
    programs: dict[str, str]
    """Name and version of what made it."""
    files: list[CopiedFile]
    gaps: list[MissingTime]
    made_at: Instant
