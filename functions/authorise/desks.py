"""Lays out what drawing tickets needs."""

from dataclasses import dataclass

from sightline import bootstrap
from sightline.ports import Clock, Entropy, SessionStore, TicketStore


@dataclass(frozen=True)
class TicketPorts:
    """A TicketDesk."""

    clock: Clock
    entropy: Entropy
    tickets: TicketStore
    sessions: SessionStore


def ticket_desk() -> TicketPorts:
    """Return the desk at which tickets are drawn."""
    return TicketPorts(bootstrap.clock(), bootstrap.entropy(), bootstrap.ticket_store(), bootstrap.session_store())
