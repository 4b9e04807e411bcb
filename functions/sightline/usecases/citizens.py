"""What citizens do with a link: look, agree, or say no."""

from dataclasses import replace
from datetime import datetime

from sightline.domain.errors import InvalidRequestError, LinkDeclinedError, LinkUsedError, SightlineError
from sightline.domain.invite import Consent, FunnelStage, Invite, InviteState, TroubleReason
from sightline.domain.session import EndReason, Session, SessionState
from sightline.domain.token import Token, TokenKind, hash_token
from sightline.messages.http import Accepted, AcceptRequest, InviteForCitizen
from sightline.messages.signalling import Error, Hangup
from sightline.usecases.announcements import announce_invite, announce_session, cut_off, tell
from sightline.usecases.credentials import CREDENTIAL_LIFE, citizen_of_session
from sightline.usecases.endings import end_session
from sightline.usecases.invite_desk import InviteDesk
from sightline.usecases.links import find_link, refuse_second_device
from sightline.usecases.tickets import draw_ticket
from sightline.usecases.topics import citizen_of, connection_of

BEFORE_OPENING = frozenset({InviteState.CREATED, InviteState.SENT, InviteState.DELIVERED})


def look_up_invite(desk: InviteDesk, secret: str) -> InviteForCitizen:
    """Show who asks for what, and note that the page was opened; a spent link means a second device."""
    token, invite = find_link(desk, secret)
    if token.spent_at is not None:
        refuse_second_device(desk, invite)
    now = desk.clock.now()
    opened = desk.invites.change(invite.invite_id, lambda newest: _opened(newest, now))
    announce_invite(desk, opened)
    return InviteForCitizen(
        force_name=desk.policy.force_name,
        purpose=opened.purpose,
        capabilities=sorted(opened.capabilities),
        language=opened.language,
        spoken_code=opened.spoken_code,
        expires_at=opened.expires_at,
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
    announce_invite(desk, desk.invites.change(invite.invite_id, lambda newest: _declined(newest, now)))


def accept_invite(desk: InviteDesk, request: AcceptRequest) -> Accepted:
    """Spend the link and open its session; let in after another device, go on in the session there is."""
    token, invite = find_link(desk, request.token)
    if not invite.capabilities.issuperset(request.capabilities):
        message = "capabilities: more than the police have asked for"
        raise InvalidRequestError(message)
    now = desk.clock.now()
    consent = Consent(frozenset(request.capabilities), request.wording_version, request.language, now)
    if invite.session_id:
        desk.sessions.get(invite.session_id).require_running()
    if not desk.tokens.spend(token.token_hash, now):
        refuse_second_device(desk, invite)
    session = _go_on(desk, invite.session_id, consent) if invite.session_id else _open(desk, invite, consent)
    return _admit(desk, invite, session)


def _open(desk: InviteDesk, invite: Invite, consent: Consent) -> Session:
    session = Session(
        session_id=desk.entropy.token(96),
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
    return session


def _go_on(desk: InviteDesk, session_id: str, consent: Consent) -> Session:
    """Turn the first device away: another one was let in."""

    def handed_over(session: Session) -> Session:
        session.require_running()
        return replace(session, consent=consent, language=consent.language, last_seen_at=consent.at)

    session = desk.sessions.change(session_id, handed_over)
    topic = citizen_of(session_id)
    tell(desk, topic, Error(code=LinkUsedError.code, text=LinkUsedError.text))
    cut_off(desk, topic)
    if session.worker_id and session.up_leg_id:
        tell(desk, connection_of(session.worker_id), Hangup(session_id=session_id, leg_id=session.up_leg_id))
    return session


def _admit(desk: InviteDesk, invite: Invite, session: Session) -> Accepted:
    """Give the device its credential, which from now on is the only one of the session."""
    credential = desk.entropy.token(256)
    accepted = _agree(desk, invite, session, hash_token(credential))
    if invite.credential_hash:
        desk.tokens.remove(invite.credential_hash)
    desk.tokens.add(_credential_token(session, hash_token(credential)))
    announce_invite(desk, accepted)
    announce_session(desk, session)
    ticket = draw_ticket(desk, citizen_of_session(session.session_id, session.force_id), desk.policy.ice_servers)
    return Accepted(
        session_id=session.session_id,
        credential=credential,
        force_name=desk.policy.force_name,
        spoken_code=session.spoken_code,
        capabilities=sorted(session.consent.capabilities),
        language=session.consent.language,
        ticket=ticket.ticket,
        ice_servers=ticket.ice_servers,
    )


def _agree(desk: InviteDesk, invite: Invite, session: Session, credential_hash: str) -> Invite:
    try:
        return desk.invites.change(invite.invite_id, lambda newest: _accepted(newest, session, credential_hash))
    except SightlineError:  # withdrawn at this very moment
        end_session(desk, session.session_id, EndReason.REVOKED)
        raise


def _credential_token(session: Session, credential_hash: str) -> Token:
    ends_at = session.consent.at + CREDENTIAL_LIFE
    kind = TokenKind.CREDENTIAL
    return Token(credential_hash, kind, session.invite_id, session.force_id, ends_at, session.session_id)


def _opened(invite: Invite, now: datetime) -> Invite:
    invite.require_open(now)
    state = InviteState.OPENED if invite.state in BEFORE_OPENING else invite.state
    return replace(invite.reached(FunnelStage.OPENED, now), state=state)


def _declined(invite: Invite, now: datetime) -> Invite:
    invite.require_open(now)
    if not invite.is_open():
        raise LinkUsedError
    return replace(invite.stopped(TroubleReason.DECLINED, now), state=InviteState.DECLINED)


def _accepted(invite: Invite, session: Session, credential_hash: str) -> Invite:
    consent = session.consent
    invite.require_open(consent.at)
    return replace(
        invite.reached(FunnelStage.CONSENTED, consent.at),
        state=InviteState.ACCEPTED,
        session_id=session.session_id,
        consent=consent,
        credential_hash=credential_hash,
        trouble=None,
    )
