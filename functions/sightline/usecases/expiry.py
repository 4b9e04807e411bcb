"""What time does: links run out, and sessions whose citizen or camera has gone away end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sightline.domain.invite import Invite, InviteState, TroubleReason
from sightline.domain.session import EndReason, Session
from sightline.ports import (
    Clock,
    ConnectionStore,
    CustodyLedger,
    InviteStore,
    PositionStore,
    SealQueue,
    Sender,
    SessionStore,
)
from sightline.usecases.announcements import announce_invite
from sightline.usecases.endings import end_session
from sightline.usecases.milestones import change_invite
from sightline.usecases.presence import note_presence
from sightline.usecases.topics import citizen_of


@dataclass(frozen=True)
class ExpiryDesk:
    """The ports that the passing of time needs, and how long a citizen may be away."""

    clock: Clock
    invites: InviteStore
    sessions: SessionStore
    connections: ConnectionStore
    sender: Sender
    positions: PositionStore
    seal_queue: SealQueue
    custody: CustodyLedger
    abandoned_after: timedelta


def expire_invites(desk: ExpiryDesk) -> int:
    """Close every open invite past its expiry; return how many."""
    now = desk.clock.now()
    overdue = desk.invites.list_overdue(now)
    for invite in overdue:
        announce_invite(desk, change_invite(desk.invites, invite.invite_id, lambda newest: _expired(newest, now)))
    return len(overdue)


def end_abandoned_sessions(desk: ExpiryDesk) -> int:
    """End every session whose citizen has been away for too long; return how many."""
    abandoned = [session for session in desk.sessions.list_running() if _is_abandoned(desk, session)]
    for session in abandoned:
        end_session(desk, session.session_id, EndReason.ABANDONED)
    return len(abandoned)


def _expired(invite: Invite, now: datetime) -> Invite:
    """Leave alone an invite that was answered, or sent again, in the meantime."""
    if not invite.is_open() or now < invite.expires_at:
        return invite
    return replace(invite.stopped(TroubleReason.LINK_EXPIRED, now), state=InviteState.EXPIRED)


def _is_abandoned(desk: ExpiryDesk, session: Session) -> bool:
    """Say whether a session is left; a camera has no connection, but while its stream comes it is there."""
    now = desk.clock.now()
    if session.camera and session.is_recording():
        note_presence(desk.sessions, session, now)
        return False
    away = now - session.last_seen_at
    return away > desk.abandoned_after and not desk.connections.listeners(citizen_of(session.session_id))
