"""Legs over plain HTTP, for programs without our WebSocket: WHIP (RFC 9725) for cameras, WHEP for players.

An offer goes to the worker as everybody's does. The worker's answer comes back over its own WebSocket, in
another process than the one that waits for it, and is kept for that one for a moment.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta

from pydantic import ValidationError

from sightline.domain.authority import Action, require
from sightline.domain.errors import (
    IceRestartRefusedError,
    IceSessionMismatchError,
    IceSessionUnnamedError,
    InvalidOfferError,
    NoCommonCodecError,
    NoFreeWorkerError,
    NotFoundError,
    NothingToWatchError,
    SightlineError,
    TooManyRequestsError,
    UnreachableError,
)
from sightline.domain.ice_fragment import IceFragment
from sightline.domain.participant import Connection, Participant
from sightline.domain.session import Session
from sightline.messages.base import Model
from sightline.messages.changes import Hangup
from sightline.messages.signalling import Answer, Candidates, Offer, Refusal
from sightline.usecases.exchange import Exchange
from sightline.usecases.leg_states import find_leg
from sightline.usecases.legs import open_down_leg, open_up_leg, pass_to_worker
from sightline.usecases.topics import http_reply

PATIENCE = timedelta(seconds=10)
"""A worker answers within a second; API Gateway waits for 29."""

Opening = Callable[[Exchange, Connection, Offer, Session], Sequence[Model]]

_REFUSED_LINE = re.compile(r"^m=\w+ 0 ", re.MULTILINE)
_REFUSALS = {
    error.code: error
    for error in (InvalidOfferError, NoCommonCodecError, NoFreeWorkerError, NothingToWatchError, TooManyRequestsError)
}
_FOR_ENGINEERS: dict[type[SightlineError], str] = {
    InvalidOfferError: "The offer needs one BUNDLE with ICE and DTLS, and at most one track of each kind.",
    NoCommonCodecError: "Offer H.264 with packetization mode 1, or VP8; and Opus for sound.",
}
"""What the usual sentences say to somebody before a browser."""


def send_up(exchange: Exchange, sender: Participant, session: Session, sdp: str) -> Answer:
    """Open a camera's leg; all that it offers is taken, or none of it (RFC 9725, section 4.4.3)."""
    require(sender, Action.STREAM_UP)
    answer = _open(exchange, sender, session, sdp, open_up_leg)
    if _REFUSED_LINE.search(answer.sdp):
        _withdraw(exchange, sender, session, answer.leg_id)
        raise _say(NoCommonCodecError)
    return answer


def watch(exchange: Exchange, player: Participant, session: Session, sdp: str) -> Answer:
    """Open a player's leg."""
    require(player, Action.WATCH_SESSION)
    return _open(exchange, player, session, sdp, open_down_leg)


def hang_up(exchange: Exchange, caller: Participant, session: Session, leg_id: str) -> None:
    """Close a leg of the caller's."""
    _require_leg(exchange, caller, session, leg_id)
    message = Hangup(session_id=session.session_id, leg_id=leg_id)
    pass_to_worker(exchange, _caller_of(caller, leg_id), message, session)


def trickle(
    exchange: Exchange, caller: Participant, session: Session, leg_id: str, fragment: IceFragment, matching: str | None
) -> None:
    """Hand further candidates of a leg on, if they are meant for it (RFC 9725, section 4.3)."""
    _require_leg(exchange, caller, session, leg_id)
    if matching is None:
        raise IceSessionUnnamedError
    if matching.strip('"') == "*":
        raise IceRestartRefusedError
    if matching != entity_tag(leg_id):
        raise IceSessionMismatchError
    message = Candidates(
        session_id=session.session_id,
        leg_id=leg_id,
        candidates=list(fragment.candidates),
        last=fragment.is_last,
    )
    pass_to_worker(exchange, _caller_of(caller, leg_id), message, session)


def entity_tag(leg_id: str) -> str:
    """Name the one ICE session that a leg ever has."""
    return f'"{leg_id}"'


def _open(exchange: Exchange, caller: Participant, session: Session, sdp: str, opening: Opening) -> Answer:
    leg_id = exchange.entropy.token(128)
    offer = _write_offer(session, leg_id, sdp)
    for refusal in opening(exchange, _caller_of(caller, leg_id), offer, session):
        raise _error_of(refusal)
    answer = exchange.answers.wait(session.session_id, leg_id, PATIENCE)
    if isinstance(answer, Answer):
        return answer
    if answer is None:
        _withdraw(exchange, caller, session, leg_id)
    raise _error_of(answer)


def _withdraw(exchange: Exchange, caller: Participant, session: Session, leg_id: str) -> None:
    """Close a leg that was offered a moment ago, at the worker that it was given to since, if that is still there."""
    with suppress(NotFoundError):
        hang_up(exchange, caller, exchange.sessions.get(session.session_id), leg_id)


def _write_offer(session: Session, leg_id: str, sdp: str) -> Offer:
    try:
        return Offer(session_id=session.session_id, leg_id=leg_id, sdp=sdp)
    except ValidationError as error:
        raise _say(InvalidOfferError) from error


def _caller_of(caller: Participant, leg_id: str) -> Connection:
    return Connection(http_reply(leg_id), caller)


def _error_of(answer: Model | None) -> SightlineError:
    """Return the error that a refusal stands for; no answer at all is a worker that cannot be reached."""
    return _say(_REFUSALS.get(answer.code, UnreachableError) if isinstance(answer, Refusal) else UnreachableError)


def _say(error: type[SightlineError]) -> SightlineError:
    return error(_FOR_ENGINEERS.get(error))


def _require_leg(exchange: Exchange, caller: Participant, session: Session, leg_id: str) -> None:
    leg = find_leg(exchange, session.session_id, leg_id)
    if leg is None or leg.participant.participant_id != caller.participant_id:
        raise NotFoundError
