"""One table a role from what is said to who may say it and what is then done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sightline.domain.authority import Action, require, require_object
from sightline.domain.errors import NotFoundError
from sightline.domain.participant import Connection, Participant, Role
from sightline.domain.session import EndReason, Session
from sightline.messages import signalling as said
from sightline.messages.base import Model
from sightline.messages.changes import Hangup
from sightline.usecases import (
    chat,
    connections,
    leg_reports,
    legs,
    progress,
    qualities,
    recordings,
    stills,
    talking,
    watching,
    workers,
)
from sightline.usecases.endings import end_session
from sightline.usecases.exchange import Answers, Exchange


@dataclass(frozen=True)
class Rule:
    """What a message asks for, and what answers it once its sender may ask for it of that session."""

    action: Action
    answer: Callable[[Exchange, Connection, Any, Session], Answers]


def _end(exchange: Exchange, caller: Connection, _message: said.End, session: Session) -> Answers:
    reason = EndReason.CITIZEN if caller.participant.role is Role.CITIZEN else EndReason.OFFICER
    end_session(exchange, session.session_id, reason)
    return ()


FOR_CITIZENS: Mapping[type[Model], Rule] = {
    said.Offer: Rule(Action.STREAM_UP, legs.open_up_leg),
    said.Listen: Rule(Action.LISTEN, talking.open_listen_leg),
    said.Unlisten: Rule(Action.LISTEN, talking.stop_listening),
    said.Candidates: Rule(Action.STREAM_UP, legs.pass_to_worker),
    Hangup: Rule(Action.STREAM_UP, legs.pass_to_worker),
    said.Chat: Rule(Action.SEND_CHAT, chat.send_chat),
    said.End: Rule(Action.END_SESSION, _end),
    said.Progress: Rule(Action.REPORT_PROGRESS, progress.note_progress),
    said.Trouble: Rule(Action.REPORT_PROGRESS, progress.note_trouble),
    said.Capture: Rule(Action.REPORT_PROGRESS, progress.note_capture),
    said.Still: Rule(Action.STREAM_UP, stills.take_still),
}
FOR_OFFICERS: Mapping[type[Model], Rule] = {
    said.Offer: Rule(Action.WATCH_SESSION, legs.open_down_leg),
    said.Talk: Rule(Action.TALK, talking.open_talk_leg),
    said.Candidates: Rule(Action.WATCH_SESSION, legs.pass_to_worker),
    Hangup: Rule(Action.WATCH_SESSION, legs.pass_to_worker),
    said.Chat: Rule(Action.SEND_CHAT, chat.send_chat),
    said.End: Rule(Action.END_SESSION, _end),
    said.Watch: Rule(Action.WATCH_SESSION, watching.watch_session),
    said.Unwatch: Rule(Action.WATCH_SESSION, watching.unwatch_session),
    said.AskQuality: Rule(Action.WATCH_SESSION, qualities.ask_quality),
}
FOR_WORKERS: Mapping[type[Model], Rule] = {
    said.WorkerAnswer: Rule(Action.SERVE_LEGS, leg_reports.pass_answer),
    said.WorkerRefusal: Rule(Action.SERVE_LEGS, leg_reports.pass_refusal),
    said.LegReport: Rule(Action.SERVE_LEGS, leg_reports.note_leg),
    said.RecordingReport: Rule(Action.SERVE_LEGS, recordings.note_recording),
}


def answer_message(exchange: Exchange, caller: Connection, message: Model) -> Answers:
    """Do what a message asks, if its sender may, and return what to answer."""
    if isinstance(message, said.Hello):
        return connections.greet(exchange, caller)
    if isinstance(message, said.Ping):
        return connections.answer_ping(exchange, caller)
    if isinstance(message, said.Announce):
        require(caller.participant, Action.SERVE_LEGS)
        return workers.announce_worker(exchange, caller, message)
    if isinstance(message, said.Stored):
        require(caller.participant, Action.SERVE_LEGS)
        return recordings.note_stored(exchange, message)
    rule = rules_for(caller.participant.role)[type(message)]
    require(caller.participant, rule.action)
    session = exchange.sessions.get(_session_id(caller.participant, message))
    _require_own(caller.participant, session)
    return rule.answer(exchange, caller, message, session)


def rules_for(role: Role) -> Mapping[type[Model], Rule]:
    """Return the rules of what a role can say about a session."""
    return {Role.CITIZEN: FOR_CITIZENS, Role.WORKER: FOR_WORKERS}.get(role, FOR_OFFICERS)


def _session_id(participant: Participant, message: Model) -> str:
    """Name the session that a message is about; those of a citizen's page are about its own."""
    return str(getattr(message, "session_id", participant.session_id))


def _require_own(participant: Participant, session: Session) -> None:
    require_object(participant, force_id=session.force_id, session_id=session.session_id)
    if participant.role is Role.WORKER and session.worker_id != participant.participant_id:
        raise NotFoundError
