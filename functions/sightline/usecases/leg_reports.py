"""What a worker answers and reports of the legs that it was given."""

from collections.abc import Callable
from dataclasses import replace

from sightline.domain.errors import (
    InvalidOfferError,
    NoCommonCodecError,
    NotFoundError,
    OfferTooLargeError,
    TooManyTracksError,
)
from sightline.domain.invite import FunnelStage
from sightline.domain.participant import Connection
from sightline.domain.session import Session, SessionState
from sightline.messages.signalling import Answer, Direction, LegReport, Refusal, WorkerAnswer, WorkerRefusal
from sightline.usecases.announcements import announce_session
from sightline.usecases.audiences import tell_audience
from sightline.usecases.exchange import Answers, Exchange
from sightline.usecases.leg_states import find_leg, tell_leg
from sightline.usecases.progress import reach_stage
from sightline.usecases.talking import note_listen_leg, note_talk_leg, release_word
from sightline.usecases.topics import http_reply, legs_of, seeing_of

RETRY_REFUSED_SECONDS = 5
FINAL_REFUSALS = frozenset(
    error.code for error in (InvalidOfferError, NoCommonCodecError, OfferTooLargeError, TooManyTracksError)
)
"""No worker and no time makes these offers better."""


def pass_answer(exchange: Exchange, _caller: Connection, message: WorkerAnswer, session: Session) -> Answers:
    """Hand a worker's answer to the connection that made the offer."""
    answer = Answer(session_id=message.session_id, leg_id=message.leg_id, sdp=message.sdp)
    _reply(exchange, session, message.reply_to, answer)
    return ()


def pass_refusal(exchange: Exchange, _caller: Connection, message: WorkerRefusal, session: Session) -> Answers:
    """Hand a worker's refusal to the connection that made the offer; the citizen's next one may go elsewhere."""
    refusal = Refusal(
        session_id=message.session_id,
        leg_id=message.leg_id,
        code=message.code,
        text=message.text,
        retry_after_seconds=None if message.code in FINAL_REFUSALS else RETRY_REFUSED_SECONDS,
    )
    _reply(exchange, session, message.reply_to, refusal)
    exchange.connections.leave(legs_of(session.session_id), message.leg_id)
    release_word(exchange, session, message.leg_id)
    if message.leg_id == session.up_leg_id and session.worker_id:
        _change_up_leg(exchange, session, message.leg_id, lambda newest: newest.displaced(newest.worker_id or ""))
    return ()


def note_leg(exchange: Exchange, _caller: Connection, message: LegReport, session: Session) -> Answers:
    """Note what has become of a leg, and tell who must know. Reports of legs that nobody offered are late ones."""
    leg = find_leg(exchange, session.session_id, message.leg_id)
    if leg is None:
        return ()
    if message.state == "closed":
        exchange.connections.leave(legs_of(session.session_id), message.leg_id)
    _NOTES[message.direction](exchange, session, leg, message)
    tell_leg(exchange, session, leg, message.direction, message.state, message.reason)
    return ()


def _note_up_leg(exchange: Exchange, session: Session, leg: Connection, report: LegReport) -> None:
    if report.state == "connected":
        reach_stage(exchange, session, FunnelStage.CONNECTING)
    elif report.state == "first-frame":
        reach_stage(exchange, session, FunnelStage.FIRST_FRAME)
        now = exchange.clock.now()
        _change_up_leg(exchange, session, leg.connection_id, lambda newest: newest.live(now))
    elif report.state == "closed":
        _change_up_leg(
            exchange, session, leg.connection_id, lambda newest: replace(newest, up_leg_id=None, up_leg_at=None)
        )


def _note_down_leg(exchange: Exchange, session: Session, leg: Connection, report: LegReport) -> None:
    topic = seeing_of(session.session_id)
    if report.state == "connected":
        exchange.connections.join(topic, leg)
    elif report.state == "closed":
        exchange.connections.leave(topic, leg.connection_id)
    else:
        return
    tell_audience(exchange, session)
    announce_session(exchange, session)


_NOTES: dict[Direction, Callable[[Exchange, Session, Connection, LegReport], None]] = {
    "up": _note_up_leg,
    "down": _note_down_leg,
    "talk": note_talk_leg,
    "listen": note_listen_leg,
}


def _change_up_leg(exchange: Exchange, session: Session, leg_id: str, how: Callable[[Session], Session]) -> None:
    """Change a session unless it has ended or has another up leg by now, and tell both ends."""

    def change(newest: Session) -> Session:
        is_current = newest.up_leg_id == leg_id and newest.state is not SessionState.ENDED
        return how(newest) if is_current else newest

    changed = exchange.sessions.change(session.session_id, change)
    if changed != session:
        tell_audience(exchange, changed)
        announce_session(exchange, changed)


def _reply(exchange: Exchange, session: Session, reply_to: str, message: Answer | Refusal) -> None:
    if reply_to == http_reply(message.leg_id):
        exchange.answers.put(message)
        return
    receiver = exchange.connections.get(reply_to)
    if receiver is None:
        return
    if receiver.participant.force_id != session.force_id:
        raise NotFoundError
    if not receiver.participant.is_officer() and receiver.participant.session_id != session.session_id:
        raise NotFoundError
    exchange.sender.send(reply_to, message)
