"""How far an invite has come, as the citizen's page and the worker tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sightline.domain.invite import FunnelStage, Invite, Trouble, TroubleReason
from sightline.domain.session import Capture, Session
from sightline.usecases.announcements import announce_invite, announce_session
from sightline.usecases.milestones import change_invite

if TYPE_CHECKING:
    from collections.abc import Callable

    from sightline.domain.participant import Connection
    from sightline.messages import signalling as said
    from sightline.usecases.exchange import Answers, Exchange


def note_progress(exchange: Exchange, _caller: Connection, message: said.Progress, session: Session) -> Answers:
    """Note a stage that only the citizen's page can see."""
    session.require_running()
    reach_stage(exchange, session, FunnelStage(message.stage))
    return ()


def note_trouble(exchange: Exchange, _caller: Connection, message: said.Trouble, session: Session) -> Answers:
    """Note why the citizen's page cannot go on, for the officer to read out what helps."""
    session.require_running()
    trouble = Trouble(message.stage, message.reason, exchange.clock.now())
    _change_invite(exchange, session, lambda invite: replace(invite, trouble=trouble))
    return ()


def note_capture(exchange: Exchange, _caller: Connection, message: said.Capture, session: Session) -> Answers:
    """Note what camera, microphone and signal of the phone are doing."""
    session.require_running()
    capture = Capture(**message.model_dump(exclude={"type"}))
    announce_session(
        exchange, exchange.sessions.change(session.session_id, lambda newest: replace(newest, capture=capture))
    )
    return ()


def reach_stage(exchange: Exchange, session: Session, stage: FunnelStage) -> None:
    """Note that a stage of the funnel is reached; officers hear of it only if that changes anything."""
    if session.invite_id is None:
        return
    now, known = exchange.clock.now(), exchange.invites.get(session.invite_id)
    if known.reached(stage, now) != known:
        _change_invite(exchange, session, lambda invite: invite.reached(stage, now))


def stop_funnel(exchange: Exchange, session: Session, reason: TroubleReason) -> None:
    """Note a trouble that we see ourselves."""
    now = exchange.clock.now()
    _change_invite(exchange, session, lambda invite: invite.stopped(reason, now))


def _change_invite(exchange: Exchange, session: Session, how: Callable[[Invite], Invite]) -> None:
    """Change the invite that a session came of, and tell officers; a camera's came of none."""
    if session.invite_id:
        announce_invite(exchange, change_invite(exchange.invites, session.invite_id, how))
