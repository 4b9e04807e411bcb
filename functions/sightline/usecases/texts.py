"""Sends the text of an invite: counted, with a new token, and its refusal told at once."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sightline.domain.errors import TextRefusedError, TooManyTextsError
from sightline.domain.invite import FunnelStage, Invite, InviteState, TroubleReason
from sightline.domain.participant import Participant
from sightline.domain.text_message import compose_link, compose_text
from sightline.usecases.invite_desk import InviteDesk
from sightline.usecases.links import issue_link
from sightline.usecases.milestones import change_invite

log = logging.getLogger(__name__)


def count_text(desk: InviteDesk, officer: Participant, phone_number: str) -> None:
    """Count one more text against the officer's minute and the number's day, or raise TooManyTextsError."""
    now = desk.clock.now()
    number = hashlib.sha256(phone_number.encode()).hexdigest()
    caps = (
        (f"officer#{officer.participant_id}#{now:%Y-%m-%dT%H:%M}", desk.policy.texts_per_officer_per_minute),
        (f"number#{number}#{now:%Y-%m-%d}", desk.policy.texts_per_number_per_day),
    )
    if not all(desk.tokens.count(cap, limit, timedelta(days=2)) for cap, limit in caps):
        raise TooManyTextsError


def send_text(desk: InviteDesk, invite: Invite) -> Invite:
    """Text a new link; return the invite as it stands then, sent or with the provider's refusal."""
    link = compose_link(desk.policy.site_origin, issue_link(desk, invite))
    text = compose_text(desk.policy.force_name, link, invite.language)
    try:
        message_id = desk.texter.send(invite.phone_number, text, invite.invite_id)
    except TextRefusedError as error:
        log.warning("text refused", extra={"invite_id": invite.invite_id, "cause": str(error.__cause__)})
        return change_invite(desk.invites, invite.invite_id, _refused(desk.clock.now()))
    desk.receipts.put(message_id, invite.invite_id)
    return change_invite(desk.invites, invite.invite_id, _sent(message_id, desk.clock.now()))


def _sent(message_id: str, at: datetime) -> Callable[[Invite], Invite]:
    def sent(invite: Invite) -> Invite:
        state = InviteState.SENT if invite.state is InviteState.CREATED else invite.state
        return replace(invite.reached(FunnelStage.SENT, at), state=state, provider_message_id=message_id)

    return sent


def _refused(at: datetime) -> Callable[[Invite], Invite]:
    return lambda invite: invite.stopped(TroubleReason.TEXT_REFUSED, at)
