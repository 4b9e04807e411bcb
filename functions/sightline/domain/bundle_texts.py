"""What stands beside the objects of a bundle to be read by people; what counts is manifest and chain."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sightline.domain.position import Position
from sightline.domain.trail import write_geojson, write_gpx

Document = Mapping[str, Any]


def write_texts(manifest: Document, entries: Iterable[Document]) -> dict[str, bytes]:
    """Return the files by name, of a session's newest manifest and its chain; what there is nothing for is left out."""
    trail = [_read_position(manifest["session_id"], each) for each in manifest.get("trail", [])]
    chat = [f"{each['sent_at']}  {each['sender_name']}: {each['text']}" for each in manifest.get("chat", [])]
    texts = {
        "trail.geojson": json.dumps(write_geojson(trail), ensure_ascii=False) if trail else "",
        "trail.gpx": write_gpx(trail, manifest["incident_ref"]) if trail else "",
        "chat.txt": _lines(chat),
        "consent.txt": _lines(_describe_consents(manifest)),
        "custody.txt": _lines(map(describe_entry, entries)),
    }
    return {name: text.encode() for name, text in texts.items() if text}


def describe_entry(entry: Document) -> str:
    """Return an entry of a chain as one line."""
    actor = entry["actor"]
    who = f"{actor['name']} ({actor['role']})" if actor else "the system"
    details = ", ".join(f"{name}: {value}" for name, value in sorted(entry["details"].items()) if value is not None)
    told = [entry["at"], f"{entry['sequence']:>6}", f"{entry['action']} by {who}"]
    told += [f"reason: {entry['reason']}"] if entry["reason"] else []
    return "  ".join([*told, f"[{details}]"] if details else told)


def _describe_consents(manifest: Document) -> Iterator[str]:
    """Describe each device's consent, the first one's first; a camera has none."""
    for consent in (*manifest.get("earlier_consents", ()), manifest.get("consent")):
        if consent:
            yield from _describe_consent(consent)


def _describe_consent(consent: Document) -> Iterator[str]:
    device = f" on device {consent['device']}" if consent.get("device") else ""
    yield f"Given at {consent['at']}{device}, in {consent['language']}, to the wording {consent['wording_version']}."
    yield f"To: {', '.join(consent['capabilities'])}."
    yield f"To a better copy from the phone: {'yes' if consent.get('keep_original') else 'no'}."


def _read_position(session_id: str, said: Document) -> Position:
    instants = {name: datetime.fromisoformat(said[name]) for name in ("fixed_at", "received_at")}
    return Position(session_id=session_id, **{**said, **instants})


def _lines(lines: Iterable[str]) -> str:
    """Return lines as a text; what a person typed stays on its line."""
    return "".join(f"{' '.join(line.splitlines())}\n" for line in lines)
