"""Takes into the library what has been sealed."""

import json
from hashlib import sha256

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.material import Material
from sightline.domain.session_material import extent_of, read_session_material
from sightline.usecases.custody import Holdings, catch_up, note_event


def take_in_session(holdings: Holdings, manifest: bytes) -> Material:
    """Hold a session's newest manifest, byte for byte as it lies in the bucket; doing it again changes nothing."""
    said = json.loads(manifest)
    material, digest = read_session_material(said), sha256(manifest).hexdigest()
    details = {"manifest_sha256": digest, "version": said.get("version", 1), **extent_of(said)}
    sealed = Event(CustodyAction.SEALED, details=details, event_id=f"sealed/{digest}")
    note_event(holdings, material.force_id, material.material_id, sealed)
    holdings.materials.add(material)
    return catch_up(holdings, material.material_id)
