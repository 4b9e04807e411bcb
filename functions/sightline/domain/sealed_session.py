"""What a sealed manifest says of the session itself, its trail included: enough to show it again as it ended.

What only mattered while it ran is not in a manifest, and does not come back: `LOST` names it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sightline.domain.invite import Capability, Consent, Language, Purpose, RetentionCategory
from sightline.domain.position import Position
from sightline.domain.session import EndReason, Seal, Session, SessionState
from sightline.domain.source import Camera, SourceKind

Manifest = Mapping[str, Any]

LOST = frozenset(
    {
        *("invite_id", "spoken_code", "last_seen_at"),
        *("worker_id", "up_leg_id", "up_leg_at", "recording_ids"),
        *("capture", "asked_quality", "stills_due_at", "talk", "original", "files"),
    }
)
"""Fields of a session that no manifest has."""


def read_sealed_session(manifest: Manifest, seal: Seal) -> Session:
    """Return the session of a manifest; it was seen last when it ended, as far as the manifest knows."""
    consent = _read_consent(manifest["consent"]) if manifest["consent"] else None
    ended_at = _instant(manifest["ended_at"])
    created_at = datetime.fromisoformat(manifest["created_at"])
    return Session(
        session_id=manifest["session_id"],
        force_id=manifest["force_id"],
        incident_ref=manifest["incident_ref"],
        purpose=Purpose(manifest["purpose"]),
        retention_category=RetentionCategory(manifest["retention_category"]),
        state=SessionState.ENDED,
        created_at=created_at,
        last_seen_at=ended_at or created_at,
        language=consent.language if consent else None,
        consent=consent,
        earlier_consents=tuple(map(_read_consent, manifest.get("earlier_consents", ()))),
        camera=_read_camera(manifest["camera"]) if manifest["camera"] else None,
        live_at=_instant(manifest["live_at"]),
        ended_at=ended_at,
        end_reason=EndReason(manifest["end_reason"]) if manifest["end_reason"] else None,
        seal=seal,
    )


def read_trail(manifest: Manifest) -> list[Position]:
    """Return the positions of a manifest."""
    return [_read_position(manifest["session_id"], said) for said in manifest["trail"]]


def _read_position(session_id: str, said: Manifest) -> Position:
    instants = {name: datetime.fromisoformat(said[name]) for name in ("fixed_at", "received_at")}
    return Position(session_id=session_id, **{**said, **instants})


def _read_consent(said: Manifest) -> Consent:
    return Consent(
        capabilities=frozenset(map(Capability, said["capabilities"])),
        wording_version=said["wording_version"],
        language=Language(said["language"]),
        at=datetime.fromisoformat(said["at"]),
        keep_original=said["keep_original"],
        device=said.get("device"),
    )


def _read_camera(said: Manifest) -> Camera:
    return Camera(said["source_id"], said["name"], SourceKind(said["kind"]))


def _instant(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)
