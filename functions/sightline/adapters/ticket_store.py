"""One-use WebSocket tickets in DynamoDB."""

from datetime import datetime

from pydantic import TypeAdapter

from sightline.adapters.dynamo import Table, epoch, sortable
from sightline.domain.errors import TicketInvalidError
from sightline.domain.participant import Participant

_SHAPE = TypeAdapter(Participant)


class DynamoTicketStore:
    """A TicketStore on table `tickets`: redeeming is deleting, so there is one winner."""

    def __init__(self, table: Table) -> None:
        """Take the table."""
        self._table = table

    def add(self, ticket_hash: str, participant: Participant, expires_at: datetime) -> None:
        """Store a new ticket."""
        item = {
            "ticket_hash": ticket_hash,
            "participant": _SHAPE.dump_python(participant, mode="json"),
            "expires_at": sortable(expires_at),
            "expires_at_epoch": epoch(expires_at),
        }
        self._table.put(item)

    def redeem(self, ticket_hash: str, now: datetime) -> Participant:
        """Take a ticket, or raise TicketInvalidError."""
        item = self._table.delete({"ticket_hash": ticket_hash}, "expires_at > :now", {":now": sortable(now)})
        if item is None:
            raise TicketInvalidError
        return _SHAPE.validate_python(item["participant"])
