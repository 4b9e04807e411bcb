"""Tells both ends what has become of a leg."""

from sightline.domain.participant import Connection, Role
from sightline.domain.session import Session
from sightline.messages.signalling import Direction, Leg, LegState
from sightline.usecases.announcements import tell
from sightline.usecases.exchange import Exchange
from sightline.usecases.topics import citizen_of, legs_of, officers_of, watchers_of


def find_leg(exchange: Exchange, session_id: str, leg_id: str) -> Connection | None:
    """Return a leg with its owner, or None if nobody has offered it."""
    legs = exchange.connections.listeners(legs_of(session_id))
    return next((leg for leg in legs if leg.connection_id == leg_id), None)


def direction_of(session: Session, leg: Connection) -> Direction:
    """Say what a leg of a session is for."""
    if leg.participant.role is Role.SOURCE:
        return "up"
    if leg.participant.role is Role.CITIZEN:
        return "listen" if leg.connection_id == session.talk.listen_leg_id else "up"
    speaker = session.talk.speaker
    return "talk" if speaker and leg.connection_id == speaker.leg_id else "down"


def tell_leg(
    exchange: Exchange,
    session: Session,
    leg: Connection,
    direction: Direction,
    state: LegState,
    reason: str | None = None,
) -> None:
    """Tell a leg's owner of its state, and of the citizen's up leg the officers who watch, too."""
    event = Leg(
        session_id=session.session_id, leg_id=leg.connection_id, direction=direction, state=state, reason=reason
    )
    if direction == "up":
        tell(exchange, watchers_of(session.session_id), event)
    if leg.participant.role is Role.CITIZEN:
        tell(exchange, citizen_of(session.session_id), event)
        return
    for officer in exchange.connections.listeners(officers_of(session.force_id)):
        if officer.participant.participant_id == leg.participant.participant_id:
            exchange.sender.send(officer.connection_id, event)
