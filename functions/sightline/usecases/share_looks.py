"""Writes down that a recipient looks at what is shared, or saves it: once a quarter of an hour and file."""

from sightline.domain.custody import CustodyAction, Event, Plain
from sightline.domain.share import Share
from sightline.messages.copies import Wish
from sightline.usecases.custody import Chains, looked_at, note_event

_ACTIONS: dict[Wish, CustodyAction] = {"view": CustodyAction.SHARE_VIEWED, "save": CustodyAction.DOWNLOADED}


def note_look(chains: Chains, share: Share, wish: Wish = "view", of: str = "", **what: Plain) -> None:
    """Write down a look at the whole or, where it is named, at one thing `of` it, and what else is to be known."""
    looked = looked_at(_ACTIONS[wish], share.recipient, chains.clock.now())
    event_id = f"{looked.event_id}/{of}" if of else looked.event_id
    event = Event(looked.action, looked.actor, details={**share.as_details(), **what}, event_id=event_id)
    note_event(chains, share.force_id, share.material_id, event)
