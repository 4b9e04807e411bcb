"""What a session's manifest says of the material that it is."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sightline.domain.instant import write_instant
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material, MaterialKind, Place

Manifest = Mapping[str, Any]


def read_session_material(manifest: Manifest) -> Material:
    """Return the material of a session, as its manifest's JSON values say it; the rest is in its chain of custody."""
    return Material(
        material_id=manifest["session_id"],
        force_id=manifest["force_id"],
        kind=MaterialKind.SESSION,
        incident_ref=manifest["incident_ref"],
        title=manifest["camera"]["name"] if manifest["camera"] else "",
        created_at=datetime.fromisoformat(manifest["created_at"]),
        category=RetentionCategory(manifest["retention_category"]),
        place=_first_place(manifest),
    )


def extent_of(manifest: Manifest) -> dict[str, str | int | None]:
    """Say how much a manifest vouches for: bytes, and from when to when pictures or sound were captured."""
    spans = list(_spans(manifest))
    return {
        "byte_count": sum(described["bytes"] for described in _objects(manifest)),
        "began_at": write_instant(min(began for began, _ in spans)) if spans else None,
        "ended_at": write_instant(max(ended for _, ended in spans)) if spans else None,
    }


def _first_place(manifest: Manifest) -> Place | None:
    first = next(iter(manifest["trail"]), None)
    return Place(first["latitude"], first["longitude"]) if first else None


def _objects(manifest: Manifest) -> Iterator[Mapping[str, Any]]:
    yield from manifest["stills"]
    for recording in manifest["recordings"]:
        yield from recording["init_segments"]
        yield from recording["fragments"]


def _spans(manifest: Manifest) -> Iterator[tuple[datetime, datetime]]:
    for recording in manifest["recordings"]:
        for fragment in recording["fragments"]:
            began = datetime.fromisoformat(fragment["captured_at"])
            yield began, began + timedelta(seconds=fragment["duration_seconds"])
    for still in manifest["stills"]:
        taken = datetime.fromisoformat(still["captured_at"])
        yield taken, taken
