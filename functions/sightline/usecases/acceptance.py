"""Agreeing: a device spends the link, and a session begins; or goes on with it, as its next device."""

from dataclasses import replace
from datetime import datetime, timedelta

from sightline.domain.custody import Actor, CustodyAction, Event
from sightline.domain.errors import InvalidRequestError, LinkUsedError, SightlineError
from sightline.domain.invite import (
    Capability,
    Consent,
    FunnelStage,
    Invite,
    InviteState,
    TroubleReason,
    name_device,
)
from sightline.domain.original import SENDING_TIME
from sightline.domain.session import EndReason, Session, SessionState
from sightline.domain.token import Token, TokenKind, hash_token
from sightline.messages.changes import Error, Hangup
from sightline.messages.invites import Accepted, AcceptRequest
from sightline.usecases.announcements import announce_invite, announce_session, cut_off, tell
from sightline.usecases.credentials import CREDENTIAL_LIFE, citizen_of_session
from sightline.usecases.custody import note_event
from sightline.usecases.endings import end_session
from sightline.usecases.invite_desk import InviteDesk
from sightline.usecases.links import find_link, refuse_second_device
from sightline.usecases.milestones import change_invite
from sightline.usecases.tickets import draw_ticket
from sightline.usecases.topics import citizen_of, connection_of


def accept_invite(desk: InviteDesk, request: AcceptRequest) -> Accepted:
    """Spend the link and open its session; let in after another device, go on in the session there is.

    A device whose answer was lost asks again: it gets a new credential for the session and consent that it has.
    """
    token, invite = find_link(desk, request.token)
    if not invite.capabilities.issuperset(request.capabilities):
        message = "capabilities: more than the police have asked for"
        raise InvalidRequestError(message)
    if request.keep_original and not invite.keep_original:
        message = "keep_original: the police have not asked for it"
        raise InvalidRequestError(message)
    now = desk.clock.now()
    device_hash = hash_token(request.device_key)
    consent = _read_consent(request, device_hash, now)
    if invite.session_id:
        desk.sessions.get(invite.session_id).require_running()
    if not desk.tokens.spend(token.token_hash, device_hash, now):
        refuse_second_device(desk, invite)
    return _admit(desk, _find_session(desk, invite, device_hash, consent), device_hash)


def _read_consent(request: AcceptRequest, device_hash: str, now: datetime) -> Consent:
    return Consent(
        capabilities=frozenset(request.capabilities),
        wording_version=request.wording_version,
        language=request.language,
        at=now,
        keep_original=request.keep_original and Capability.VIDEO in request.capabilities,
        device=name_device(device_hash),
    )


def _find_session(desk: InviteDesk, invite: Invite, device_hash: str, consent: Consent) -> Session:
    if invite.session_id is None:
        return _open(desk, invite, device_hash, consent)
    if invite.device_hash == device_hash:
        return desk.sessions.get(invite.session_id)
    return _go_on(desk, invite, invite.session_id, consent)


def _open(desk: InviteDesk, invite: Invite, device_hash: str, consent: Consent) -> Session:
    """Open a session; a device that asks twice, at once or after a failure of ours, opens the same one."""
    session = Session(
        session_id=hash_token(f"{invite.link_hash} {device_hash}")[:24],
        invite_id=invite.invite_id,
        force_id=invite.force_id,
        incident_ref=invite.incident_ref,
        purpose=invite.purpose,
        language=consent.language,
        retention_category=invite.retention_category,
        spoken_code=invite.spoken_code,
        consent=consent,
        state=SessionState.OPEN,
        created_at=consent.at,
        last_seen_at=consent.at,
    )
    desk.sessions.add(session)
    return desk.sessions.get(session.session_id)


def _go_on(desk: InviteDesk, invite: Invite, session_id: str, consent: Consent) -> Session:
    """Turn the first device away, for good: another one was let in."""
    session = desk.sessions.change(session_id, lambda newest: newest.handed_over(consent))
    if invite.credential_hash:
        desk.tokens.remove(invite.credential_hash)
    topic = citizen_of(session_id)
    tell(desk, topic, Error(code=LinkUsedError.code, text=LinkUsedError.text))
    cut_off(desk, topic)
    if session.worker_id and session.up_leg_id:
        tell(desk, connection_of(session.worker_id), Hangup(session_id=session_id, leg_id=session.up_leg_id))
    return session


def _admit(desk: InviteDesk, session: Session, device_hash: str) -> Accepted:
    """Give the device its credential, which from now on is the only one of the session."""
    credential = desk.entropy.token(256)
    desk.tokens.add(_credential_token(session, hash_token(credential)))
    invite = _agree(desk, session, device_hash, hash_token(credential))
    note_event(desk, session.force_id, session.session_id, _consented(invite, session))
    announce_invite(desk, invite)
    announce_session(desk, session)
    ticket = draw_ticket(desk, citizen_of_session(session.session_id, session.force_id), desk.policy.ice)
    return Accepted(
        session_id=session.session_id,
        credential=credential,
        force_name=desk.policy.force_name,
        spoken_code=invite.spoken_code,
        capabilities=sorted(session.capabilities),
        language=session.require_consent().language,
        keep_original=session.keeps_original(),
        ticket=ticket.ticket,
        ice_servers=ticket.ice_servers,
    )


def _consented(invite: Invite, session: Session) -> Event:
    """Write down who agreed to what, once a device; and which officer had asked."""
    citizen, consent = citizen_of_session(session.session_id, session.force_id), session.require_consent()
    return Event(
        CustodyAction.CONSENTED,
        Actor(citizen.participant_id, citizen.name, citizen.role.value),
        details={
            "capabilities": [capability.value for capability in sorted(consent.capabilities)],
            "wording_version": consent.wording_version,
            "language": consent.language.value,
            "keep_original": consent.keep_original,
            "device": consent.device,
            "invite_id": invite.invite_id,
            "officer_id": invite.officer_id,
            "officer_name": invite.officer_name,
        },
        event_id=f"consented/{invite.device_hash}",
    )


def _agree(desk: InviteDesk, session: Session, device_hash: str, credential_hash: str) -> Invite:
    """Note who is in, and make every credential worthless that the invite has named before."""
    outdated: set[str] = set()

    def agreed(newest: Invite) -> Invite:
        if newest.credential_hash:
            outdated.add(newest.credential_hash)
        return _accepted(newest, session, device_hash, credential_hash)

    try:
        invite = change_invite(desk.invites, session.invite_id or "", agreed)
    except SightlineError:  # withdrawn at this very moment
        end_session(desk, session.session_id, EndReason.REVOKED)
        raise
    for earlier in outdated - {credential_hash}:
        desk.tokens.remove(earlier)
    return invite


def _credential_token(session: Session, credential_hash: str) -> Token:
    sending_time = SENDING_TIME if session.keeps_original() else timedelta(0)
    ends_at = session.require_consent().at + CREDENTIAL_LIFE + sending_time
    kind = TokenKind.CREDENTIAL
    return Token(credential_hash, kind, session.force_id, ends_at, session.invite_id, session.session_id)


def _accepted(invite: Invite, session: Session, device_hash: str, credential_hash: str) -> Invite:
    consent = session.require_consent()
    invite.require_open(consent.at)
    reached = invite.reached(FunnelStage.CONSENTED, consent.at)
    return replace(
        reached,
        state=InviteState.ACCEPTED,
        session_id=session.session_id,
        consent=consent,
        credential_hash=credential_hash,
        device_hash=device_hash,
        trouble=reached.trouble if _stands(reached, device_hash) else None,
    )


def _stands(invite: Invite, device_hash: str) -> bool:
    """Say whether what went wrong is not over with this agreement: it was this device's, or another one is at the door.

    Of many that come at once, those that are refused may be noted before the one that is let in.
    """
    is_at_door = invite.trouble is not None and invite.trouble.reason is TroubleReason.SECOND_DEVICE
    return invite.device_hash == device_hash or is_at_door
