"""What officers do with shares: give one to a named recipient, see who has which, withdraw one.

A share that lets files be saved lets evidence leave, as a bundle does: for it, an officer must have just signed in.
"""

import logging
from dataclasses import asdict
from datetime import date, datetime, timedelta

from sightline.domain.authority import Action, require, require_fresh, require_object
from sightline.domain.custody import CustodyAction, Event, actor_of
from sightline.domain.errors import MailRefusedError, ShareExpiryInvalidError, ShareNotPossibleError
from sightline.domain.mail import write_share_mail
from sightline.domain.material import Material
from sightline.domain.participant import Participant
from sightline.domain.share import Share, end_of
from sightline.domain.share_record import describe_share
from sightline.domain.token import hash_token
from sightline.messages.shares import RevokeRequest, ShareRequest, ShareState, ShareView
from sightline.usecases.decisions import decide
from sightline.usecases.email_addresses import parse_email_address
from sightline.usecases.material_views import find_material
from sightline.usecases.share_desk import ShareDesk
from sightline.usecases.share_endings import withdraw_share

LONGEST = timedelta(days=366)

log = logging.getLogger(__name__)


def create_share(
    desk: ShareDesk, officer: Participant, material_id: str, request: ShareRequest, signed_in_at: datetime | None
) -> ShareView:
    """Share a material, and write to the recipient; a share whose mail is refused is withdrawn again."""
    material = _find_shareable(desk, officer, material_id)
    if request.may_download:
        require_fresh(signed_in_at, desk.clock.now())
    secret = desk.entropy.token(128)
    share = _make_share(desk, officer, material, request, secret)
    desk.shares.add(share)
    decide(desk, material_id, lambda newest: _shared(newest, share, officer))
    try:
        desk.mailer.send(write_share_mail(desk.letterhead, share, secret))
    except MailRefusedError as error:
        log.warning("mail refused", extra={"share_id": share.share_id, "cause": str(error.__cause__)})
        withdraw_share(desk, share, None, "The e-mail with the link was refused.")
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
    return view_share(withdraw_share(desk, share, officer, request.reason), desk.clock.now())


def view_share(share: Share, now: datetime) -> ShareView:
    """Show a share to officers."""
    known = {name: value for name, value in asdict(share).items() if name in ShareView.model_fields}
    return ShareView(**known, expires_on=share.expires_on, state=_state(share, now))


def _find_shareable(desk: ShareDesk, officer: Participant, material_id: str) -> Material:
    """Return a material that can be shared: neither it nor what it was made of is being disposed of."""
    material = find_material(desk.materials, officer, Action.SHARE_MATERIAL, material_id)
    _require_kept(material)
    if material.parent_id:
        _require_kept(desk.materials.get(material.parent_id))
    return material


def _require_kept(material: Material) -> None:
    if material.is_let_go():
        raise ShareNotPossibleError


def _shared(newest: Material, share: Share, officer: Participant) -> Event:
    """Return the entry of a share; it stands in the chain before its link is sent, and before a disposal begins."""
    _require_kept(newest)
    return Event(
        CustodyAction.SHARED, actor_of(officer), share.reason, describe_share(share), f"shared/{share.share_id}"
    )


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
        kind=material.kind,
    )


def _end_of(last_day: date, now: datetime) -> datetime:
    if not now.date() <= last_day <= (now + LONGEST).date():
        raise ShareExpiryInvalidError
    return end_of(last_day)


def _state(share: Share, now: datetime) -> ShareState:
    if share.revoked_at is not None:
        return "revoked"
    return "expired" if now >= share.expires_at else "open"
