"""Lays out what the work on sessions needs, from what this deployment has."""

from datetime import timedelta

from sightline import bootstrap
from sightline.usecases.expiry import ExpiryDesk
from sightline.usecases.sessions import SessionDesk


def session_desk() -> SessionDesk:
    """Return the desk of officers' work on sessions."""
    return SessionDesk(
        clock=bootstrap.clock(),
        sessions=bootstrap.session_store(),
        connections=bootstrap.connection_store(),
        sender=bootstrap.sender(),
        positions=bootstrap.position_store(),
        chat=bootstrap.chat_store(),
        seal_queue=bootstrap.seal_queue(),
        custody=bootstrap.custody_ledger(),
        evidence=bootstrap.evidence_store(),
        asks_reason=bootstrap.settings().ask_reason,
    )


def expiry_desk() -> ExpiryDesk:
    """Return the desk at which time does its part."""
    return ExpiryDesk(
        clock=bootstrap.clock(),
        invites=bootstrap.invite_store(),
        sessions=bootstrap.session_store(),
        connections=bootstrap.connection_store(),
        sender=bootstrap.sender(),
        positions=bootstrap.position_store(),
        seal_queue=bootstrap.seal_queue(),
        custody=bootstrap.custody_ledger(),
        abandoned_after=timedelta(minutes=bootstrap.settings().session_abandoned_minutes),
    )
