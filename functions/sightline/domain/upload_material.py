"""What an upload's manifest says of the material that it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sightline.domain.custody import Plain
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material, MaterialKind


def read_upload_material(manifest: Mapping[str, Any]) -> Material:
    """Return the material of an upload, as its manifest's JSON values say it; the rest is in its chain of custody."""
    officer = manifest["officer"] or {"officer_id": None, "name": None}
    return Material(
        material_id=manifest["upload_id"],
        force_id=manifest["force_id"],
        kind=MaterialKind.UPLOAD,
        incident_ref=manifest["incident_ref"],
        title=manifest["file_name"],
        created_at=datetime.fromisoformat(manifest["created_at"]),
        category=RetentionCategory(manifest["retention_category"]),
        officer_id=officer["officer_id"],
        officer_name=officer["name"],
    )


def read_upload_details(manifest: Mapping[str, Any], manifest_sha256: str) -> dict[str, Plain]:
    """Say in an upload's chain what was stored."""
    return {
        **_in_session(manifest),
        "file_name": manifest["file_name"],
        "media_type": manifest["media_type"],
        "sha256": manifest["object"]["sha256"],
        "byte_count": manifest["object"]["bytes"],
        "manifest_sha256": manifest_sha256,
        "began_at": manifest["captured_at"],
        "ended_at": manifest["captured_at"],
    }


def _in_session(manifest: Mapping[str, Any]) -> dict[str, Plain]:
    """Name the session in which a citizen sent it; manifests of officers, and older ones, name none."""
    session_id = manifest.get("session_id")
    return {"session_id": session_id} if session_id else {}
