"""What people read of a bundle says what the manifest and the chain say."""

import json
from typing import Any

from sightline.domain.bundle_texts import describe_entry, write_texts

POSITION = {
    "sequence": 0,
    "latitude": 51.45,
    "longitude": -2.58,
    "accuracy": 8.5,
    "altitude": None,
    "altitude_accuracy": None,
    "heading": None,
    "speed": 1.0,
    "fixed_at": "2026-03-01T12:00:00.000Z",
    "received_at": "2026-03-01T12:00:01.000Z",
}
MANIFEST: dict[str, Any] = {
    "session_id": "session-1",
    "incident_ref": "CAD 17",
    "trail": [POSITION],
    "chat": [{"sent_at": "2026-03-01T12:00:00Z", "sender_name": "Ann", "text": "I am\nhere 👋"}],
    "consent": {
        "at": "2026-03-01T11:59:00.000Z",
        "language": "en",
        "wording_version": "2026-01",
        "capabilities": ["audio", "video"],
        "keep_original": True,
    },
}
ENTRY: dict[str, Any] = {
    "at": "2026-03-01T12:00:00.000Z",
    "sequence": 7,
    "action": "viewed",
    "actor": {"participant_id": "o-1", "name": "PC Khan", "role": "investigator"},
    "reason": "charging advice",
    "details": {"file": None, "share_id": "s-1"},
}


def test_a_session_is_told_in_five_files() -> None:
    """Trail in both formats, chat, consent, custody."""
    texts = write_texts(MANIFEST, [ENTRY])
    assert set(texts) == {"trail.geojson", "trail.gpx", "chat.txt", "consent.txt", "custody.txt"}
    (point,) = json.loads(texts["trail.geojson"])["features"]
    assert point["geometry"]["coordinates"] == [-2.58, 51.45]
    assert b"CAD 17" in texts["trail.gpx"]
    assert texts["chat.txt"].decode() == "2026-03-01T12:00:00Z  Ann: I am here 👋\n"
    assert b"To: audio, video." in texts["consent.txt"]
    assert b"better copy from the phone: yes" in texts["consent.txt"]


def test_each_devices_consent_is_told() -> None:
    """The first one's first, each with its device."""
    consent = MANIFEST["consent"]
    earlier = [{**consent, "device": "0123456789abcdef", "capabilities": ["location"]}]
    lines = write_texts({**MANIFEST, "earlier_consents": earlier}, [])["consent.txt"].decode().splitlines()
    assert "on device 0123456789abcdef, in en" in lines[0]
    assert [line for line in lines if line.startswith("To: ")] == ["To: location.", "To: audio, video."]


def test_what_there_is_nothing_for_is_left_out() -> None:
    """A camera gives no consent, and an upload has no trail."""
    assert write_texts({**MANIFEST, "trail": [], "chat": [], "consent": None}, []) == {}
    assert set(write_texts({"files": []}, [ENTRY])) == {"custody.txt"}


def test_an_entry_is_a_line() -> None:
    """When, which, what, by whom, why, and what it was about."""
    assert describe_entry(ENTRY) == (
        "2026-03-01T12:00:00.000Z       7  viewed by PC Khan (investigator)  reason: charging advice  [share_id: s-1]"
    )
    by_itself = describe_entry({**ENTRY, "actor": None, "reason": None, "details": {}, "action": "ended"})
    assert by_itself == "2026-03-01T12:00:00.000Z       7  ended by the system"
