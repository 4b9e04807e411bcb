"""Lays out what the work on invites needs, from what this deployment has."""

from sightline import bootstrap
from sightline.config import required
from sightline.usecases.invite_desk import InviteDesk, InvitePolicy
from sightline.usecases.receipts import ReceiptDesk


def invite_desk() -> InviteDesk:
    """Return the desk of officers' and citizens' work on invites."""
    return InviteDesk(
        clock=bootstrap.clock(),
        entropy=bootstrap.entropy(),
        invites=bootstrap.invite_store(),
        tokens=bootstrap.token_store(),
        tickets=bootstrap.ticket_store(),
        sessions=bootstrap.session_store(),
        connections=bootstrap.connection_store(),
        sender=bootstrap.sender(),
        positions=bootstrap.position_store(),
        seal_queue=bootstrap.seal_queue(),
        custody=bootstrap.custody_ledger(),
        receipts=bootstrap.receipt_index(),
        texter=bootstrap.texter(),
        policy=invite_policy(),
    )


def invite_policy() -> InvitePolicy:
    """Return the deployment's rules for invites."""
    settings = bootstrap.settings()
    return InvitePolicy(
        force_name=settings.force_name,
        site_origin=required(settings, "site_origin"),
        allowed_countries=frozenset(settings.sms_allowed_countries.replace(" ", "").split(",")),
        invite_life=bootstrap.invite_life(),
        texts_per_officer_per_minute=settings.texts_per_officer_per_minute,
        texts_per_number_per_day=settings.texts_per_number_per_day,
        ice=bootstrap.ice_directory(),
        keep_original=settings.keep_original,
    )


def receipt_desk() -> ReceiptDesk:
    """Return the desk at which receipts are noted."""
    return ReceiptDesk(
        clock=bootstrap.clock(),
        invites=bootstrap.invite_store(),
        receipts=bootstrap.receipt_index(),
        connections=bootstrap.connection_store(),
        sender=bootstrap.sender(),
    )
