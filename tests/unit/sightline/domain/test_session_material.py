"""What a session's manifest says of its material."""

from typing import Any

from sightline.domain.material import MaterialKind, Place
from sightline.domain.session_material import extent_of, read_session_material

MANIFEST: dict[str, Any] = {
    "session_id": "session-1",
    "force_id": "avon",
    "incident_ref": "INC-7",
    "retention_category": "not-evidential",
    "camera": None,
    "created_at": "2026-03-01T12:00:00.000Z",
    "trail": [{"latitude": 51.5, "longitude": -0.1}, {"latitude": 52.0, "longitude": 0.0}],
    "stills": [{"bytes": 5, "captured_at": "2026-03-01T12:00:30.000Z"}],
    "recordings": [
        {
            "init_segments": [{"bytes": 1}],
            "fragments": [
                {"bytes": 10, "captured_at": "2026-03-01T12:00:01.000Z", "duration_seconds": 2.0},
                {"bytes": 20, "captured_at": "2026-03-01T12:00:03.000Z", "duration_seconds": 2.0},
            ],
        }
    ],
}


def test_a_session_is_a_material_of_its_incident() -> None:
    """At the place of its first position; a camera's has its name."""
    material = read_session_material(MANIFEST)
    assert (material.kind, material.material_id, material.title) == (MaterialKind.SESSION, "session-1", "")
    assert material.place == Place(51.5, -0.1)
    assert read_session_material({**MANIFEST, "camera": {"name": "M4 J3"}}).title == "M4 J3"
    assert read_session_material({**MANIFEST, "trail": []}).place is None


def test_its_extent_covers_pictures_sound_and_stills() -> None:
    """All bytes that the manifest vouches for, from the first capture to the last one's end."""
    assert extent_of(MANIFEST) == {
        "byte_count": 36,
        "began_at": "2026-03-01T12:00:01.000Z",
        "ended_at": "2026-03-01T12:00:30.000Z",
    }
    nothing = extent_of({**MANIFEST, "stills": [], "recordings": []})
    assert nothing == {"byte_count": 0, "began_at": None, "ended_at": None}
