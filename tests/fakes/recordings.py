"""Recordings as a worker leaves them in the bucket."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sightline.domain.fragment import FragmentName, RecordingPlace, finish_key, init_key
from sightline.domain.talk import Voice
from tests.fakes.evidence import EvidenceInMemory

FRAGMENT = timedelta(seconds=2)


def keys_of(recording_id: str, began_at: datetime, sequences: range | list[int], *, finished: bool = True) -> list[str]:
    """Return the keys of a recording whose first init segment holds from its first fragment."""
    place = RecordingPlace("avon", "session-1", recording_id)
    names = [FragmentName(place.prefix, sequence, began_at + sequence * FRAGMENT, FRAGMENT) for sequence in sequences]
    closing = [finish_key(place)] if finished else []
    return [init_key(place, 0), *(name.key for name in names), *closing]


def store_recording(  # noqa: PLR0913  what a recording can be like
    evidence: EvidenceInMemory,
    recording_id: str,
    began_at: datetime,
    count: int,
    *,
    finished: bool = True,
    gaps: Sequence[dict[str, str]] = (),
    missing: Sequence[int] = (),
    force_id: str = "avon",
    speaker: Voice | None = None,
) -> RecordingPlace:
    """Store an init segment, fragments of 2 s but for the missing ones, and the closing word if it was finished."""
    place = RecordingPlace(force_id, "session-1", recording_id)
    evidence.objects[init_key(place, 0)] = b"init"
    for sequence in range(count):
        if sequence not in missing:
            name = FragmentName(place.prefix, sequence, began_at + sequence * FRAGMENT, FRAGMENT)
            _store_fragment(evidence, name)
            if speaker:
                evidence.notes[name.key]["speaker"] = json.dumps(asdict(speaker))
    if finished:
        evidence.objects[finish_key(place)] = _closing_word(recording_id, count, gaps)
    return place


def _store_fragment(evidence: EvidenceInMemory, name: FragmentName) -> None:
    body = f"fragment {name.key}".encode()
    evidence.objects[name.key] = body
    evidence.notes[name.key] = {
        "sha256": hashlib.sha256(body).hexdigest(),
        "received-at": name.ends_at.isoformat(),
        "gaps": "[]",
    }


def _closing_word(recording_id: str, count: int, gaps: Sequence[dict[str, str]]) -> bytes:
    word = {
        "recording_id": recording_id,
        "codecs": ["avc1.42e01f", "opus"],
        "fragments": count,
        "gaps": list(gaps),
        "sender_reports": [{"track": "video", "ntp_timestamp": 1, "rtp_timestamp": 90_000}],
    }
    return json.dumps(word).encode()
