"""Tokens, caps, receipts' owners and tickets in memory."""

import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sightline.domain.errors import TicketInvalidError
from sightline.domain.participant import Participant
from sightline.domain.token import Token
from sightline.ports import Clock


@dataclass
class TokensInMemory:
    """A TokenStore."""

    clock: Clock
    by_hash: dict[str, Token] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, token: Token) -> None:
        """Store a token, in the place of one with its hash."""
        self.by_hash[token.token_hash] = token

    def get(self, token_hash: str) -> Token | None:
        """Return a token within its life, or None."""
        token = self.by_hash.get(token_hash)
        return token if token and token.expires_at > self.clock.now() else None

    def spend(self, token_hash: str, device_hash: str, at: datetime) -> bool:
        """Spend a token for one device."""
        with self.lock:
            token = self.by_hash.get(token_hash)
            if token is None or token.spent_by not in {None, device_hash}:
                return False
            self.by_hash[token_hash] = replace(token, spent_at=token.spent_at or at, spent_by=device_hash)
            return True

    def remove(self, token_hash: str) -> None:
        """Make a token worthless."""
        self.by_hash.pop(token_hash, None)

    def count(self, cap: str, limit: int, life: timedelta) -> bool:  # noqa: ARG002  the port's signature
        """Count up to the limit."""
        with self.lock:
            if self.counted[cap] >= limit:
                return False
            self.counted[cap] += 1
            return True


@dataclass
class ReceiptsInMemory:
    """A ReceiptIndex."""

    invites: dict[str, str] = field(default_factory=dict)

    def put(self, provider_message_id: str, invite_id: str) -> None:
        """Note whose text this was."""
        self.invites[provider_message_id] = invite_id

    def get(self, provider_message_id: str) -> str | None:
        """Return the invite's id, or None."""
        return self.invites.get(provider_message_id)


@dataclass
class TicketsInMemory:
    """A TicketStore."""

    by_hash: dict[str, tuple[Participant, datetime]] = field(default_factory=dict)

    def add(self, ticket_hash: str, participant: Participant, expires_at: datetime) -> None:
        """Store a new ticket."""
        self.by_hash[ticket_hash] = (participant, expires_at)

    def redeem(self, ticket_hash: str, now: datetime) -> Participant:
        """Take a ticket, or raise TicketInvalidError."""
        participant, expires_at = self.by_hash.pop(ticket_hash, (None, now))
        if participant is None or expires_at <= now:
            raise TicketInvalidError
        return participant
