"""What citizens do with a link before they agree: look, or say no."""

from dataclasses import replace
from datetime import datetime

from sightline.domain.errors import LinkDeclinedError, LinkUsedError
from sightline.domain.invite import FunnelStage, Invite, InviteState, TroubleReason
from sightline.messages.invites import InviteForCitizen
from sightline.usecases.announcements import announce_invite
from sightline.usecases.invite_desk import InviteDesk
from sightline.usecases.links import find_link, refuse_second_device
from sightline.usecases.milestones import change_invite

BEFORE_OPENING = frozenset({InviteState.CREATED, InviteState.SENT, InviteState.DELIVERED})


def look_up_invite(desk: InviteDesk, secret: str) -> InviteForCitizen:
    """Show who asks for what, and note that the page was opened; a spent link means a second device."""
    token, invite = find_link(desk, secret)
    if token.spent_at is not None:
        refuse_second_device(desk, invite)
    now = desk.clock.now()
    opened = change_invite(desk.invites, invite.invite_id, lambda newest: _opened(newest, now))
    announce_invite(desk, opened)
    return InviteForCitizen(
        force_name=desk.policy.force_name,
        purpose=opened.purpose,
        capabilities=sorted(opened.capabilities),
        language=opened.language,
        spoken_code=opened.spoken_code,
        expires_at=opened.expires_at,
        keep_original=opened.keep_original,
    )


def decline_invite(desk: InviteDesk, secret: str) -> None:
    """Note that the citizen says no; saying it again changes nothing."""
    try:
        token, invite = find_link(desk, secret)
    except LinkDeclinedError:
        return
    if token.spent_at is not None or invite.session_id:
        raise LinkUsedError
    now = desk.clock.now()
    announce_invite(desk, change_invite(desk.invites, invite.invite_id, lambda newest: _declined(newest, now)))


def _opened(invite: Invite, now: datetime) -> Invite:
    invite.require_open(now)
    state = InviteState.OPENED if invite.state in BEFORE_OPENING else invite.state
    return replace(invite.reached(FunnelStage.OPENED, now), state=state)


def _declined(invite: Invite, now: datetime) -> Invite:
    invite.require_open(now)
    if not invite.is_open():
        raise LinkUsedError
    return replace(invite.stopped(TroubleReason.DECLINED, now), state=InviteState.DECLINED)
