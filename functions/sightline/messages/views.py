"""What officers see of invites and sessions."""

from pydantic import Field

from sightline.domain.invite import (
    Capability,
    FunnelStage,
    InviteState,
    Language,
    Purpose,
    RetentionCategory,
    TroubleReason,
)
from sightline.domain.quality import AskedQuality, Quality, QualityReason
from sightline.domain.session import CaptureReason, CaptureState, EndReason, SessionState, Signal
from sightline.domain.source import SourceKind
from sightline.domain.talk import Hearing
from sightline.domain.upload import UploadState
from sightline.messages.base import Identifier, Instant, Model, PositionView


class TroubleView(Model):
    """Why and since when an invite stands still."""

    stage: FunnelStage
    reason: TroubleReason
    at: Instant


class InviteView(Model):
    """One invite in the officers' list. The number is masked but for its last three digits."""

    invite_id: Identifier
    session_id: Identifier | None
    incident_ref: str
    phone_number_masked: str
    purpose: Purpose
    capabilities: list[Capability]
    language: Language
    retention_category: RetentionCategory
    spoken_code: str
    """Two short words; the officer reads them out and the citizen's page shows them."""
    state: InviteState
    officer_name: str
    keep_original: bool = False
    created_at: Instant
    expires_at: Instant
    funnel: dict[FunnelStage, Instant]
    trouble: TroubleView | None
    version: int
    """Counts the changes: what comes late with a lower one is passed over."""


class CaptureView(Model):
    """What the phone says of its camera, microphone and signal."""

    camera: CaptureState
    microphone: CaptureState
    signal: Signal
    reason: CaptureReason | None = None
    quality: Quality = Quality.NORMAL
    quality_reason: QualityReason | None = None


class SealView(Model):
    """How the recording of an ended session was closed."""

    sealed_at: Instant
    fragment_count: int
    gap_count: int
    manifest_sha256: str


class CameraView(Model):
    """A camera that sends without a citizen, as its session names it."""

    source_id: Identifier
    name: str
    kind: SourceKind


class SourceView(CameraView):
    """One source in the officers' list; its token is shown once, when it is made."""

    incident_ref: str
    purpose: Purpose
    retention_category: RetentionCategory
    ends_with_stream: bool
    officer_name: str
    created_at: Instant
    token_expires_at: Instant
    revoked_at: Instant | None
    session_id: Identifier | None
    """The session that it last began."""


class SentFileView(Model):
    """A file that a citizen sends: on its way while `open`, then as an upload's."""

    upload_id: Identifier
    file_name: str
    bytes: int
    state: UploadState


class SessionView(Model):
    """One session in the officers' list and on the stage. A camera's has no invite, language or spoken code."""

    session_id: Identifier
    invite_id: Identifier | None = None
    camera: CameraView | None = None
    incident_ref: str
    purpose: Purpose
    capabilities: list[Capability]
    """What the citizen consented to, or a camera sends."""
    keep_original: bool = False
    """Whether the citizen lets the phone keep a better copy and send it."""
    language: Language | None = None
    retention_category: RetentionCategory
    spoken_code: str | None = None
    state: SessionState
    created_at: Instant
    live_at: Instant | None
    ended_at: Instant | None
    end_reason: EndReason | None
    citizen_connected: bool
    worker_id: Identifier | None
    up_leg_id: Identifier | None
    """The leg that carries the picture now; an officer's page makes a new leg when `worker_id` changes."""
    capture: CaptureView | None
    asked_quality: AskedQuality = AskedQuality.AUTOMATIC
    watchers: list[str]
    """Names of the officers and players that watch."""
    last_position: PositionView | None = None
    seal: SealView | None = None
    speaker_name: str | None = None
    """The officer who has the word: one at a time speaks to the citizen."""
    hearing: Hearing = Hearing.UNASKED
    files: list[SentFileView] = Field(default_factory=list)
    """What the citizen sends of what the phone has already."""
    version: int
    """Counts the changes of all but `citizen_connected`, `watchers` and `last_position`; a lower one came late."""


class ChatView(Model):
    """One chat message as both ends see it."""

    message_id: Identifier
    sender: str = Field(pattern="^(citizen|officer)$")
    sender_name: str
    text: str
    sent_at: Instant
