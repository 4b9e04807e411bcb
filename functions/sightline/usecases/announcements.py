"""Tells officers of every change of an invite or session, and shows both as officers may see them."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import TYPE_CHECKING

from sightline.domain.errors import UnreachableError
from sightline.domain.participant import Connection, Role
from sightline.domain.session import Session, SessionState
from sightline.messages.base import Model, PositionView
from sightline.messages.changes import InviteChanged, SessionChanged
from sightline.messages.views import (
    CameraView,
    CaptureView,
    InviteView,
    SealView,
    SentFileView,
    SessionView,
    TroubleView,
)
from sightline.usecases.topics import citizen_of, officers_of, seeing_of, watchers_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sightline.domain.invite import Invite
    from sightline.domain.position import Position
    from sightline.ports import ConnectionStore
    from sightline.usecases.reach import Reach, Switchboard

log = logging.getLogger(__name__)

SENDERS = 16
"""How many connections are posted to at a time."""


def tell(reach: Reach, topic: str, message: Model) -> None:
    """Send a message to everybody who listens to a topic, a few at a time.

    Who cannot be reached is passed over: what is announced is done already, and must not be done again.
    """
    _each_listener(reach, topic, lambda listener: reach.sender.send(listener.connection_id, message))


def cut_off(reach: Reach, topic: str) -> None:
    """Close the connections of everybody who listens to a topic."""
    _each_listener(reach, topic, lambda listener: reach.sender.close(listener.connection_id))


def _each_listener(reach: Reach, topic: str, act: Callable[[Connection], object]) -> None:
    def try_to(listener: Connection) -> None:
        try:
            act(listener)
        except UnreachableError:
            log.warning("listener not reached", exc_info=True)

    listeners = reach.connections.listeners(topic)
    with ThreadPoolExecutor(max_workers=min(SENDERS, len(listeners) or 1)) as pool:
        list(pool.map(try_to, listeners))


def announce_invite(reach: Reach, invite: Invite) -> InviteView:
    """Show a new or changed invite to the officers of its force; return what they were shown."""
    view = view_invite(invite)
    tell(reach, officers_of(invite.force_id), InviteChanged(invite=view))
    return view


def announce_session(switchboard: Switchboard, session: Session) -> SessionView:
    """Show a new or changed session to the officers of its force; return what they were shown."""
    view = view_session(switchboard, session)
    tell(switchboard, officers_of(session.force_id), SessionChanged(session=view))
    return view


def view_invite(invite: Invite) -> InviteView:
    """Show an invite to officers."""
    trouble = invite.trouble
    return InviteView(
        invite_id=invite.invite_id,
        session_id=invite.session_id,
        incident_ref=invite.incident_ref,
        phone_number_masked=mask_phone_number(invite.phone_number),
        purpose=invite.purpose,
        capabilities=sorted(invite.capabilities),
        language=invite.language,
        retention_category=invite.retention_category,
        spoken_code=invite.spoken_code,
        state=invite.state,
        officer_name=invite.officer_name,
        keep_original=invite.keep_original,
        version=invite.version,
        created_at=invite.created_at,
        expires_at=invite.expires_at,
        funnel=invite.funnel,
        trouble=TroubleView(stage=trouble.stage, reason=trouble.reason, at=trouble.at) if trouble else None,
    )


def view_session(switchboard: Switchboard, session: Session) -> SessionView:
    """Show a session to officers. Nobody is connected to one that has ended."""
    running = session.state is not SessionState.ENDED
    connections = switchboard.connections
    return SessionView(
        session_id=session.session_id,
        invite_id=session.invite_id,
        incident_ref=session.incident_ref,
        purpose=session.purpose,
        camera=CameraView(**asdict(session.camera)) if session.camera else None,
        capabilities=sorted(session.capabilities),
        keep_original=session.keeps_original(),
        language=session.language,
        retention_category=session.retention_category,
        spoken_code=session.spoken_code,
        state=session.state,
        created_at=session.created_at,
        live_at=session.live_at,
        ended_at=session.ended_at,
        end_reason=session.end_reason,
        citizen_connected=running and bool(connections.listeners(citizen_of(session.session_id))),
        worker_id=session.worker_id,
        up_leg_id=session.up_leg_id,
        capture=CaptureView(**asdict(session.capture)) if session.capture else None,
        asked_quality=session.asked_quality,
        watchers=_names_of_watchers(connections, session.session_id) if running else [],
        last_position=_view_last(switchboard.positions.latest(session.session_id)),
        seal=SealView(**asdict(session.seal)) if session.seal else None,
        speaker_name=session.talk.speaker.name if running and session.talk.speaker else None,
        hearing=session.talk.hearing,
        files=view_files(session),
        version=session.version,
    )


def view_files(session: Session) -> list[SentFileView]:
    """Show what a citizen sends in a session."""
    return [
        SentFileView(upload_id=file.upload_id, file_name=file.file_name, bytes=file.byte_count, state=file.state)
        for file in session.files
    ]


def view_position(position: Position) -> PositionView:
    """Show one position to officers."""
    return PositionView(**{name: value for name, value in asdict(position).items() if name != "session_id"})


def mask_phone_number(phone_number: str) -> str:
    """Hide all digits but the last three."""
    return "•" * (len(phone_number) - 3) + phone_number[-3:]


def _names_of_watchers(connections: ConnectionStore, session_id: str) -> list[str]:
    """Name the officers who watch, and the players, of whom nothing is known but their legs."""
    officers = {listener.participant for listener in connections.listeners(watchers_of(session_id))}
    seeing = {leg.participant for leg in connections.listeners(seeing_of(session_id))}
    players = {participant for participant in seeing if participant.role is Role.PLAYER}
    return sorted({participant.name for participant in officers | players})


def _view_last(position: Position | None) -> PositionView | None:
    return view_position(position) if position else None
