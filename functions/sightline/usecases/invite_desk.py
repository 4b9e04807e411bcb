"""What the work on invites needs of the outside, and the deployment's rules for it."""

from dataclasses import dataclass
from datetime import timedelta

from sightline.ports import (
    Clock,
    ConnectionStore,
    CustodyLedger,
    Entropy,
    InviteStore,
    PositionStore,
    ReceiptIndex,
    SealQueue,
    Sender,
    SessionStore,
    Texter,
    TicketStore,
    TokenStore,
)
from sightline.usecases.ice import IceDirectory


@dataclass(frozen=True)
class InvitePolicy:
    """How this deployment invites."""

    force_name: str
    site_origin: str
    allowed_countries: frozenset[str]
    invite_life: timedelta
    texts_per_officer_per_minute: int
    texts_per_number_per_day: int
    ice: IceDirectory
    keep_original: bool
    """Whether phones may keep a better copy and send it later, where the purpose does not forbid it."""


@dataclass(frozen=True)
class InviteDesk:
    """The ports of everything between the officer's click and the citizen's answer."""

    clock: Clock
    entropy: Entropy
    invites: InviteStore
    tokens: TokenStore
    tickets: TicketStore
    sessions: SessionStore
    connections: ConnectionStore
    sender: Sender
    positions: PositionStore
    seal_queue: SealQueue
    custody: CustodyLedger
    receipts: ReceiptIndex
    texter: Texter
    policy: InvitePolicy
