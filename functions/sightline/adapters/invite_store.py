"""Invites in DynamoDB."""

from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Item, Table, epoch, sortable
from sightline.adapters.versions import VersionedTable
from sightline.domain.invite import Invite

_SHAPE = TypeAdapter(Invite)


class DynamoInviteStore:
    """An InviteStore on table `invites` with its indexes `by-force` and `by-work`."""

    def __init__(self, table: Table, life: timedelta) -> None:
        """Take the table, and how long after it was made an invite goes."""
        self._table = table
        self._life = life
        self._invites = VersionedTable(table, "invite_id", _SHAPE, self._index)

    def add(self, invite: Invite) -> None:
        """Store a new invite."""
        self._invites.add(invite)

    def get(self, invite_id: str) -> Invite:
        """Return an invite, or raise NotFoundError."""
        return self._invites.get(invite_id)

    def change(self, invite_id: str, how: Callable[[Invite], Invite]) -> Invite:
        """Apply `how` to the newest version by a conditional write."""
        return self._invites.change(invite_id, how)

    def list_by_force(self, force_id: str, since: datetime) -> list[Invite]:
        """Return the invites created since, newest first."""
        items = self._table.query(
            "force_id = :force AND created_at >= :since",
            {":force": force_id, ":since": sortable(since)},
            index="by-force",
            newest_first=True,
        )
        return [self._invites.from_item(item) for item in items]

    def list_overdue(self, now: datetime) -> list[Invite]:
        """Return the invites that are open but past their expiry."""
        items = self._table.query("#work = :open", {":open": "open"}, index="by-work")
        return [invite for invite in map(self._invites.from_item, items) if invite.expires_at <= now]

    def _index(self, invite: Invite) -> Item:
        return {
            "created_at": sortable(invite.created_at),
            "work": "open" if invite.is_open() else None,
            "expires_at_epoch": epoch(invite.created_at + self._life),
        }
