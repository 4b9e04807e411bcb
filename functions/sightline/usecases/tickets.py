"""One-use WebSocket tickets: drawn over HTTP by whoever has proved who they are, given up on connecting."""

from datetime import timedelta
from typing import Protocol

from sightline.domain.errors import TicketInvalidError
from sightline.domain.participant import Participant, Role
from sightline.domain.token import hash_token
from sightline.messages.tickets import Ticket
from sightline.ports import Clock, Entropy, SessionStore, TicketStore
from sightline.usecases.ice import IceDirectory

TICKET_LIFE = timedelta(seconds=30)


class TicketDesk(Protocol):
    """The ports that drawing a ticket needs."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def entropy(self) -> Entropy:
        """Randomness."""
        ...

    @property
    def tickets(self) -> TicketStore:
        """The tickets."""
        ...

    @property
    def sessions(self) -> SessionStore:
        """The sessions; one that is over gives its citizen no ticket."""
        ...


def draw_ticket(desk: TicketDesk, participant: Participant, ice: IceDirectory) -> Ticket:
    """Give a participant the right to one WebSocket connection within the next 30 seconds, and what its legs need."""
    if participant.role is Role.CITIZEN and participant.session_id:
        desk.sessions.get(participant.session_id).require_running()
    secret = desk.entropy.token(128)
    now = desk.clock.now()
    expires_at = now + TICKET_LIFE
    desk.tickets.add(hash_token(secret), participant, expires_at)
    ice_servers = [] if participant.role is Role.WORKER else ice.servers_for(participant.participant_id, now)
    return Ticket(ticket=secret, expires_at=expires_at, ice_servers=ice_servers)


def redeem_ticket(
    tickets: TicketStore, clock: Clock, *, ticket: str | None, origin: str | None, site_origin: str
) -> Participant:
    """Return who connects, or raise TicketInvalidError; browsers must come from the site, workers from no site.

    A foreign page does not even get to spend a stolen ticket.
    """
    if not ticket or origin not in {None, site_origin}:
        raise TicketInvalidError
    participant = tickets.redeem(hash_token(ticket), clock.now())
    if (origin is None) != (participant.role is Role.WORKER):
        raise TicketInvalidError
    return participant
