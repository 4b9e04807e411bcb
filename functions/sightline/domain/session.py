"""A session: what begins when a citizen accepts and ends when someone ends it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sightline.domain.errors import SessionEndedError
from sightline.domain.invite import Capability, Consent, Language, Purpose, RetentionCategory


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


class CaptureState(StrEnum):
    """What a camera or microphone on the phone is doing."""

    ON = "on"
    OFF = "off"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    UNAVAILABLE = "unavailable"


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


@dataclass(frozen=True)
class Seal:
    """How the recording of an ended session was closed."""

    sealed_at: datetime
    fragment_count: int
    gap_count: int
    manifest_sha256: str


@dataclass(frozen=True)
class Session:
    """One session of one citizen.

    `up_leg_id` names the leg that was opened last on `worker_id`; `up_leg_at` says since when it carries
    what is recorded, None until it does.
    """

    session_id: str
    invite_id: str
    force_id: str
    incident_ref: str
    purpose: Purpose
    language: Language
    retention_category: RetentionCategory
    spoken_code: str
    consent: Consent
    state: SessionState
    created_at: datetime
    last_seen_at: datetime
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

    def require_running(self) -> None:
        """Raise if the session is over."""
        if self.state is SessionState.ENDED:
            raise SessionEndedError

    def is_recording(self) -> bool:
        """Say whether what the citizen sends is being recorded now."""
        return self.state is not SessionState.ENDED and self.up_leg_at is not None

    def placed(self, worker_id: str, leg_id: str) -> "Session":
        """Return the session with a new up leg at a worker."""
        self.require_running()
        recording_ids = self.recording_ids if worker_id == self.worker_id else ()
        return replace(self, worker_id=worker_id, up_leg_id=leg_id, up_leg_at=None, recording_ids=recording_ids)

    def live(self, at: datetime) -> "Session":
        """Return the session with the first frame of its up leg arrived."""
        return replace(self, state=SessionState.LIVE, live_at=self.live_at or at, up_leg_at=self.up_leg_at or at)

    def displaced(self, worker_id: str) -> "Session":
        """Return the session without this worker, if it was there."""
        if self.worker_id != worker_id:
            return self
        return replace(self, worker_id=None, up_leg_id=None, up_leg_at=None, recording_ids=())

    def recorded(self, recording_id: str, at: datetime) -> "Session":
        """Return the session with one more recording begun, if it has a leg to record."""
        if self.up_leg_id is None or recording_id in self.recording_ids:
            return self
        return replace(self, recording_ids=(*self.recording_ids, recording_id), up_leg_at=self.up_leg_at or at)

    def consented(self, capability: Capability) -> bool:
        """Say whether the citizen agreed to share this."""
        return capability in self.consent.capabilities
