"""The certificate of a disposal: what a material was, what went of it, and by whose word.

It is what is left to say so: manifests, which hold where a person was and what they wrote, go with the rest (Data
Protection Act 2018, section 39(1)). Who holds a manifest still can prove it to be the one that was sealed: its SHA-256
is here, in the chain and under the seal.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sightline.domain.disposal import Disposal
from sightline.domain.instant import write_instant
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material, MaterialKind

FORMAT = "sightline-disposal/1"


def describe_disposal(material: Material, now: datetime) -> dict[str, object]:
    """Return the certificate of a material as JSON values."""
    agreed = material.disposal or Disposal("")
    return {
        "format": FORMAT,
        "force_id": material.force_id,
        "material_id": material.material_id,
        "kind": material.kind.value,
        "parent_id": material.parent_id,
        "incident_ref": material.incident_ref,
        "exhibit_ref": material.exhibit_ref,
        "officer_id": material.officer_id,
        "officer_name": material.officer_name,
        "created_at": write_instant(material.created_at),
        "retention_category": material.category.value,
        "manifest_sha256": material.manifest_sha256,
        "reason": agreed.reason,
        "proposed_by": agreed.proposed_by_name,
        "approved_by": agreed.approved_by_name,
        "object_count": agreed.object_count,
        "byte_count": agreed.byte_count,
        "disposed_at": write_instant(now),
    }


def read_disposed_material(certificate: Mapping[str, Any]) -> Material:
    """Return the material of a certificate's JSON values; the rest is in its chain of custody."""
    return Material(
        material_id=certificate["material_id"],
        force_id=certificate["force_id"],
        kind=MaterialKind(certificate["kind"]),
        incident_ref=certificate["incident_ref"],
        title="",
        created_at=datetime.fromisoformat(certificate["created_at"]),
        category=RetentionCategory(certificate["retention_category"]),
        officer_id=certificate["officer_id"],
        officer_name=certificate["officer_name"],
        parent_id=certificate["parent_id"],
    )
