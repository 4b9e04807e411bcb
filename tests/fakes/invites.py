"""Invites in memory, and one to begin with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sightline.domain.errors import NotFoundError
from sightline.domain.invite import Capability, Invite, InviteState, Language, Purpose, RetentionCategory
from tests.fakes.clock import NOON


@dataclass
class InvitesInMemory:
    """An InviteStore."""

    invites: dict[str, Invite] = field(default_factory=dict)

    def add(self, invite: Invite) -> None:
        """Store a new invite."""
        self.invites.setdefault(invite.invite_id, invite)

    def get(self, invite_id: str) -> Invite:
        """Return an invite, or raise NotFoundError."""
        if invite_id not in self.invites:
            raise NotFoundError
        return self.invites[invite_id]

    def change(self, invite_id: str, how: Callable[[Invite], Invite]) -> Invite:
        """Apply `how` to the newest version."""
        self.invites[invite_id] = how(self.get(invite_id))
        return self.invites[invite_id]

    def list_by_force(self, force_id: str, since: datetime) -> list[Invite]:
        """Return the invites created since, newest first."""
        found = [each for each in self.invites.values() if each.force_id == force_id and each.created_at >= since]
        return sorted(found, key=lambda each: each.created_at, reverse=True)

    def list_overdue(self, now: datetime) -> list[Invite]:
        """Return the invites that are open but past their expiry."""
        return [each for each in self.invites.values() if each.is_open() and each.expires_at <= now]


def make_invite(invite_id: str = "invite-of-session-1", force_id: str = "avon", at: datetime = NOON) -> Invite:
    """Return an invite that was just made."""
    return Invite(
        invite_id=invite_id,
        force_id=force_id,
        officer_id="officer-1",
        officer_name="Sam Patel",
        phone_number="+447700900123",
        incident_ref="AV/2026/17",
        purpose=Purpose.INCIDENT_ASSESSMENT,
        capabilities=frozenset(Capability),
        language=Language.ENGLISH,
        retention_category=RetentionCategory.NOT_EVIDENTIAL,
        spoken_code="amber otter",
        state=InviteState.CREATED,
        created_at=at,
        expires_at=at + timedelta(minutes=30),
    )
