"""Shows officers the chain of custody of a material."""

from sightline.domain.authority import Action
from sightline.domain.custody import Entry
from sightline.domain.participant import Participant
from sightline.messages.custody import Custody, EntryView
from sightline.usecases.custody import Holdings
from sightline.usecases.material_views import find_material

PAGE = 100


def list_custody(holdings: Holdings, officer: Participant, material_id: str, after: int = 0) -> Custody:
    """Show a page of a chain, oldest first."""
    find_material(holdings.materials, officer, Action.READ_CUSTODY, material_id)
    head = holdings.custody.find_head(material_id)
    checked = head.checkpoint if head else 0
    entries = holdings.custody.list_entries(material_id, after)
    page = entries[:PAGE]
    following = page[-1].sequence if len(entries) > PAGE else None
    return Custody(entries=[_view_entry(entry, checked) for entry in page], next=following)


def _view_entry(entry: Entry, checked: int) -> EntryView:
    said = entry.document()
    shown = {name: said[name] for name in EntryView.model_fields if name in said}
    return EntryView.model_validate({**shown, "checked": entry.sequence <= checked})
