"""What became of a text: the provider's receipts move the funnel on, or name its trouble."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sightline.domain.errors import NotFoundError
from sightline.domain.invite import FunnelStage, Invite, InviteState, TroubleReason
from sightline.ports import Clock, ConnectionStore, InviteStore, ReceiptIndex, Sender
from sightline.usecases.announcements import announce_invite
from sightline.usecases.milestones import change_invite

log = logging.getLogger(__name__)

UNDELIVERED = frozenset({InviteState.CREATED, InviteState.SENT})
"""States in which it is not yet known that the text has come."""


@dataclass(frozen=True)
class Receipt:
    """A provider's last word on one text. `invite_id` where the provider gives our reference back."""

    message_id: str
    delivered: bool
    invite_id: str | None = None


@dataclass(frozen=True)
class ReceiptDesk:
    """The ports that noting a receipt needs."""

    clock: Clock
    invites: InviteStore
    receipts: ReceiptIndex
    connections: ConnectionStore
    sender: Sender


def note_receipt(desk: ReceiptDesk, receipt: Receipt) -> None:
    """Note a receipt on its invite; one that is not ours, or speaks of an older text, changes nothing."""
    invite_id = receipt.invite_id or desk.receipts.get(receipt.message_id)
    try:
        invite = desk.invites.get(invite_id or "-")
    except NotFoundError:
        log.info("receipt of no invite")
        return
    noted = change_invite(desk.invites, invite.invite_id, _noted(receipt, desk.clock.now()))
    if noted != invite:
        announce_invite(desk, noted)


def _noted(receipt: Receipt, at: datetime) -> Callable[[Invite], Invite]:
    def noted(invite: Invite) -> Invite:
        if invite.provider_message_id not in {None, receipt.message_id} or invite.state not in UNDELIVERED:
            return invite
        if not receipt.delivered:
            return invite.stopped(TroubleReason.TEXT_UNDELIVERED, at)
        return replace(invite.reached(FunnelStage.DELIVERED, at), state=InviteState.DELIVERED)

    return noted
