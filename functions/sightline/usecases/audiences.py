"""Who sees the picture: told to the citizen, who must always know."""

from sightline.domain.session import Session
from sightline.messages.signalling import Audience
from sightline.usecases.announcements import tell
from sightline.usecases.exchange import Exchange
from sightline.usecases.topics import citizen_of, seeing_of


def count_audience(exchange: Exchange, session: Session) -> Audience:
    """Count the officers, not their windows, who see the picture of a session now."""
    legs = exchange.connections.listeners(seeing_of(session.session_id))
    officers = {leg.participant.participant_id for leg in legs}
    return Audience(session_id=session.session_id, watching=len(officers), recording=session.is_recording())


def tell_audience(exchange: Exchange, session: Session) -> None:
    """Tell the citizen who sees the picture now."""
    tell(exchange, citizen_of(session.session_id), count_audience(exchange, session))
