"""Takes down why an officer looks at sealed evidence (Data Protection Act 2018, section 62): from then on they may."""

from datetime import datetime

from sightline.domain.authority import Action
from sightline.domain.custody import CustodyAction, Entry, Event, actor_of
from sightline.domain.participant import Participant
from sightline.messages.custody import Viewing, ViewingRequest
from sightline.usecases.custody import Chains, Holdings, note_event
from sightline.usecases.material_views import find_material
from sightline.usecases.viewings import LIFE, viewing_ids


def begin_viewing(holdings: Holdings, officer: Participant, material_id: str, asked: ViewingRequest) -> Viewing:
    """Write down who looks and why; whoever repeats the same reason within the shift is written down once."""
    material = find_material(holdings.materials, officer, Action.REPLAY_RECORDING, material_id)
    began = _note_viewing(holdings, material.force_id, material_id, officer, asked.reason)
    return Viewing(material_id=material_id, reason=asked.reason, ends_at=datetime.fromisoformat(began.at) + LIFE)


def _note_viewing(chains: Chains, force_id: str, chain_id: str, officer: Participant, reason: str) -> Entry:
    newest, _ = viewing_ids(officer, chains.clock.now())
    viewed = Event(CustodyAction.VIEWED, actor_of(officer), reason, event_id=newest)
    entry = note_event(chains, force_id, chain_id, viewed)
    if entry.reason != reason:  # another reason within the same half day is written down too
        again = Event(viewed.action, viewed.actor, reason, event_id=f"{newest}/{reason}")
        note_event(chains, force_id, chain_id, again)
    return entry
