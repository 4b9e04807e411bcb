"""The HTTP routes of invites, and the function that notes text message receipts."""

import logging
from typing import Any

from boundary.apps import make_app
from boundary.endpoints import endpoint
from boundary.repeats import CreationHeaders, answer_once
from invites.desks import invite_desk, receipt_desk
from invites.guesses import guesses_counted
from invites.notify import NotifyHeaders, NotifyReceipt, require_notify
from invites.provider_events import read_receipts
from invites.synthetic import SyntheticHeaders, require_synthetic
from sightline.domain.errors import (
    InvalidNumberError,
    InviteClosedError,
    LinkDeclinedError,
    LinkExpiredError,
    LinkInvalidError,
    LinkRevokedError,
    LinkUsedError,
    NotFoundError,
    NotSignedInError,
    RepeatedRequestError,
    SessionEndedError,
    TooManyRequestsError,
    TooManyTextsError,
)
from sightline.domain.participant import Participant
from sightline.messages.invites import (
    Accepted,
    AcceptRequest,
    DeclineRequest,
    InviteForCitizen,
    InviteRequest,
    Invites,
    SyntheticInvite,
    TokenRequest,
)
from sightline.messages.views import InviteView
from sightline.usecases import acceptance, citizens, invites
from sightline.usecases.receipts import note_receipt
from sightline.usecases.synthetic import invite_nobody

log = logging.getLogger("sightline.invites")

app = make_app("invites")

LINK_REFUSALS = (
    LinkInvalidError,
    LinkExpiredError,
    LinkRevokedError,
    LinkUsedError,
    LinkDeclinedError,
    TooManyRequestsError,
)


@endpoint(app, "POST", "/invites", status=201, refusals=(InvalidNumberError, TooManyTextsError, RepeatedRequestError))
def create_invite(officer: Participant, body: InviteRequest, headers: CreationHeaders) -> InviteView:
    """Text a link to a phone."""
    key = f"{officer.participant_id}#{headers.idempotency_key}"
    return answer_once(key, body, lambda: invites.create_invite(invite_desk(), officer, body), InviteView)


@endpoint(app, "GET", "/invites")
def list_invites(officer: Participant) -> Invites:
    """List the open invites and those of the last day."""
    return Invites(invites=invites.list_invites(invite_desk(), officer))


@endpoint(app, "GET", "/invites/{invite_id}")
def get_invite(officer: Participant, invite_id: str) -> InviteView:
    """Show one invite."""
    return invites.get_invite(invite_desk(), officer, invite_id)


@endpoint(app, "POST", "/invites/{invite_id}/resend", refusals=(InviteClosedError, TooManyTextsError))
def resend_invite(officer: Participant, invite_id: str) -> InviteView:
    """Text a new link; the old one is dead."""
    return invites.resend_invite(invite_desk(), officer, invite_id)


@endpoint(app, "POST", "/invites/{invite_id}/revoke", refusals=(InviteClosedError,))
def revoke_invite(officer: Participant, invite_id: str) -> InviteView:
    """Withdraw the link and end the session that came of it."""
    return invites.revoke_invite(invite_desk(), officer, invite_id)


@endpoint(app, "POST", "/invites/{invite_id}/readmit", refusals=(InviteClosedError, SessionEndedError))
def readmit_device(officer: Participant, invite_id: str) -> InviteView:
    """Let the next device in once."""
    return invites.readmit_device(invite_desk(), officer, invite_id)


@endpoint(app, "POST", "/citizen/look-up", refusals=LINK_REFUSALS)
def look_up_invite(body: TokenRequest) -> InviteForCitizen:
    """Show a citizen who asks for what; spends nothing."""
    with guesses_counted():
        return citizens.look_up_invite(invite_desk(), body.token)


@endpoint(app, "POST", "/citizen/accept", status=201, refusals=(*LINK_REFUSALS, SessionEndedError))
def accept_invite(body: AcceptRequest) -> Accepted:
    """Agree to share; spends the link, one winner."""
    with guesses_counted():
        return acceptance.accept_invite(invite_desk(), body)


@endpoint(app, "POST", "/citizen/decline", refusals=LINK_REFUSALS)
def decline_invite(body: DeclineRequest) -> None:
    """Say no."""
    with guesses_counted():
        citizens.decline_invite(invite_desk(), body.token)


@endpoint(app, "POST", "/synthetic/invites", status=201, refusals=(NotFoundError, NotSignedInError, TooManyTextsError))
def invite_synthetic_citizen(headers: SyntheticHeaders) -> SyntheticInvite:
    """Let the synthetic citizen try a whole session; nobody is texted."""
    require_synthetic(headers.authorization)
    return SyntheticInvite(token=invite_nobody(invite_desk()))


@endpoint(app, "POST", "/receipts/notify", refusals=(NotFoundError, NotSignedInError))
def note_notify_receipt(headers: NotifyHeaders, body: NotifyReceipt) -> None:
    """Take a delivery receipt of GOV.UK Notify."""
    require_notify(headers.authorization)
    if receipt := body.to_receipt():
        note_receipt(receipt_desk(), receipt)


@app.lambda_function(name="receipts")
def receipts(event: dict[str, Any], _context: object) -> None:
    """Take delivery events of End User Messaging (SNS topic) and of SNS itself (log subscription)."""
    for receipt in read_receipts(event):
        note_receipt(receipt_desk(), receipt)
