"""Chat between a citizen and the officers who watch."""

from sightline.domain.participant import Connection, Role
from sightline.domain.session import Session
from sightline.messages.signalling import Chat, ChatHistory, ChatSent
from sightline.messages.views import ChatView
from sightline.usecases.announcements import tell
from sightline.usecases.exchange import Answers, Exchange
from sightline.usecases.topics import citizen_of, watchers_of

RECALLED = 25
"""How many lines a page is given again: as many as fit one frame of API Gateway's (128 KB), however long they are."""


def send_chat(exchange: Exchange, caller: Connection, message: Chat, session: Session) -> Answers:
    """Store a line once and send it to both ends; a repeated one is sent as it was the first time."""
    session.require_running()
    stored = exchange.chat.add(session.session_id, _write_line(exchange, caller, message), message.ref)
    sent = ChatSent(session_id=session.session_id, message=stored, ref=message.ref)
    tell(exchange, citizen_of(session.session_id), sent)
    watchers = exchange.connections.listeners(watchers_of(session.session_id))
    tell(exchange, watchers_of(session.session_id), sent)
    is_told = caller.participant.role is Role.CITIZEN or any(
        watcher.connection_id == caller.connection_id for watcher in watchers
    )
    return () if is_told else [sent]


def recall_chat(exchange: Exchange, session: Session) -> ChatHistory | None:
    """Return what has been said of late; None where nothing has."""
    lines = exchange.chat.list_all(session.session_id)[-RECALLED:]
    return ChatHistory(session_id=session.session_id, messages=lines) if lines else None


def _write_line(exchange: Exchange, caller: Connection, message: Chat) -> ChatView:
    now = exchange.clock.now()
    return ChatView(
        # Milliseconds first, so that ids sort as time does.
        message_id=f"{int(now.timestamp() * 1000):013d}-{exchange.entropy.token(48)}",
        sender="citizen" if caller.participant.role is Role.CITIZEN else "officer",
        sender_name=caller.participant.name,
        text=message.text,
        sent_at=now,
    )
