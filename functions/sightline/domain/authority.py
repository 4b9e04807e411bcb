"""Who may do what to which object: the one table that every route and message is checked against."""

from datetime import datetime, timedelta
from enum import StrEnum

from sightline.domain.errors import FreshSignInRequiredError, NotAllowedError, NotFoundError
from sightline.domain.participant import Participant, Role

FRESH = timedelta(minutes=15)
"""How long ago an officer may have signed in who lets evidence leave."""


class Action(StrEnum):
    """Everything a participant can ask for."""

    CREATE_INVITE = "create-invite"
    READ_INVITES = "read-invites"
    READ_SOURCES = "read-sources"
    CHANGE_SOURCES = "change-sources"
    CHANGE_INVITE = "change-invite"
    READ_SESSIONS = "read-sessions"
    WATCH_SESSION = "watch-session"
    END_SESSION = "end-session"
    SEND_CHAT = "send-chat"
    TALK = "talk"
    LISTEN = "listen"
    READ_TRAIL = "read-trail"
    REPLAY_RECORDING = "replay-recording"
    READ_MANIFEST = "read-manifest"
    READ_CUSTODY = "read-custody"
    VERIFY_MATERIAL = "verify-material"
    EXPORT_MATERIAL = "export-material"
    READ_MATERIALS = "read-materials"
    COPY_MATERIAL = "copy-material"
    UPLOAD_FILE = "upload-file"
    KEEP_MATERIAL = "keep-material"
    """Mark it as evidence, categorise it, hold it."""
    RELEASE_HOLD = "release-hold"
    REVIEW_MATERIAL = "review-material"
    PROPOSE_DISPOSAL = "propose-disposal"
    DECIDE_DISPOSAL = "decide-disposal"
    STREAM_UP = "stream-up"
    REPORT_PROGRESS = "report-progress"
    SEND_POSITIONS = "send-positions"
    SEND_ORIGINAL = "send-original"
    SEND_FILE = "send-file"
    SERVE_LEGS = "serve-legs"
    SHARE_MATERIAL = "share-material"


_READING = {
    Action.READ_INVITES,
    Action.READ_SOURCES,
    Action.READ_SESSIONS,
    Action.READ_TRAIL,
    Action.REPLAY_RECORDING,
    Action.READ_MANIFEST,
    Action.READ_MATERIALS,
}
_WORKING = _READING | {
    Action.CREATE_INVITE,
    Action.CHANGE_INVITE,
    Action.CHANGE_SOURCES,
    Action.WATCH_SESSION,
    Action.END_SESSION,
    Action.SEND_CHAT,
    Action.TALK,
}
_AUDITING = {Action.READ_CUSTODY, Action.VERIFY_MATERIAL}
_KEEPING = _AUDITING | {Action.COPY_MATERIAL, Action.UPLOAD_FILE, Action.KEEP_MATERIAL, Action.PROPOSE_DISPOSAL}
_DECIDING = {Action.RELEASE_HOLD, Action.REVIEW_MATERIAL, Action.DECIDE_DISPOSAL}

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.CALL_HANDLER: frozenset(_WORKING),
    Role.INVESTIGATOR: frozenset(_WORKING | _KEEPING | {Action.EXPORT_MATERIAL, Action.SHARE_MATERIAL}),
    Role.SUPERVISOR: frozenset(_WORKING | _KEEPING | _DECIDING | {Action.EXPORT_MATERIAL, Action.SHARE_MATERIAL}),
    Role.AUDITOR: frozenset(_READING | _AUDITING),
    Role.CITIZEN: frozenset(
        {
            Action.STREAM_UP,
            Action.REPORT_PROGRESS,
            Action.SEND_POSITIONS,
            Action.SEND_ORIGINAL,
            Action.SEND_FILE,
            Action.SEND_CHAT,
            Action.LISTEN,
            Action.END_SESSION,
        }
    ),
    Role.WORKER: frozenset({Action.SERVE_LEGS}),
    Role.SOURCE: frozenset({Action.STREAM_UP, Action.END_SESSION}),
    Role.PLAYER: frozenset({Action.WATCH_SESSION}),
    Role.RECIPIENT: frozenset({Action.REPLAY_RECORDING}),
}


def require(participant: Participant, action: Action) -> None:
    """Raise NotAllowedError unless the role permits the action."""
    if action not in ALLOWED[participant.role]:
        raise NotAllowedError


def require_object(participant: Participant, *, force_id: str, session_id: str | None = None) -> None:
    """Raise NotFoundError unless the object is the participant's own to see.

    Officers see what belongs to their force; a worker serves any force; all others see one session.
    """
    if participant.role is Role.WORKER:
        return
    if participant.force_id != force_id:
        raise NotFoundError
    if not participant.is_officer() and (session_id is None or participant.session_id != session_id):
        raise NotFoundError


def force_of(participant: Participant) -> str:
    """Return the force that an officer or citizen belongs to; raise NotAllowedError for a worker."""
    if participant.force_id is None:
        raise NotAllowedError
    return participant.force_id


def require_fresh(signed_in_at: datetime | None, now: datetime) -> None:
    """Raise FreshSignInRequiredError unless an officer has signed in, and not only been let on, a moment ago."""
    if signed_in_at is None or now - signed_in_at > FRESH:
        raise FreshSignInRequiredError
