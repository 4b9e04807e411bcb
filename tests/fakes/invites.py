"""Invites in memory."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sightline.domain.errors import NotFoundError
from sightline.domain.invite import Invite


@dataclass
class InvitesInMemory:
    """An InviteStore."""

    by_id: dict[str, Invite] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, invite: Invite) -> None:
        """Store a new invite."""
        self.by_id.setdefault(invite.invite_id, invite)

    def get(self, invite_id: str) -> Invite:
        """Return an invite, or raise NotFoundError."""
        if invite_id not in self.by_id:
            raise NotFoundError
        return self.by_id[invite_id]

    def change(self, invite_id: str, how: Callable[[Invite], Invite]) -> Invite:
        """Apply `how` while nobody else does."""
        with self.lock:
            known = self.get(invite_id)
            changed = replace(how(known), version=known.version + 1)
            self.by_id[invite_id] = changed
            return changed

    def list_by_force(self, force_id: str, since: datetime) -> list[Invite]:
        """Return the invites created since, newest first."""
        found = (invite for invite in self.by_id.values() if invite.force_id == force_id)
        return sorted(
            (invite for invite in found if invite.created_at >= since),
            key=lambda invite: invite.created_at,
            reverse=True,
        )

    def list_overdue(self, now: datetime) -> list[Invite]:
        """Return the invites that are open but past their expiry."""
        return [invite for invite in self.by_id.values() if invite.is_open() and invite.expires_at <= now]
