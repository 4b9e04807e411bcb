"""A phone's own recording: it says what it has, asks where to put each piece, and says when that was all."""

from datetime import datetime, timedelta
from typing import Protocol

from sightline.domain.authority import Action
from sightline.domain.errors import InvalidRequestError, NotAllowedError, NotFoundError, OriginalClosedError
from sightline.domain.original import Original, PieceBody, PieceName, Take, container_of, original_prefix, read_takes
from sightline.domain.participant import Participant
from sightline.domain.session import Session, SessionState, session_prefix
from sightline.messages.originals import (
    OriginalDeclaration,
    OriginalStanding,
    PieceAddress,
    PieceRequest,
    TakeDeclaration,
    TakeStanding,
)
from sightline.ports import Clock, EvidenceStore, SealQueue, SessionStore
from sightline.usecases.access import find_session

ADDRESS_LIFE = timedelta(minutes=5)
"""A piece of some seconds, sent over a bad network; a phone asks again for one that took longer."""
AT_ONCE = timedelta(0)


class OriginalDesk(Protocol):
    """The ports that taking in a phone's own recording needs."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        ...

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...

    @property
    def seal_queue(self) -> SealQueue:
        """What waits for its manifest."""
        ...


def declare_original(desk: OriginalDesk, citizen: Participant, said: OriginalDeclaration) -> OriginalStanding:
    """Note what a phone has recorded, and answer what of it is stored; have it signed once nothing more comes."""
    now = desk.clock.now()
    session = _find_open(desk, citizen, now)
    takes = [_read_take(take) for take in said.takes]
    offset = (now - said.said_at).total_seconds()

    def declared(newest: Session) -> Session:
        return newest.declares_original(takes, offset, complete=said.complete and newest.state is SessionState.ENDED)

    session = desk.sessions.change(session.session_id, declared)
    if session.original and session.original.complete:
        desk.seal_queue.put(session.session_id, AT_ONCE)
    return _view_standing(desk, session)


def address_piece(desk: OriginalDesk, citizen: Participant, piece: PieceRequest) -> PieceAddress:
    """Say where a declared piece may be put, for the next minutes and with these bytes only."""
    session = _find_open(desk, citizen, desk.clock.now())
    take = (session.original or Original()).take(piece.take_id)
    if take is None or piece.sequence >= take.pieces:
        message = "sequence: not a piece that was declared"
        raise InvalidRequestError(message)
    name = PieceName(
        session_prefix(session),
        take.take_id,
        piece.sequence,
        piece.captured_at,
        timedelta(milliseconds=piece.duration_milliseconds),
        container_of(take.mime),
    )
    body = PieceBody(take.mime, piece.bytes, piece.sha256)
    url, headers = desk.evidence.presign_piece(name.key, body, ADDRESS_LIFE)
    return PieceAddress(url=url, headers=headers)


def _find_open(desk: OriginalDesk, citizen: Participant, now: datetime) -> Session:
    """Return the citizen's own session while it takes an original."""
    if citizen.session_id is None:
        raise NotFoundError
    session = find_session(desk.sessions, citizen, Action.SEND_ORIGINAL, citizen.session_id)
    if not session.keeps_original():
        raise NotAllowedError
    closes_at = session.sends_until()
    if not session.awaits_original() or (closes_at and now >= closes_at):
        raise OriginalClosedError
    return session


def _read_take(said: TakeDeclaration) -> Take:
    return Take(said.take_id, said.mime, said.pieces, said.cut_short)


def _view_standing(desk: OriginalDesk, session: Session) -> OriginalStanding:
    stored = read_takes(desk.evidence.list_keys(original_prefix(session_prefix(session))))
    return OriginalStanding(
        takes=[
            TakeStanding(take_id=take_id, stored=[piece.sequence for piece in pieces])
            for take_id, pieces in stored.items()
        ],
        session_ended=session.state is SessionState.ENDED,
        end_reason=session.end_reason,
        closes_at=session.sends_until(),
    )
