"""What officers do with shares: give one to a named recipient, see who has which, withdraw one."""

import logging
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta

from sightline.domain.authority import Action, require, require_object
from sightline.domain.custody import CustodyAction, Event, Plain, actor_of
from sightline.domain.errors import MailRefusedError, ShareExpiryInvalidError, ShareNotPossibleError
from sightline.domain.mail import write_share_mail
from sightline.domain.material import Material, MaterialKind, MaterialState
from sightline.domain.participant import Participant
from sightline.domain.share import Share
from sightline.domain.token import hash_token
from sightline.messages.shares import RevokeRequest, ShareRequest, ShareState, ShareView
from sightline.usecases.custody import record_event
from sightline.usecases.email_addresses import parse_email_address
from sightline.usecases.material_views import find_material
from sightline.usecases.share_desk import ShareDesk

LONGEST = timedelta(days=366)

log = logging.getLogger(__name__)


def create_share(desk: ShareDesk, officer: Participant, material_id: str, request: ShareRequest) -> ShareView:
    """Share a recording, and write to the recipient; a share whose mail is refused is withdrawn again."""
    material = _find_recording(desk, officer, material_id)
    secret = desk.entropy.token(128)
    share = _make_share(desk, officer, material, request, secret)
    desk.shares.add(share)
    reason, actor = share.reason, actor_of(officer)
    _note(desk, share, Event(CustodyAction.SHARED, actor, reason, _terms(share), f"shared/{share.share_id}"))
    try:
        desk.mailer.send(write_share_mail(desk.letterhead, share, secret))
    except MailRefusedError as error:
        log.warning("mail refused", extra={"share_id": share.share_id, "cause": str(error.__cause__)})
        _revoke(desk, share, None, "The e-mail with the link was refused.")
        raise
    return view_share(share, share.created_at)


def list_shares(desk: ShareDesk, officer: Participant, material_id: str) -> list[ShareView]:
    """Show all shares of a material, newest first."""
    find_material(desk.materials, officer, Action.READ_MATERIALS, material_id)
    now = desk.clock.now()
    return [view_share(share, now) for share in desk.shares.list_by_material(material_id)]


def revoke_share(desk: ShareDesk, officer: Participant, share_id: str, request: RevokeRequest) -> ShareView:
    """Withdraw a share: whoever views it is cut off at their next request."""
    require(officer, Action.SHARE_MATERIAL)
    share = desk.shares.get(share_id)
    require_object(officer, force_id=share.force_id)
    return view_share(_revoke(desk, share, officer, request.reason), desk.clock.now())


def view_share(share: Share, now: datetime) -> ShareView:
    """Show a share to officers."""
    known = {name: value for name, value in asdict(share).items() if name in ShareView.model_fields}
    return ShareView(**known, expires_on=_last_day(share), state=_state(share, now))


def _find_recording(desk: ShareDesk, officer: Participant, material_id: str) -> Material:
    material = find_material(desk.materials, officer, Action.SHARE_MATERIAL, material_id)
    if material.kind is not MaterialKind.SESSION or material.state is MaterialState.DISPOSED:
        raise ShareNotPossibleError
    return material


def _make_share(desk: ShareDesk, officer: Participant, material: Material, request: ShareRequest, secret: str) -> Share:
    now = desk.clock.now()
    return Share(
        share_id=desk.entropy.token(96),
        material_id=material.material_id,
        force_id=material.force_id,
        incident_ref=material.incident_ref,
        recipient_name=request.recipient_name,
        organisation=request.organisation,
        email=parse_email_address(request.email),
        reason=request.reason,
        may_download=request.may_download,
        officer_name=officer.name,
        created_at=now,
        expires_at=_end_of(request.expires_on, now),
        link_hash=hash_token(secret),
    )


def _end_of(last_day: date, now: datetime) -> datetime:
    if not now.date() <= last_day <= (now + LONGEST).date():
        raise ShareExpiryInvalidError
    return datetime.combine(last_day + timedelta(days=1), time(), UTC)


def _last_day(share: Share) -> date:
    return (share.expires_at - timedelta(days=1)).date()


def _state(share: Share, now: datetime) -> ShareState:
    if share.revoked_at is not None:
        return "revoked"
    return "expired" if now >= share.expires_at else "open"


def _revoke(desk: ShareDesk, share: Share, officer: Participant | None, reason: str) -> Share:
    """Withdraw first and write down then: a run that breaks off between leaves nobody looking."""
    now = desk.clock.now()
    revoked = desk.shares.change(share.share_id, lambda newest: newest.revoked(now))
    actor, event_id = actor_of(officer) if officer else None, f"share-revoked/{share.share_id}"
    _note(desk, share, Event(CustodyAction.SHARE_REVOKED, actor, reason, share.as_details(), event_id))
    return revoked


def _note(desk: ShareDesk, share: Share, event: Event) -> None:
    record_event(desk, desk.materials.get(share.material_id), event)


def _terms(share: Share) -> dict[str, Plain]:
    last_day = _last_day(share).isoformat()
    return {**share.as_details(), "email": share.email, "expires_on": last_day, "may_download": share.may_download}
