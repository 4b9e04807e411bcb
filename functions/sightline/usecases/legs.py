"""A participant opens, feeds and closes legs; a worker is at the other end of each."""

from sightline.domain.errors import (
    NoFreeWorkerError,
    NotAllowedError,
    NotFoundError,
    NothingToWatchError,
    SightlineError,
)
from sightline.domain.invite import Capability, TroubleReason
from sightline.domain.participant import Connection
from sightline.domain.session import Session
from sightline.domain.worker import Worker
from sightline.messages.changes import Hangup
from sightline.messages.signalling import Candidates, Direction, Listen, Offer, OpenLeg, Refusal, Talk
from sightline.usecases.announcements import announce_session
from sightline.usecases.exchange import Answers, Exchange
from sightline.usecases.leg_states import find_leg
from sightline.usecases.progress import stop_funnel
from sightline.usecases.topics import legs_of
from sightline.usecases.workers import choose_worker, command_worker, lose_worker

LegOffer = Offer | Talk | Listen

RETRY_FULL_SECONDS = RETRY_PICTURE_SECONDS = 1
"""At least: a killed worker is back within seconds, and the pages themselves wait longer after each failure."""


def open_up_leg(exchange: Exchange, caller: Connection, offer: Offer, session: Session) -> Answers:
    """Take the citizen's stream to a worker; when none has a place, say so to both ends."""
    session.require_running()
    if not (session.consented(Capability.VIDEO) or session.consented(Capability.AUDIO)):
        raise NotAllowedError
    claim_leg(exchange, caller, offer)
    command = to_open(caller, offer, session, "up")
    passed_over: set[str] = set()
    while worker := choose_worker(exchange, session, passed_over):
        if _place(exchange, worker, command):
            return ()
        passed_over.add(worker.worker_id)
    stop_funnel(exchange, session, TroubleReason.NO_FREE_WORKER)
    return [refuse(offer, NoFreeWorkerError(), RETRY_FULL_SECONDS)]


def open_down_leg(exchange: Exchange, caller: Connection, offer: Offer, session: Session) -> Answers:
    """Take an officer to the worker that has the picture."""
    session.require_running()
    claim_leg(exchange, caller, offer)
    command = to_open(caller, offer, session, "down")
    if session.worker_id and command_worker(exchange, session.worker_id, command):
        return ()
    return [refuse(offer, NothingToWatchError(), RETRY_PICTURE_SECONDS)]


def pass_to_worker(exchange: Exchange, caller: Connection, message: Candidates | Hangup, session: Session) -> Answers:
    """Hand candidates, or the wish to close a leg, to the session's worker.

    Candidates may overtake their offer, so a leg that nobody has offered yet is let through; the worker
    knows what to do with it.
    """
    _require_not_anothers(exchange, caller, message.session_id, message.leg_id)
    if session.worker_id:
        command_worker(exchange, session.worker_id, message)
    return ()


def _place(exchange: Exchange, worker: Worker, command: OpenLeg) -> bool:
    """Give a session's leg to a worker; False if the worker turns out to be gone."""
    placed = exchange.sessions.change(
        command.session_id, lambda session: session.placed(worker.worker_id, command.leg_id)
    )
    if not exchange.sender.send(worker.connection_id, command):
        lose_worker(exchange, worker.worker_id, worker.connection_id)
        return False
    announce_session(exchange, placed)
    return True


def claim_leg(exchange: Exchange, caller: Connection, offer: LegOffer) -> None:
    """Note whose leg this is; somebody else's name for a leg cannot be taken over."""
    _require_not_anothers(exchange, caller, offer.session_id, offer.leg_id)
    exchange.connections.join(legs_of(offer.session_id), Connection(offer.leg_id, caller.participant))


def _require_not_anothers(exchange: Exchange, caller: Connection, session_id: str, leg_id: str) -> None:
    leg = find_leg(exchange, session_id, leg_id)
    if leg and leg.participant.participant_id != caller.participant.participant_id:
        raise NotFoundError


def to_open(caller: Connection, offer: LegOffer, session: Session, direction: Direction) -> OpenLeg:
    """Write the command by which a worker opens a leg."""
    return OpenLeg(
        reply_to=caller.connection_id,
        participant_id=caller.participant.participant_id,
        participant_name=caller.participant.name,
        force_id=session.force_id,
        session_id=session.session_id,
        leg_id=offer.leg_id,
        direction=direction,
        sdp=offer.sdp,
    )


def refuse(offer: LegOffer, error: SightlineError, retry_after_seconds: int | None = None) -> Refusal:
    """Say that a leg is not opened, and when it is worth another try, if ever."""
    return Refusal(
        session_id=offer.session_id,
        leg_id=offer.leg_id,
        code=error.code,
        text=error.detail,
        retry_after_seconds=retry_after_seconds,
    )
