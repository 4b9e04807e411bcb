"""Bodies of the HTTP API: requests as `...Request`, answers by what they are."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sightline.domain.invite import Capability, Language, Purpose, RetentionCategory
from sightline.domain.original import CutShort
from sightline.domain.session import EndReason, SessionState
from sightline.domain.source import SourceKind
from sightline.messages.base import Identifier, Instant, Model, PositionFix, PositionView
from sightline.messages.views import ChatView, GapView, InviteView, SessionView, SourceView

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]
"""128 random bits, base64url without padding."""


class InviteRequest(Model):
    """An officer asks for a text to go out."""

    phone_number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40)]
    """As typed or pasted; UK mobile unless it begins with +."""
    incident_ref: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
    purpose: Purpose
    capabilities: Annotated[list[Capability], Field(min_length=1, max_length=3)]
    language: Language = Language.ENGLISH
    retention_category: RetentionCategory = RetentionCategory.NOT_EVIDENTIAL
    keep_original: bool = False
    """Whether to ask that the phone also keeps a better copy; refused where the force or the purpose forbids it."""


class Invites(Model):
    """Newest first."""

    invites: list[InviteView]


class TokenRequest(Model):
    """A citizen's page shows the token from the link's fragment."""

    token: Token


class InviteForCitizen(Model):
    """What the citizen's page says before anything is agreed to."""

    force_name: str
    purpose: Purpose
    capabilities: list[Capability]
    language: Language
    spoken_code: str
    expires_at: Instant
    keep_original: bool = False
    """Whether police ask that the phone keeps a better copy and sends it later."""


class AcceptRequest(Model):
    """The citizen agrees to share some of what was asked for; this spends the token."""

    token: Token
    capabilities: Annotated[list[Capability], Field(min_length=1, max_length=3)]
    wording_version: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,32}$")]
    language: Language
    keep_original: bool = False
    """Whether the phone may keep a better copy; a choice of its own."""
    device_key: Token
    """Drawn by the page, once for each link: a device whose answer was lost asks again with the same key."""


class IceServer(Model):
    """An RTCIceServer (W3C WebRTC)."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class Accepted(Model):
    """What the citizen's page needs to stream: `credential` goes into `Authorization: Bearer`."""

    session_id: Identifier
    credential: str
    force_name: str
    spoken_code: str
    capabilities: list[Capability]
    language: Language
    keep_original: bool = False
    ticket: str
    """A first WebSocket ticket, to save a round trip."""
    ice_servers: list[IceServer]


class DeclineRequest(Model):
    """The citizen says no; no reason is asked."""

    token: Token


class Ticket(Model):
    """One WebSocket connection's worth of trust: used once, within 30 seconds, as `/ws?ticket=...`."""

    ticket: str
    expires_at: Instant
    ice_servers: list[IceServer] = Field(default_factory=list)


class PositionsRequest(Model):
    """Positions in the order taken; a repeated one is recognised by its sequence."""

    positions: Annotated[list[PositionFix], Field(min_length=1, max_length=100)]


class PositionsAccepted(Model):
    """How many of the positions are stored now, repeated ones included."""

    stored: int


class Sessions(Model):
    """Newest first. `next` goes into the query parameter `after`."""

    sessions: list[SessionView]
    next: str | None = None


class SessionDetail(Model):
    """One session with what was said in it."""

    session: SessionView
    chat: list[ChatView]


class Trail(Model):
    """Positions in the order fixed."""

    positions: list[PositionView]


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


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""In hex."""

FilmType = Annotated[str, StringConstraints(pattern=r"^video/(webm|mp4)(;codecs=[A-Za-z0-9.,-]{1,64})?$")]
"""The media type of a take, as RFC 6381 names its codecs."""

MOST_PIECES = 10_000
"""Of one take: more than half a day."""


class TakeDeclaration(Model):
    """One take that a phone has recorded: all its pieces, sent or not."""

    take_id: Identifier
    mime: FilmType
    pieces: Annotated[int, Field(ge=0, le=MOST_PIECES)]
    cut_short: CutShort | None = None


class OriginalDeclaration(Model):
    """A phone says what it has recorded of its own; asked again, it says what is there now."""

    takes: Annotated[list[TakeDeclaration], Field(max_length=100)]
    said_at: Instant
    """By the phone's clock, now: what its times are off by is noted."""
    complete: bool = False
    """Nothing more comes: all of it is stored, or the person has deleted the rest."""


class TakeStanding(Model):
    """Which pieces of a take the store has acknowledged."""

    take_id: Identifier
    stored: list[int]


class OriginalStanding(Model):
    """What has arrived of a phone's own recording, and until when the rest may come."""

    takes: list[TakeStanding]
    session_ended: bool
    end_reason: EndReason | None
    closes_at: Instant | None


class PieceRequest(Model):
    """One piece that a phone wants to send."""

    take_id: Identifier
    sequence: Annotated[int, Field(ge=0, lt=MOST_PIECES)]
    captured_at: Annotated[Instant, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]
    """By the phone's clock."""
    duration_milliseconds: Annotated[int, Field(ge=0, le=600_000)]
    bytes: Annotated[int, Field(ge=1, le=16_000_000)]
    sha256: Sha256


class PieceAddress(Model):
    """Where to PUT a piece within the next minutes, with exactly these headers; 412 means that it is there."""

    url: str
    headers: dict[str, str]


class OriginalView(Model):
    """How far the phone's own recording has come, as officers see it."""

    declared_pieces: int
    stored_pieces: int
    stored_seconds: float
    closes_at: Instant | None
    sealed_at: Instant | None


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


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64, pattern=r"^[^\x00-\x1f]+$")]
"""What an officer calls a camera or a player."""


class SourceRequest(Model):
    """An officer lets a camera send that no citizen holds."""

    name: Name
    kind: SourceKind
    incident_ref: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
    purpose: Purpose
    retention_category: RetentionCategory = RetentionCategory.NOT_EVIDENTIAL
    ends_with_stream: bool = True
    """Whether a camera that hangs up ends its session."""
    token_days: Annotated[int, Field(strict=True, ge=1, le=365)] = 30


class SourceRenewal(Model):
    """An officer gives a source another token; the one before is worthless at once."""

    token_days: Annotated[int, Field(strict=True, ge=1, le=365)] = 30


class IssuedSource(Model):
    """A source with its token, which is shown this once: only its SHA-256 is kept."""

    source: SourceView
    token: str
    """Goes into `Authorization: Bearer` of WHIP (RFC 9725)."""


class Sources(Model):
    """Newest first."""

    sources: list[SourceView]


class PassRequest(Model):
    """An officer lets a program watch one session; the name is who others see watching."""

    name: Name


class IssuedPass(Model):
    """A pass for WHEP at `/api/whep/{session_id}`, shown this once."""

    session_id: Identifier
    name: str
    token: str
    expires_at: Instant


class Problem(Model):
    """RFC 9457 problem details; `code` never changes, `detail` is for people."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str
    code: str
