"""How a recipient comes in: the link says who shares what, a code sent to their address opens it."""

import logging

from sightline.domain.custody import CustodyAction, Event, actor_of
from sightline.domain.errors import MailRefusedError, NotFoundError, ShareLinkInvalidError
from sightline.domain.mail import write_code_mail
from sightline.domain.share import Share, hash_code, hint_at, read_share_token, write_code, write_share_token
from sightline.domain.token import hash_token
from sightline.messages.shares import CodeSent, OpenRequest, ShareForRecipient, ViewingOpened, ViewingStanding
from sightline.usecases.credentials import read_bearer
from sightline.usecases.custody import record_event
from sightline.usecases.share_desk import ShareDesk

log = logging.getLogger(__name__)


def look_up_share(desk: ShareDesk, token: str) -> ShareForRecipient:
    """Say who shares what with whom; opens nothing."""
    share, _ = _find_share(desk, token)
    return ShareForRecipient(
        force_name=desk.letterhead.force_name,
        officer_name=share.officer_name,
        kind=share.kind,
        incident_ref=share.incident_ref,
        recipient_name=share.recipient_name,
        organisation=share.organisation,
        email_hint=hint_at(share.email),
        expires_at=share.expires_at,
        may_download=share.may_download,
    )


def send_code(desk: ShareDesk, token: str) -> CodeSent:
    """Send another code to the recipient's address; the one before is worthless."""
    share, secret = _find_share(desk, token)
    code, now = write_code(desk.entropy.token(128)), desk.clock.now()
    code_hash = hash_code(secret, code)
    changed = desk.shares.change(share.share_id, lambda newest: newest.with_code(code_hash, now))
    try:
        desk.mailer.send(write_code_mail(desk.letterhead, changed, code))
    except MailRefusedError as error:
        log.warning("mail refused", extra={"share_id": share.share_id, "cause": str(error.__cause__)})
        raise
    sent_until = changed.code.expires_at if changed.code else now
    return CodeSent(email_hint=hint_at(share.email), expires_at=sent_until)


def open_share(desk: ShareDesk, request: OpenRequest) -> ViewingOpened:
    """Take a code and give a viewing for it. Of two who show the same code one wins."""
    share, link_secret = _find_share(desk, request.token)
    now, secret = desk.clock.now(), desk.entropy.token(128)
    desk.shares.change(share.share_id, lambda newest: newest.tried(now))
    code_hash, viewing_hash = hash_code(link_secret, request.code), hash_token(secret)
    opened = desk.shares.change(share.share_id, lambda newest: newest.opened(code_hash, viewing_hash, now))
    _note_opening(desk, opened, viewing_hash)
    viewing = opened.require_viewing(secret, now)
    return ViewingOpened(credential=write_share_token(share.share_id, secret), ends_at=viewing.ends_at)


def recognise_recipient(desk: ShareDesk, authorization: str | None) -> Share:
    """Return the share whose viewing stands in an Authorization header, read anew: a revoked one ends here."""
    share_id, secret = read_share_token(read_bearer(authorization))
    share = _get(desk, share_id)
    share.require_viewing(secret, desk.clock.now())
    return share


def confirm_viewing(share: Share) -> ViewingStanding:
    """Say until when a viewing stands."""
    return ViewingStanding(ends_at=share.viewing.ends_at if share.viewing else share.expires_at)


def _find_share(desk: ShareDesk, token: str) -> tuple[Share, str]:
    """Return (share, secret of its link) of a token, or raise what says why it opens nothing."""
    share_id, secret = read_share_token(token)
    share = _get(desk, share_id)
    share.require_link(secret)
    share.require_open(desk.clock.now())
    return share, secret


def _get(desk: ShareDesk, share_id: str) -> Share:
    try:
        return desk.shares.get(share_id)
    except NotFoundError as error:
        raise ShareLinkInvalidError from error


def _note_opening(desk: ShareDesk, share: Share, viewing_hash: str) -> None:
    event_id = f"share-opened/{viewing_hash}"
    event = Event(CustodyAction.SHARE_OPENED, actor_of(share.recipient), None, share.as_details(), event_id)
    record_event(desk, desk.materials.get(share.material_id), event)
