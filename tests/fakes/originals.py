"""What a phone has recorded of its own, declared and stored."""

from dataclasses import replace
from datetime import datetime, timedelta

from sightline.domain.original import PieceName
from sightline.domain.session import EndReason, SessionState
from sightline.messages.originals import OriginalDeclaration, TakeDeclaration
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory

WEBM = "video/webm;codecs=vp8,opus"
PIECE = timedelta(seconds=4)


def keep_original(exchange: ExchangeInMemory) -> None:
    """Let the citizen of session-1 agree to it."""
    session = exchange.sessions.get("session-1")
    consent = replace(session.require_consent(), keep_original=True)
    exchange.sessions.change("session-1", lambda each: replace(each, consent=consent))


def end(exchange: ExchangeInMemory, reason: EndReason = EndReason.CITIZEN) -> None:
    """End session-1 now."""
    now = exchange.clock.now()
    exchange.sessions.change(
        "session-1", lambda each: replace(each, state=SessionState.ENDED, ended_at=now, end_reason=reason)
    )


def a_declaration(pieces: int, *, complete: bool = False, said_at: datetime = NOON) -> OriginalDeclaration:
    """Return a phone's word on one take of so many pieces."""
    take = TakeDeclaration(take_id="t1", mime=WEBM, pieces=pieces)
    return OriginalDeclaration(takes=[take], said_at=said_at, complete=complete)


def store_piece(exchange: ExchangeInMemory, sequence: int, began_at: datetime = NOON) -> PieceName:
    """Put a piece of four seconds into the bucket."""
    name = PieceName("avon/session-1/", "t1", sequence, began_at + sequence * PIECE, PIECE, "webm")
    exchange.evidence.objects[name.key] = f"piece {sequence}".encode()
    return name
