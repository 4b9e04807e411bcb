"""The manifest: everything a court needs to check a recording, as one document of plain JSON values.

Digests are the store's own; where a worker noted another one when it sent the bytes, the object was
not what the worker had recorded, and the manifest says so under `discrepancies`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from math import isfinite
from typing import Any

from sightline.domain.fragment import FragmentName, Gap, init_key
from sightline.domain.instant import write_instant
from sightline.domain.invite import Consent
from sightline.domain.position import Position
from sightline.domain.session import Session
from sightline.domain.still import StillName
from sightline.domain.talk import Voice
from sightline.domain.timeline import Recording

FORMAT = "sightline-manifest/1"
LARGEST_EXACT = 2**53 - 1

Digests = Mapping[str, tuple[str, int, dict[str, str]]]
"""SHA-256 in hex, bytes, and the worker's notes, by key."""


@dataclass(frozen=True)
class ClosedRecording:
    """A recording with what its worker said when it closed it, where it did."""

    recording: Recording
    codecs: tuple[str, ...] = ()
    sender_reports: tuple[Mapping[str, object], ...] = ()
    gaps: tuple[Gap, ...] = ()
    voice: Voice | None = None
    """The officer whose voice it is; None for what the citizen sent."""


@dataclass(frozen=True)
class Contents:
    """All that a manifest is made of. Chat messages come as their JSON."""

    session: Session
    recordings: Sequence[ClosedRecording]
    digests: Digests
    gaps: Sequence[Gap]
    stills: Sequence[StillName]
    trail: Sequence[Position]
    chat: Sequence[Mapping[str, object]]


def list_object_keys(recording: Recording) -> list[str]:
    """Return the keys of all objects of a recording that a manifest vouches for."""
    closing = [recording.finish_key] if recording.finished else []
    return [*recording.init_keys, *(name.key for name in recording.fragments), *closing]


def list_named_keys(manifest: Mapping[str, Any]) -> set[str]:
    """Return the keys of all objects of recordings that a manifest, as read from its JSON, vouches for."""
    entries = [
        entry
        for recording in manifest["recordings"]
        for entry in (*recording["init_segments"], *recording["fragments"], recording["closing_word"])
    ]
    return {entry["key"] for entry in entries if entry}


def build_manifest(contents: Contents) -> dict[str, object]:
    """Return the manifest as JSON values."""
    return {
        "format": FORMAT,
        **_describe_session(contents.session),
        "recordings": [_describe_recording(closed, contents.digests) for closed in contents.recordings],
        "stills": [_describe_still(name, contents.digests) for name in contents.stills],
        "gaps": [_describe_gap(gap) for gap in contents.gaps],
        "discrepancies": list_discrepancies(contents.digests),
        "trail": [_describe_position(position) for position in contents.trail],
        "chat": list(contents.chat),
    }


def list_discrepancies(digests: Digests) -> list[dict[str, object]]:
    """Name the objects whose bytes are not those that the worker says it recorded."""
    return [
        {"key": key, "stored_sha256": sha256, "noted_sha256": notes["sha256"]}
        for key, (sha256, _, notes) in sorted(digests.items())
        if notes.get("sha256", sha256) != sha256
    ]


def _describe_session(session: Session) -> dict[str, object]:
    return {
        "session_id": session.session_id,
        "force_id": session.force_id,
        "incident_ref": session.incident_ref,
        "purpose": session.purpose,
        "retention_category": session.retention_category,
        "consent": _describe_consent(session.consent) if session.consent else None,
        "earlier_consents": [_describe_consent(consent) for consent in session.earlier_consents],
        "camera": asdict(session.camera) if session.camera else None,
        "created_at": write_instant(session.created_at),
        "live_at": _instant_or_none(session.live_at),
        "ended_at": _instant_or_none(session.ended_at),
        "end_reason": session.end_reason,
    }


def _describe_consent(consent: Consent) -> dict[str, object]:
    return {
        "capabilities": sorted(consent.capabilities),
        "wording_version": consent.wording_version,
        "language": consent.language,
        "keep_original": consent.keep_original,
        "device": consent.device,
        "at": write_instant(consent.at),
    }


def _describe_recording(closed: ClosedRecording, digests: Digests) -> dict[str, object]:
    recording = closed.recording
    return {
        "recording_id": recording.place.recording_id,
        "speaker": asdict(closed.voice) if closed.voice else None,
        "finished": recording.finished,
        "codecs": list(closed.codecs),
        "sender_reports": [_write_exactly(report) for report in closed.sender_reports],
        "closing_word": _describe_object(recording.finish_key, digests) if recording.finished else None,
        "init_segments": [_describe_init(recording, sequence, digests) for sequence in recording.inits],
        "fragments": [_describe_fragment(name, digests) for name in recording.fragments],
    }


def _describe_init(recording: Recording, sequence: int, digests: Digests) -> dict[str, object]:
    """Say from when on an init segment holds: its codecs, and parameter sets, are those of the fragments from there."""
    first = next((name for name in recording.fragments if name.sequence >= sequence), None)
    return {
        "sequence": sequence,
        **_describe_object(init_key(recording.place, sequence), digests),
        "captured_at": write_instant(first.captured_at) if first else None,
        "codecs": digests[first.key][2].get("codecs", "").split(",") if first else [],
    }


def _describe_fragment(name: FragmentName, digests: Digests) -> dict[str, object]:
    return {
        "sequence": name.sequence,
        **_describe_object(name.key, digests),
        "captured_at": write_instant(name.captured_at),
        "received_at": digests[name.key][2].get("received-at"),
        "duration_seconds": name.duration.total_seconds(),
    }


def _describe_still(name: StillName, digests: Digests) -> dict[str, object]:
    return {
        "sequence": name.sequence,
        **_describe_object(name.key, digests),
        "captured_at": write_instant(name.captured_at),
        "received_at": digests[name.key][2].get("received-at"),
    }


def _describe_object(key: str, digests: Digests) -> dict[str, object]:
    sha256, byte_count, _ = digests[key]
    return {"key": key, "bytes": byte_count, "sha256": sha256}


def _describe_gap(gap: Gap) -> dict[str, object]:
    return {
        "track": gap.track,
        "began_at": write_instant(gap.began_at),
        "ended_at": write_instant(gap.ended_at),
        "reason": gap.reason,
    }


def _describe_position(position: Position) -> dict[str, object]:
    return {
        "sequence": position.sequence,
        "latitude": position.latitude,
        "longitude": position.longitude,
        "accuracy": position.accuracy,
        "altitude": position.altitude,
        "altitude_accuracy": position.altitude_accuracy,
        "heading": position.heading,
        "speed": position.speed,
        "fixed_at": write_instant(position.fixed_at),
        "received_at": write_instant(position.received_at),
    }


def _write_exactly(value: object) -> object:
    """Write numbers that JSON's doubles cannot hold, as a 64-bit NTP timestamp is, in digits (RFC 8785, appendix D)."""
    if isinstance(value, Mapping):
        return {name: _write_exactly(member) for name, member in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_write_exactly(member) for member in value]
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return str(value) if isinstance(value, int) and abs(value) > LARGEST_EXACT else value


def _instant_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else write_instant(moment)
