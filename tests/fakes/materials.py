"""A material for tests that change what matters to them."""

from dataclasses import replace
from typing import Any

from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material, MaterialKind
from tests.fakes.clock import NOON

MATERIAL = Material(
    material_id="material-1",
    force_id="force",
    kind=MaterialKind.SESSION,
    incident_ref="INC-7",
    title="",
    created_at=NOON,
    category=RetentionCategory.NOT_EVIDENTIAL,
)


def a_material(**changes: Any) -> Material:
    """Return a material with some of its fields changed."""
    return replace(MATERIAL, **changes)
