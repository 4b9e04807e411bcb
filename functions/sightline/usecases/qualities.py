"""An officer asks for a sharper picture or for less of it; the citizen's page follows as far as the network lets it."""

from dataclasses import replace

from sightline.domain.participant import Connection
from sightline.domain.session import Session
from sightline.messages.signalling import AskQuality, QualityAsked
from sightline.usecases.announcements import announce_session, tell
from sightline.usecases.exchange import Answers, Exchange
from sightline.usecases.topics import citizen_of


def ask_quality(exchange: Exchange, _caller: Connection, message: AskQuality, session: Session) -> Answers:
    """Keep what is asked, for a page that comes back, and tell both ends."""
    session.require_running()
    changed = exchange.sessions.change(
        session.session_id, lambda newest: replace(newest, asked_quality=message.quality)
    )
    tell(exchange, citizen_of(session.session_id), recall_quality(changed))
    announce_session(exchange, changed)
    return ()


def recall_quality(session: Session) -> QualityAsked:
    """Return what is asked of a session's page now."""
    return QualityAsked(session_id=session.session_id, quality=session.asked_quality)
