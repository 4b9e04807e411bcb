"""Bodies of the HTTP API: requests as `...Request`, answers by what they are."""

from typing import Annotated

from pydantic import Field, StringConstraints

from sightline.domain.invite import Capability, Language, Purpose, RetentionCategory
from sightline.domain.session import SessionState
from sightline.messages.base import IceServer, Identifier, Instant, Model, PositionFix, PositionView
from sightline.messages.originals import OriginalView
from sightline.messages.views import ChatView, GapView, InviteView, SessionView

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]
"""128 random bits, base64url without padding."""


class InviteRequest(Model):
    """An officer asks for a text to go out."""

    phone_number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40)]
    """As typed or pasted; UK mobile unless it begins with +."""
    incident_ref: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
    purpose: Purpose
    capabilities: Annotated[list[Capability], Field(min_length=1, max_length=len(Capability))]
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


class SyntheticInvite(Model):
    """A link's token for the synthetic citizen, who is texted by nobody."""

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
    capabilities: Annotated[list[Capability], Field(min_length=1, max_length=len(Capability))]
    wording_version: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,32}$")]
    language: Language
    keep_original: bool = False
    """Whether the phone may keep a better copy; a choice of its own."""
    device_key: Token
    """Drawn by the page, once for each link: a device whose answer was lost asks again with the same key."""


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
