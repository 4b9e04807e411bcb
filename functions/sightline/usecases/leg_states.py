"""Tells both ends what has become of a leg."""

from sightline.domain.participant import Connection, Role
from sightline.domain.session import Session
from sightline.messages.signalling import Leg, LegState
from sightline.usecases.announcements import tell
from sightline.usecases.exchange import Exchange
from sightline.usecases.topics import citizen_of, legs_of, officers_of, watchers_of


def find_leg(exchange: Exchange, session_id: str, leg_id: str) -> Connection | None:
    """Return a leg with its owner, or None if nobody has offered it."""
    legs = exchange.connections.listeners(legs_of(session_id))
    return next((leg for leg in legs if leg.connection_id == leg_id), None)


def tell_leg(exchange: Exchange, session: Session, leg: Connection, state: LegState, reason: str | None = None) -> None:
    """Tell a leg's owner of its state, and of the citizen's leg the officers who watch, too."""
    is_up = leg.participant.role is Role.CITIZEN
    event = Leg(
        session_id=session.session_id,
        leg_id=leg.connection_id,
        direction="up" if is_up else "down",
        state=state,
        reason=reason,
    )
    if is_up:
        tell(exchange, citizen_of(session.session_id), event)
        tell(exchange, watchers_of(session.session_id), event)
        return
    for officer in exchange.connections.listeners(officers_of(session.force_id)):
        if officer.participant.participant_id == leg.participant.participant_id:
            exchange.sender.send(officer.connection_id, event)
