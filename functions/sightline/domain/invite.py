"""An invite: one request to one phone, from the officer's click to the citizen's answer."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sightline.domain.errors import InviteClosedError, LinkDeclinedError, LinkExpiredError, LinkRevokedError


class Capability(StrEnum):
    """What a citizen can be asked to share."""

    VIDEO = "video"
    AUDIO = "audio"
    LOCATION = "location"
    UPLOAD = "upload"
    """Files that are on the phone already; the citizen chooses which."""


class Purpose(StrEnum):
    """Why the force asks, from the pilots that PCD 1139 names."""

    INCIDENT_ASSESSMENT = "incident-assessment"
    INITIAL_EVIDENCE = "initial-evidence"
    MISSING_PERSON = "missing-person"
    COMPLIANCE_CHECK = "compliance-check"
    ARMED_RESPONSE = "armed-response"
    DOMESTIC_ABUSE = "domestic-abuse"


KEEPS_NOTHING_ON_PHONES = frozenset({Purpose.DOMESTIC_ABUSE})
"""Purposes for which nothing is ever kept on the citizen's phone: whoever harms them may look there."""


class Language(StrEnum):
    """BCP 47 tags of the languages that have a message catalogue."""

    ENGLISH = "en"
    WELSH = "cy"


class RetentionCategory(StrEnum):
    """How long the recording is kept once it is evidence (APP Information Management, MoPI groups)."""

    NOT_EVIDENTIAL = "not-evidential"
    MOPI_GROUP_1 = "mopi-group-1"
    MOPI_GROUP_2 = "mopi-group-2"
    MOPI_GROUP_3 = "mopi-group-3"
    MOPI_GROUP_4 = "mopi-group-4"


class InviteState(StrEnum):
    """Where an invite stands. Accepted, declined, expired and revoked are final."""

    CREATED = "created"
    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    REVOKED = "revoked"


class FunnelStage(StrEnum):
    """The steps from text to picture, in order; each is reached at most once."""

    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    CONSENTED = "consented"
    CAMERA_GRANTED = "camera-granted"
    CONNECTING = "connecting"
    FIRST_FRAME = "first-frame"
    FIRST_POSITION = "first-position"


class TroubleReason(StrEnum):
    """Why the funnel stands still; the viewer has a sentence to say for each."""

    TEXT_REFUSED = "text-refused"
    TEXT_UNDELIVERED = "text-undelivered"
    DECLINED = "declined"
    LINK_EXPIRED = "link-expired"
    SECOND_DEVICE = "second-device"
    CAMERA_REFUSED = "camera-refused"
    CAMERA_MISSING = "camera-missing"
    CAMERA_BUSY = "camera-busy"
    MICROPHONE_REFUSED = "microphone-refused"
    POSITION_REFUSED = "position-refused"
    POSITION_UNAVAILABLE = "position-unavailable"
    BROWSER_UNSUPPORTED = "browser-unsupported"
    IN_APP_BROWSER = "in-app-browser"
    CONNECTION_FAILED = "connection-failed"
    NO_FREE_WORKER = "no-free-worker"
    LEFT = "left"


TEXT_TROUBLES = frozenset({TroubleReason.TEXT_REFUSED, TroubleReason.TEXT_UNDELIVERED})
CONNECTION_TROUBLES = frozenset({TroubleReason.NO_FREE_WORKER, TroubleReason.CONNECTION_FAILED})
DISPROVED_BY = {
    FunnelStage.OPENED: TEXT_TROUBLES,
    FunnelStage.CONNECTING: CONNECTION_TROUBLES,
    FunnelStage.FIRST_FRAME: CONNECTION_TROUBLES,
}
"""Troubles that are over once a stage is reached: a link that was opened had arrived."""


@dataclass(frozen=True)
class Trouble:
    """Why and since when an invite stands still at a stage."""

    stage: FunnelStage
    reason: TroubleReason
    at: datetime

    def is_over_at(self, stage: FunnelStage) -> bool:
        """Say whether reaching a stage ends this trouble: its own does, and those that the stage disproves.

        A second device waits for an officer, however far the first one comes.
        """
        if self.reason is TroubleReason.SECOND_DEVICE:
            return False
        return self.stage is stage or self.reason in DISPROVED_BY.get(stage, frozenset())


def name_device(device_hash: str) -> str:
    """Return a short name of a device, from the hash of the random key that its page has drawn: it names no person."""
    return device_hash[:16]


@dataclass(frozen=True)
class Consent:
    """What the citizen agreed to, under which wording."""

    capabilities: frozenset[Capability]
    wording_version: str
    language: Language
    at: datetime
    keep_original: bool = False
    """Whether the phone may also keep a better copy and send it later; only with a picture."""
    device: str | None = None
    """What tells this device from the next one that is let in: `name_device`; None of consents before it was kept."""


SYNTHETIC_FORCE = "synthetic"
"""The force of the synthetic citizen's invites and sessions: no officer belongs to it, so nobody sees them."""

OPEN_STATES = frozenset({InviteState.CREATED, InviteState.SENT, InviteState.DELIVERED, InviteState.OPENED})


@dataclass(frozen=True)
class Invite:
    """One invite. The phone number is E.164; the token is known only by its SHA-256 in the token store."""

    invite_id: str
    force_id: str
    officer_id: str
    officer_name: str
    phone_number: str
    incident_ref: str
    purpose: Purpose
    capabilities: frozenset[Capability]
    language: Language
    retention_category: RetentionCategory
    spoken_code: str
    state: InviteState
    created_at: datetime
    expires_at: datetime
    session_id: str | None = None
    provider_message_id: str | None = None
    consent: Consent | None = None
    trouble: Trouble | None = None
    funnel: dict[FunnelStage, datetime] = field(default_factory=dict)
    link_hash: str | None = None
    """SHA-256 of the token in the newest text; the one to kill when another text goes out."""
    credential_hash: str | None = None
    """SHA-256 of the credential of the device that streams; the one to kill when another is let in."""
    keep_original: bool = False
    """Whether the citizen is asked to let the phone keep a better copy and send it later."""
    device_hash: str | None = None
    """SHA-256 of the key of the device whose consent is in force; None while another one may be let in."""
    version: int = field(default=1, compare=False)
    """Counted up by its store with every change."""

    def reached(self, stage: FunnelStage, at: datetime) -> "Invite":
        """Return the invite with a stage's first time noted; a later repetition only ends its trouble."""
        trouble = None if self.trouble and self.trouble.is_over_at(stage) else self.trouble
        return replace(self, funnel={stage: at, **self.funnel}, trouble=trouble)

    def stopped(self, reason: TroubleReason, at: datetime) -> "Invite":
        """Return the invite with the trouble that keeps it from its next stage; a repetition changes nothing."""
        if self.trouble and self.trouble.reason is reason:
            return self
        return replace(self, trouble=Trouble(self.next_stage(), reason, at))

    def next_stage(self) -> FunnelStage:
        """Name the stage after the furthest one reached; a stage that was skipped is not waited for."""
        stages = list(FunnelStage)
        furthest = max((stages.index(stage) for stage in self.funnel), default=-1)
        return stages[min(furthest + 1, len(stages) - 1)]

    def is_synthetic(self) -> bool:
        """Say whether no person was asked: such an invite is in no figure of how many people answer."""
        return self.force_id == SYNTHETIC_FORCE

    def is_open(self) -> bool:
        """Say whether the citizen can still answer."""
        return self.state in OPEN_STATES

    def require_open(self, now: datetime) -> None:
        """Raise the error that tells a citizen why the link cannot be used."""
        if self.state is InviteState.REVOKED:
            raise LinkRevokedError
        if self.state is InviteState.DECLINED:
            raise LinkDeclinedError
        if self.state is InviteState.EXPIRED or (self.is_open() and now >= self.expires_at):
            raise LinkExpiredError

    def require_resendable(self) -> None:
        """Raise if no new text may go out for this invite."""
        if self.state in {InviteState.ACCEPTED, InviteState.REVOKED}:
            raise InviteClosedError
