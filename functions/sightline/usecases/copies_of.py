"""The copies that were made of a material: they go with it, and one that must stay keeps it here."""

from collections.abc import Iterator

from sightline.domain.custody import CustodyAction
from sightline.domain.errors import NotFoundError
from sightline.domain.material import Material, MaterialState
from sightline.usecases.custody import Holdings


def list_copies(holdings: Holdings, material: Material) -> Iterator[Material]:
    """Yield the copies that the material's own chain names and that are still there."""
    for entry in holdings.custody.list_entries(material.material_id):
        if entry.action is CustodyAction.COPIED:
            copy = _find(holdings, str(entry.details["copy_id"]))
            if copy and copy.state is not MaterialState.DISPOSED:
                yield copy


def why_copies_stay(holdings: Holdings, material: Material) -> str | None:
    """Say which copy must stay, and hence what it was made of; None if none must."""
    for copy in list_copies(holdings, material):
        if copy.is_evidential():
            return f"A copy of it is evidence (exhibit {copy.exhibit_ref}). Dispose of the copy first."
        if copy.holds:
            return f"A copy of it is held by {copy.holds[0].by_name}: “{copy.holds[0].reason}”."
    return None


def _find(holdings: Holdings, copy_id: str) -> Material | None:
    try:
        return holdings.materials.get(copy_id)
    except NotFoundError:
        return None  # asked for, and not made
