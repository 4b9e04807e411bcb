"""Writes down what is done with evidence: in its chain of custody, and from there in what is known of the material."""

from __future__ import annotations

import logging
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

import rfc8785

from sightline.domain.custody import CustodyAction, Entry, Event, actor_of, follow
from sightline.domain.errors import StoreUnavailableError
from sightline.domain.instant import write_instant

if TYPE_CHECKING:
    from datetime import datetime

    from sightline.domain.material import Material
    from sightline.domain.participant import Participant
    from sightline.ports import Clock, CustodyLedger, MaterialStore

log = logging.getLogger(__name__)

ONE_LOOK_MINUTES = 15
"""Someone who looks on within this time is written down once."""


class Chains(Protocol):
    """The ports that writing in a chain needs."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def custody(self) -> CustodyLedger:
        """The chains of custody."""
        ...


class Holdings(Chains, Protocol):
    """The ports of what is held."""

    @property
    def materials(self) -> MaterialStore:
        """The materials."""
        ...


def note_event(chains: Chains, force_id: str, chain_id: str, event: Event) -> Entry:
    """Add an event to a chain, at the time that it is now."""
    now = chains.clock.now()
    try:
        return chains.custody.append(
            chain_id, lambda last: seal_entry(follow(last, force_id, chain_id, event, now)), event.event_id
        )
    except StoreUnavailableError:
        log.exception("ledger failed", extra={"chain_id": chain_id, "action": event.action})
        raise


def record_event(holdings: Holdings, material: Material, event: Event) -> Material:
    """Add an event to a material's chain, and return what the material is by now."""
    note_event(holdings, material.force_id, material.material_id, event)
    return catch_up(holdings, material.material_id)


def catch_up(holdings: Holdings, material_id: str) -> Material:
    """Bring a material up to its chain: what a run that broke off has left undone, the next one does."""
    known = holdings.materials.get(material_id)
    entries = holdings.custody.list_entries(material_id, known.custody_sequence)
    return holdings.materials.change(material_id, lambda newest: newest.after(entries))


def seal_entry(entry: Entry) -> Entry:
    """Return the entry with its hash."""
    return replace(entry, hash=hash_entry(entry))


def hash_entry(entry: Entry) -> str:
    """Return the SHA-256 of an entry's canonical form without its hash, in hex."""
    return sha256(rfc8785.dumps(entry.statement())).hexdigest()


def looked_at(action: CustodyAction, officer: Participant, now: datetime, reason: str | None = None) -> Event:
    """Return the event of someone looking, the same one for a quarter of an hour."""
    quarter = now.replace(minute=now.minute // ONE_LOOK_MINUTES * ONE_LOOK_MINUTES, second=0, microsecond=0)
    event_id = f"{action}/{officer.participant_id}/{write_instant(quarter)}"
    return Event(action, actor_of(officer), reason, event_id=event_id)
