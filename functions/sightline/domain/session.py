"""A session: what begins when a citizen accepts and ends when someone ends it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sightline.domain.errors import NotAllowedError, NotFoundError, SessionEndedError, TooManyRequestsError
from sightline.domain.invite import Capability, Consent, Language, Purpose, RetentionCategory
from sightline.domain.original import SENDING_TIME, Original, Take
from sightline.domain.quality import AskedQuality, Quality, QualityReason
from sightline.domain.sent_file import FilesClosedError, SentFile, expect_file
from sightline.domain.source import Camera
from sightline.domain.talk import Talk, is_talk
from sightline.domain.upload import UploadState

STILL_EVERY = timedelta(seconds=1)
"""Stills may come this often on average; a phone sends one in two seconds."""
STILLS_AT_ONCE = 10
"""So many may come together, as they do after a cut."""


class SessionState(StrEnum):
    """Open from the consent, live from the first frame, ended for good."""

    OPEN = "open"
    LIVE = "live"
    ENDED = "ended"


class EndReason(StrEnum):
    """Who or what ended a session."""

    CITIZEN = "citizen"
    OFFICER = "officer"
    REVOKED = "revoked"
    ABANDONED = "abandoned"
    HUNG_UP = "hung-up"
    """By its camera, where that is no citizen's."""


class CaptureState(StrEnum):
    """What a camera or microphone on the phone is doing."""

    ON = "on"
    OFF = "off"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    UNAVAILABLE = "unavailable"


SENT_BY_CAMERAS = frozenset({Capability.VIDEO, Capability.AUDIO})


class Signal(StrEnum):
    """How well the phone's stream gets through, in three words."""

    GOOD = "good"
    WEAK = "weak"
    LOST = "lost"


class CaptureReason(StrEnum):
    """Why the camera or microphone is not on."""

    SCREEN_LOCKED = "screen-locked"
    IN_BACKGROUND = "in-background"
    PHONE_CALL = "phone-call"
    REFUSED = "refused"
    CITIZEN_CHOICE = "citizen-choice"
    MISSING = "missing"


@dataclass(frozen=True)
class Capture:
    """What the phone says of itself."""

    camera: CaptureState
    microphone: CaptureState
    signal: Signal
    reason: CaptureReason | None = None
    quality: Quality = Quality.NORMAL
    quality_reason: QualityReason | None = None


@dataclass(frozen=True)
class Seal:
    """How the recording of an ended session was closed."""

    sealed_at: datetime
    fragment_count: int
    gap_count: int
    manifest_sha256: str


@dataclass(frozen=True)
class Session:
    """One session of one citizen, or of one camera that sends without a citizen.

    A citizen's comes of an invite and has a consent; a camera's has neither, and names the camera instead.
    `up_leg_id` names the leg that was opened last on `worker_id`; `up_leg_at` says since when it carries
    what is recorded, None until it does.
    """

    session_id: str
    force_id: str
    incident_ref: str
    purpose: Purpose
    retention_category: RetentionCategory
    state: SessionState
    created_at: datetime
    last_seen_at: datetime
    invite_id: str | None = None
    language: Language | None = None
    spoken_code: str | None = None
    consent: Consent | None = None
    earlier_consents: tuple[Consent, ...] = ()
    """Of devices before the one that is in now, oldest first: what they sent stands under these."""
    camera: Camera | None = None
    live_at: datetime | None = None
    ended_at: datetime | None = None
    end_reason: EndReason | None = None
    seal: Seal | None = None
    worker_id: str | None = None
    up_leg_id: str | None = None
    up_leg_at: datetime | None = None
    recording_ids: tuple[str, ...] = ()
    """What `worker_id` has begun to record; all of it must be stored before the session is sealed."""
    capture: Capture | None = None
    asked_quality: AskedQuality = AskedQuality.AUTOMATIC
    stills_due_at: datetime | None = None
    """When the stills that came would have come at their proper pace."""
    talk: Talk = field(default_factory=Talk)
    original: Original | None = None
    """What the phone has declared of its own recording; None until it does."""
    files: tuple[SentFile, ...] = ()
    """What the citizen sends of what the phone has already, in the order chosen."""
    version: int = field(default=1, compare=False)
    """Counted up by its store with every change."""

    def require_running(self) -> None:
        """Raise if the session is over."""
        if self.state is SessionState.ENDED:
            raise SessionEndedError

    def require_consent(self) -> Consent:
        """Return what the citizen agreed to; raise if this is a camera's session."""
        if self.consent is None:
            raise NotFoundError
        return self.consent

    def forgotten(self) -> "Session":
        """Return the session without what it says of a person or a camera: its material was disposed of."""
        unnamed = replace(self, consent=None, earlier_consents=(), camera=None, spoken_code=None)
        return replace(unnamed, capture=None, original=None, files=())

    def handed_over(self, consent: Consent) -> "Session":
        """Return the session with its next device let in, under its own consent; once, however often it asks."""
        self.require_running()
        before = self.require_consent()
        earlier = self.earlier_consents if before.device == consent.device else (*self.earlier_consents, before)
        return replace(
            self, consent=consent, earlier_consents=earlier, language=consent.language, last_seen_at=consent.at
        )

    def is_recording(self) -> bool:
        """Say whether what the citizen sends is being recorded now."""
        return self.state is not SessionState.ENDED and self.up_leg_at is not None

    def placed(self, worker_id: str, leg_id: str) -> "Session":
        """Return the session with a new up leg at a worker."""
        self.require_running()
        stays = worker_id == self.worker_id
        recording_ids, talk = (self.recording_ids, self.talk) if stays else ((), self.talk.cut())
        return replace(
            self, worker_id=worker_id, up_leg_id=leg_id, up_leg_at=None, recording_ids=recording_ids, talk=talk
        )

    def live(self, at: datetime) -> "Session":
        """Return the session with the first frame of its up leg arrived."""
        return replace(self, state=SessionState.LIVE, live_at=self.live_at or at, up_leg_at=self.up_leg_at or at)

    def displaced(self, worker_id: str) -> "Session":
        """Return the session without this worker, if it was there."""
        if self.worker_id != worker_id:
            return self
        talk = self.talk.cut()
        return replace(self, worker_id=None, up_leg_id=None, up_leg_at=None, recording_ids=(), talk=talk)

    def recorded(self, recording_id: str, at: datetime) -> "Session":
        """Return the session with one more recording begun; what an officer says is no recording of the citizen."""
        if recording_id in self.recording_ids:
            return self
        recorded = replace(self, recording_ids=(*self.recording_ids, recording_id))
        if is_talk(recording_id):
            return recorded
        return replace(recorded, up_leg_at=self.up_leg_at or at) if self.up_leg_id else self

    def took_still(self, at: datetime) -> "Session":
        """Return the session with one more still counted; raise if they come too fast (a leaky bucket)."""
        due_at = max(self.stills_due_at or at, at) + STILL_EVERY
        if due_at - at > STILLS_AT_ONCE * STILL_EVERY:
            raise TooManyRequestsError
        return replace(self, stills_due_at=due_at)

    def keeps_original(self) -> bool:
        """Say whether the citizen lets the phone keep a better copy and send it."""
        return self.consent is not None and self.consent.keep_original

    def declares_original(self, takes: Iterable[Take], clock_offset_seconds: float, *, complete: bool) -> "Session":
        """Return the session with a phone's newest word on what it has recorded."""
        original = (self.original or Original()).declared(takes, clock_offset_seconds, complete=complete)
        return replace(self, original=original)

    def awaits_original(self) -> bool:
        """Say whether there may be a better copy whose manifest is not signed yet."""
        declared = self.original is not None
        return (self.keeps_original() or declared) and not (self.original and self.original.sealed_at)

    def sends_until(self) -> datetime | None:
        """Return when the phone may send nothing more; None while the session runs. A withdrawn link takes nothing."""
        if self.ended_at is None or self.end_reason is EndReason.REVOKED:
            return self.ended_at
        return self.ended_at + SENDING_TIME

    def require_sending(self, now: datetime) -> None:
        """Raise unless the citizen may send files: they agreed to it, and its time is not over."""
        if not self.consented(Capability.UPLOAD):
            raise NotAllowedError
        until = self.sends_until()
        if until and now >= until:
            raise FilesClosedError

    def expects(self, file: SentFile, now: datetime) -> "Session":
        """Return the session with one more file on its way; raise if it takes no more."""
        self.require_sending(now)
        return replace(self, files=expect_file(self.files, file))

    def file_became(self, upload_id: str, state: UploadState) -> "Session":
        """Return the session with a file of it further on its way."""
        files = (replace(file, state=state) if file.upload_id == upload_id else file for file in self.files)
        return replace(self, files=tuple(files))

    def consented(self, capability: Capability) -> bool:
        """Say whether this may be shared."""
        return capability in self.capabilities

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What the citizen agreed to share; of a camera, what cameras send."""
        return self.consent.capabilities if self.consent else SENT_BY_CAMERAS


def session_prefix(session: Session) -> str:
    """Name the beginning of all keys of a session in the bucket."""
    return f"{session.force_id}/{session.session_id}/"
