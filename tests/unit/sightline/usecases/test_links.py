"""A link's life."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import InviteClosedError, LinkInvalidError
from sightline.domain.invite import InviteState
from sightline.domain.token import TokenKind, hash_token
from sightline.usecases.links import LINK_MEMORY, find_link, issue_link, renew_link
from tests.fakes.examples import an_invite
from tests.fakes.office import Office


@pytest.fixture
def office() -> Office:
    """Return an office with one invite that has no link yet."""
    office = Office()
    office.invites.add(an_invite())
    return office


def test_a_link_is_known_by_its_hash(office: Office) -> None:
    """The secret has 128 bits; the stores have its SHA-256."""
    secret = issue_link(office.desk, office.invites.get("invite-1"))
    token, invite = find_link(office.desk, secret)
    assert len(secret) == 22
    assert token.token_hash == invite.link_hash == hash_token(secret)
    assert token.kind is TokenKind.LINK


def test_a_newer_link_kills_the_older(office: Office) -> None:
    """Though the older one's token may still lie in the store."""
    older = issue_link(office.desk, office.invites.get("invite-1"))
    newer = issue_link(office.desk, office.invites.get("invite-1"))
    with pytest.raises(LinkInvalidError):
        find_link(office.desk, older)
    assert find_link(office.desk, newer)[1].invite_id == "invite-1"


def test_a_dead_link_says_why_for_a_day(office: Office) -> None:
    """After that it is as unknown as any other."""
    secret = issue_link(office.desk, office.invites.get("invite-1"))
    office.clock.advance(timedelta(minutes=30) + LINK_MEMORY)
    with pytest.raises(LinkInvalidError):
        find_link(office.desk, secret)


@pytest.mark.parametrize("state", [InviteState.DECLINED, InviteState.EXPIRED, InviteState.REVOKED])
def test_a_closed_invites_link_is_not_renewed(office: Office, state: InviteState) -> None:
    """What was final stays final."""
    issue_link(office.desk, office.invites.get("invite-1"))
    closed = office.invites.change("invite-1", lambda invite: replace(invite, state=state))
    with pytest.raises(InviteClosedError):
        renew_link(office.desk, closed)


def test_without_a_link_there_is_nothing_to_renew(office: Office) -> None:
    """An invite whose text never went out has none."""
    with pytest.raises(InviteClosedError):
        renew_link(office.desk, office.invites.get("invite-1"))
