"""The copies that were made of a material: they go with it, and one that must stay keeps it here."""

from collections.abc import Iterator
from datetime import date

from sightline.domain.custody import CustodyAction
from sightline.domain.errors import NotFoundError
from sightline.domain.material import Material, MaterialState
from sightline.domain.retention import RetentionRules, what_forbids
from sightline.usecases.custody import Holdings


def list_copies(holdings: Holdings, material: Material) -> Iterator[Material]:
    """Yield the copies that the material's own chain names and that are still there."""
    for entry in holdings.custody.list_entries(material.material_id):
        if entry.action is CustodyAction.COPIED:
            copy = _find(holdings, str(entry.details["copy_id"]))
            if copy and copy.state is not MaterialState.DISPOSED:
                yield copy


def why_copies_stay(holdings: Holdings, rules: RetentionRules, material: Material, today: date) -> str | None:
    """Say which copy must stay, and hence what it was made of; None if none must."""
    whys = (_why_stays(rules, material, copy, today) for copy in list_copies(holdings, material))
    return next((why for why in whys if why), None)


def _why_stays(rules: RetentionRules, master: Material, copy: Material, today: date) -> str | None:
    """A category of the copy's own binds as it would bind a master; the one that it came with ends with its master."""
    if copy.is_evidential():
        return f"A copy of it is evidence (exhibit {copy.exhibit_ref}). Dispose of the copy first."
    if copy.holds:
        return f"A copy of it is held by {copy.holds[0].by_name}: “{copy.holds[0].reason}”."
    forbids = what_forbids(rules, copy, today) if copy.category is not master.category else None
    return f"A copy of it has a category of its own. {forbids.sentence}" if forbids else None


def _find(holdings: Holdings, copy_id: str) -> Material | None:
    try:
        return holdings.materials.get(copy_id)
    except NotFoundError:
        return None  # asked for, and not made
