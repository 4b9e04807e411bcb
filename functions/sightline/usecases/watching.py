"""An officer turns to a session and away from it."""

from sightline.domain.custody import CustodyAction
from sightline.domain.participant import Connection
from sightline.domain.session import Session
from sightline.messages.changes import Positions, SessionChanged
from sightline.messages.signalling import Unwatch, Watch
from sightline.usecases.announcements import announce_session, view_position, view_session
from sightline.usecases.custody import looked_at, note_event
from sightline.usecases.exchange import Answers, Exchange
from sightline.usecases.topics import watchers_of

NEWEST_POSITIONS = 100
"""How much of the trail goes with the answer: API Gateway takes 128 KB. The whole trail is there over HTTP."""


def watch_session(exchange: Exchange, caller: Connection, _message: Watch, session: Session) -> Answers:
    """Let an officer follow a session; answer with what there is of it now."""
    exchange.connections.join(watchers_of(session.session_id), caller)
    watched = looked_at(CustodyAction.WATCHED, caller.participant, exchange.clock.now())
    note_event(exchange, session.force_id, session.session_id, watched)
    announce_session(exchange, session)
    newest = exchange.positions.list_trail(session.session_id)[-NEWEST_POSITIONS:]
    positions = Positions(session_id=session.session_id, positions=[view_position(position) for position in newest])
    return [SessionChanged(session=view_session(exchange, session)), positions]


def unwatch_session(exchange: Exchange, caller: Connection, _message: Unwatch, session: Session) -> Answers:
    """Let an officer follow a session no more."""
    exchange.connections.leave(watchers_of(session.session_id), caller.connection_id)
    announce_session(exchange, session)
    return ()
