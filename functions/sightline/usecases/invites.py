"""What officers do with invites: create, list, send again, withdraw, let another device in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sightline.domain.authority import Action, force_of, require, require_object
from sightline.domain.errors import InviteClosedError, OriginalNotAllowedError
from sightline.domain.invite import KEEPS_NOTHING_ON_PHONES, Invite, InviteState
from sightline.domain.participant import Participant
from sightline.domain.session import EndReason
from sightline.domain.spoken_code import choose_spoken_code
from sightline.messages.invites import InviteRequest
from sightline.messages.views import InviteView
from sightline.usecases.announcements import announce_invite, view_invite
from sightline.usecases.endings import end_session
from sightline.usecases.invite_desk import InviteDesk
from sightline.usecases.links import renew_link
from sightline.usecases.phone_numbers import parse_phone_number
from sightline.usecases.texts import count_text, send_text

WORKED_ON_FOR = timedelta(days=1)
"""For so long an invite can be sent again; so none that is older than this and a link's life is open."""


def create_invite(desk: InviteDesk, officer: Participant, request: InviteRequest) -> InviteView:
    """Text a link to a phone; a provider's refusal is the invite's trouble, not an error."""
    require(officer, Action.CREATE_INVITE)
    _require_original_allowed(desk, request)
    phone_number = parse_phone_number(request.phone_number, desk.policy.allowed_countries)
    count_text(desk, officer, phone_number)
    invite = _new_invite(desk, officer, request, phone_number)
    desk.invites.add(invite)
    return announce_invite(desk, send_text(desk, invite))


def list_invites(desk: InviteDesk, officer: Participant) -> list[InviteView]:
    """Show the force's invites, newest first: those of the last day, and all that are open."""
    require(officer, Action.READ_INVITES)
    since = desk.clock.now() - WORKED_ON_FOR - desk.policy.invite_life
    return [view_invite(invite) for invite in desk.invites.list_by_force(force_of(officer), since)]


def get_invite(desk: InviteDesk, officer: Participant, invite_id: str) -> InviteView:
    """Show one invite."""
    return view_invite(_find_invite(desk, officer, invite_id, Action.READ_INVITES))


def resend_invite(desk: InviteDesk, officer: Participant, invite_id: str) -> InviteView:
    """Text a new link, from which the funnel begins anew; the old link is dead."""
    invite = _find_invite(desk, officer, invite_id, Action.CHANGE_INVITE)
    renewed = _renewed(desk.clock.now(), desk.policy.invite_life)
    renewed(invite)  # refuses before a text is counted
    count_text(desk, officer, invite.phone_number)
    return announce_invite(desk, send_text(desk, desk.invites.change(invite_id, renewed)))


def revoke_invite(desk: InviteDesk, officer: Participant, invite_id: str) -> InviteView:
    """Make the link worthless, and end the session that came of it."""
    _find_invite(desk, officer, invite_id, Action.CHANGE_INVITE)
    invite = desk.invites.change(invite_id, _revoked)
    if invite.session_id:
        end_session(desk, invite.session_id, EndReason.REVOKED)
    return announce_invite(desk, invite)


def readmit_device(desk: InviteDesk, officer: Participant, invite_id: str) -> InviteView:
    """Let the link be used once more: the next device goes on in the same session."""
    invite = _find_invite(desk, officer, invite_id, Action.CHANGE_INVITE)
    if invite.session_id:
        desk.sessions.get(invite.session_id).require_running()
    return announce_invite(desk, renew_link(desk, invite))


def _require_original_allowed(desk: InviteDesk, request: InviteRequest) -> None:
    allowed = desk.policy.keep_original and request.purpose not in KEEPS_NOTHING_ON_PHONES
    if request.keep_original and not allowed:
        raise OriginalNotAllowedError


def _find_invite(desk: InviteDesk, officer: Participant, invite_id: str, action: Action) -> Invite:
    require(officer, action)
    invite = desk.invites.get(invite_id)
    require_object(officer, force_id=invite.force_id)
    return invite


def _new_invite(desk: InviteDesk, officer: Participant, request: InviteRequest, phone_number: str) -> Invite:
    now = desk.clock.now()
    return Invite(
        invite_id=desk.entropy.token(96),
        force_id=force_of(officer),
        officer_id=officer.participant_id,
        officer_name=officer.name,
        phone_number=phone_number,
        incident_ref=request.incident_ref,
        purpose=request.purpose,
        capabilities=frozenset(request.capabilities),
        language=request.language,
        retention_category=request.retention_category,
        keep_original=request.keep_original,
        spoken_code=choose_spoken_code(desk.entropy.token(64)),
        state=InviteState.CREATED,
        created_at=now,
        expires_at=now + desk.policy.invite_life,
    )


def _renewed(now: datetime, life: timedelta) -> Callable[[Invite], Invite]:
    def renewed(invite: Invite) -> Invite:
        invite.require_resendable()
        if now - invite.created_at > WORKED_ON_FOR:
            raise InviteClosedError
        return replace(
            invite,
            state=InviteState.CREATED,
            expires_at=now + life,
            funnel={},
            trouble=None,
            provider_message_id=None,
        )

    return renewed


def _revoked(invite: Invite) -> Invite:
    if not invite.is_open() and invite.state not in {InviteState.ACCEPTED, InviteState.REVOKED}:
        raise InviteClosedError
    return replace(invite, state=InviteState.REVOKED, trouble=None)
