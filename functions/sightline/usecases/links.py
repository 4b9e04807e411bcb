"""A link's life: issued with a text, spent by one device, renewed by an officer."""

from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

from sightline.domain.errors import InviteClosedError, LinkExpiredError, LinkInvalidError, LinkUsedError
from sightline.domain.invite import Invite, InviteState, TroubleReason
from sightline.domain.token import Token, TokenKind, hash_token
from sightline.usecases.announcements import announce_invite
from sightline.usecases.invite_desk import InviteDesk
from sightline.usecases.milestones import change_invite

LINK_MEMORY = timedelta(days=1)
"""For so long a link that cannot be used any more still says why."""


def issue_link(desk: InviteDesk, invite: Invite) -> str:
    """Give an invite a new token, which makes the old one worthless; return the secret."""
    secret = desk.entropy.token(128)
    token_hash = hash_token(secret)
    desk.tokens.add(_link_token(invite, token_hash))
    desk.invites.change(invite.invite_id, lambda newest: replace(newest, link_hash=token_hash))
    return secret


def renew_link(desk: InviteDesk, invite: Invite) -> Invite:
    """Let a spent link be used once more, by whichever device comes next."""
    if invite.link_hash is None or not (invite.is_open() or invite.state is InviteState.ACCEPTED):
        raise InviteClosedError
    expires_at = desk.clock.now() + desk.policy.invite_life

    def renew(newest: Invite) -> Invite:
        return replace(newest, expires_at=expires_at, trouble=None, device_hash=None)

    renewed = desk.invites.change(invite.invite_id, renew)
    desk.tokens.add(_link_token(renewed, invite.link_hash))
    return renewed


def find_link(desk: InviteDesk, secret: str) -> tuple[Token, Invite]:
    """Return the token that a citizen shows and its invite, or raise what says why it cannot be used.

    A token that is spent is returned: what that means is for the caller to say.
    """
    token = desk.tokens.get(hash_token(secret))
    if token is None or token.kind is not TokenKind.LINK or token.invite_id is None:
        raise LinkInvalidError
    invite = desk.invites.get(token.invite_id)
    if invite.link_hash != token.token_hash:
        raise LinkInvalidError
    now = desk.clock.now()
    invite.require_open(now)
    if token.spent_at is None and now >= invite.expires_at:
        raise LinkExpiredError
    return token, invite


def refuse_second_device(desk: InviteDesk, invite: Invite) -> NoReturn:
    """Let the officers see that another device tries a spent link, and refuse it."""
    if not (invite.trouble and invite.trouble.reason is TroubleReason.SECOND_DEVICE):
        now = desk.clock.now()
        changed = change_invite(
            desk.invites, invite.invite_id, lambda newest: newest.stopped(TroubleReason.SECOND_DEVICE, now)
        )
        announce_invite(desk, changed)
    raise LinkUsedError


def _link_token(invite: Invite, token_hash: str) -> Token:
    return Token(token_hash, TokenKind.LINK, invite.force_id, invite.expires_at + LINK_MEMORY, invite.invite_id)
