"""Disposes of a sealed session's material, as the deployed functions would."""

from typing import Any

from sightline.domain.custody import CustodyAction, Event
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import record_event
from sightline.usecases.disposing import dispose_of
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.keeping import KeepingInMemory


def dispose(exchange: ExchangeInMemory, session_id: str = "session-1") -> None:
    """Dispose of a session's material whose disposal has begun by then, and sign its chain."""
    counts: dict[str, Any] = {"object_count": 9, "byte_count": 900}
    begun = Event(CustodyAction.DISPOSAL_BEGUN, None, "No purpose", counts)
    record_event(exchange, exchange.materials.get(session_id), begun)
    go_on_disposing(exchange, session_id)
    write_checkpoint(exchange, session_id)


def go_on_disposing(exchange: ExchangeInMemory, session_id: str = "session-1") -> None:
    """Do what is left of a disposal that has begun."""
    keeping = KeepingInMemory(
        exchange.clock,
        custody=exchange.custody,
        materials=exchange.materials,
        evidence=exchange.evidence,
        signer=exchange.signer,
        sessions=exchange.sessions,
        invites=exchange.invites,
        positions=exchange.positions,
        chat=exchange.chat,
    )
    dispose_of(keeping, session_id)
