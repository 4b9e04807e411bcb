"""Shows officers what is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sightline.domain.authority import Action, force_of, require, require_object
from sightline.messages.materials import HoldView, Materials, MaterialView, PlaceView

if TYPE_CHECKING:
    from sightline.domain.material import Hold, Material
    from sightline.domain.participant import Participant
    from sightline.domain.search import Search
    from sightline.ports import MaterialStore

PAGE = 50


class Shelves(Protocol):
    """The ports that looking something up needs."""

    @property
    def materials(self) -> MaterialStore:
        """The materials."""
        ...


def find_material(materials: MaterialStore, officer: Participant, action: Action, material_id: str) -> Material:
    """Return a material with which the officer may do this; another force's looks like none."""
    require(officer, action)
    material = materials.get(material_id)
    require_object(officer, force_id=material.force_id)
    return material


def get_material(shelves: Shelves, officer: Participant, material_id: str) -> MaterialView:
    """Show one material."""
    return view_material(find_material(shelves.materials, officer, Action.READ_MATERIALS, material_id))


def find_materials(shelves: Shelves, officer: Participant, search: Search, after: str | None) -> Materials:
    """Show a page of what a search finds in the officer's force, newest first."""
    require(officer, Action.READ_MATERIALS)
    found, following = shelves.materials.search(force_of(officer), search, after, PAGE)
    return Materials(materials=[view_material(material) for material in found], next=following)


def view_material(material: Material) -> MaterialView:
    """Return a material as officers see it."""
    return MaterialView(
        material_id=material.material_id,
        kind=material.kind,
        incident_ref=material.incident_ref,
        title=material.title,
        created_at=material.created_at,
        officer_id=material.officer_id,
        officer_name=material.officer_name,
        began_at=material.began_at,
        ended_at=material.ended_at,
        place=PlaceView(latitude=material.place.latitude, longitude=material.place.longitude)
        if material.place
        else None,
        byte_count=material.byte_count,
        media_type=material.media_type,
        manifest_sha256=material.manifest_sha256,
        parent_id=material.parent_id,
        exhibit_ref=material.exhibit_ref,
        crime_number=material.crime_number,
        category=material.category,
        holds=[view_hold(hold) for hold in material.holds],
        review_on=material.review_on,
        state=material.state,
        proposed_by=material.proposed_by,
    )


def view_hold(hold: Hold) -> HoldView:
    """Return a hold as officers see it."""
    return HoldView.model_validate(
        {
            "hold_id": hold.hold_id,
            "reason": hold.reason,
            "by_name": hold.by_name,
            "since": hold.since,
            "review_on": hold.review_on,
        }
    )
