"""Answers of the routes of replay: what there is of a session, and where to fetch it."""

from pydantic import Field

from sightline.domain.fragment import GapReason
from sightline.domain.session import SessionState
from sightline.messages.base import Identifier, Instant, Model


class FragmentView(Model):
    """One fragment on the session's timeline, with where to fetch it for the next 60 seconds."""

    index: int
    recording_id: str
    sequence: int
    captured_at: Instant
    duration_seconds: float
    url: str
    init_url: str


class Fragments(Model):
    """A run of fragments of a session, by index from `first`."""

    fragments: list[FragmentView]
    total: int


class StillView(Model):
    """One still, with where to fetch it for the next 60 seconds."""

    sequence: int
    captured_at: Instant
    url: str


class Stills(Model):
    """A run of a session's stills in the order taken, by index from `first`."""

    stills: list[StillView]
    total: int


class GapView(Model):
    """Missing time in a recording."""

    track: str
    began_at: Instant
    ended_at: Instant
    reason: GapReason


class OriginalPiece(Model):
    """One piece of the phone's own recording, with where to fetch it for the next 60 seconds."""

    index: int
    take_id: Identifier
    sequence: int
    mime: str
    captured_at: Instant
    duration_seconds: float
    url: str


class OriginalPieces(Model):
    """A run of pieces of a session, by index from `first`, take by take."""

    pieces: list[OriginalPiece]
    total: int


class OriginalView(Model):
    """How far the phone's own recording has come, as officers see it."""

    declared_pieces: int
    stored_pieces: int
    stored_seconds: float
    closes_at: Instant | None
    sealed_at: Instant | None


class VoiceView(Model):
    """An officer's words to the citizen: a recording beside the timeline."""

    recording_id: str
    speaker_name: str | None
    began_at: Instant
    ended_at: Instant


class RecordingView(Model):
    """What there is to replay of a session."""

    session_id: Identifier
    state: SessionState
    began_at: Instant | None
    ended_at: Instant | None
    duration_seconds: float
    fragment_count: int
    codecs: list[str]
    gaps: list[GapView]
    sealed: bool
    voices: list[VoiceView] = Field(default_factory=list)
    """What officers said to the citizen, in the order they began."""
    original: OriginalView | None = None
    """None where the phone keeps none."""
