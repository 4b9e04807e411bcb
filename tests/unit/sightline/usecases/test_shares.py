"""Officers share a recording with a named person, and withdraw it."""

from dataclasses import replace
from datetime import date

import pytest

from sightline.domain.errors import (
    MailRefusedError,
    NotAllowedError,
    NotFoundError,
    ShareAddressInvalidError,
    ShareExpiryInvalidError,
    ShareNotPossibleError,
)
from sightline.domain.material import MaterialKind, MaterialState
from sightline.domain.participant import Role
from sightline.domain.token import hash_token
from sightline.messages.shares import RevokeRequest
from sightline.usecases.shares import list_shares, revoke_share
from tests.fakes.exchange import an_officer
from tests.fakes.shares import INVESTIGATOR, SharingInMemory

WITHDRAWN = RevokeRequest(reason="Sent to the wrong chambers")


@pytest.fixture
def desk() -> SharingInMemory:
    """Return a desk with a recording."""
    return SharingInMemory()


def test_the_recipient_gets_a_link(desk: SharingInMemory) -> None:
    """By mail; of its secret we keep the hash."""
    view = desk.share()

    [mail] = desk.mailer.sent
    share_id, secret = desk.mailed_link().split(".")
    assert (mail.to, share_id) == ("ann.moss@example.org", view.share_id)
    assert len(secret) == 22
    assert desk.shares.get(share_id).link_hash == hash_token(secret)
    assert secret not in repr(desk.shares.get(share_id))


def test_sharing_is_written_down(desk: SharingInMemory) -> None:
    """By whom, with whom, why, until when."""
    desk.share()

    [entry] = desk.custody.list_entries("session-1")
    assert (entry.action, entry.reason) == ("shared", "Charging decision")
    assert entry.actor is not None
    assert entry.actor.participant_id == INVESTIGATOR.participant_id
    assert entry.details["recipient"] == "Ann Moss, CPS East"
    assert (entry.details["expires_on"], entry.details["may_download"]) == ("2026-11-30", False)


@pytest.mark.parametrize("last_day", [date(2026, 11, 20), date(2027, 11, 23)])
def test_a_share_ends_within_a_year(desk: SharingInMemory, last_day: date) -> None:
    """And not before it has begun; nothing is changed by a refusal."""
    with pytest.raises(ShareExpiryInvalidError):
        desk.share(expires_on=last_day)
    assert (desk.mailer.sent, desk.deeds(), desk.shares.by_id) == ([], [], {})


def test_a_malformed_address_is_refused(desk: SharingInMemory) -> None:
    """Before anything is sent or written down."""
    with pytest.raises(ShareAddressInvalidError):
        desk.share(email="ann.moss")
    assert (desk.mailer.sent, desk.deeds(), desk.shares.by_id) == ([], [], {})


def test_a_refused_mail_leaves_no_share(desk: SharingInMemory) -> None:
    """The officer hears of it, the share is withdrawn, and the chain says both."""
    desk.mailer.refusing = True
    with pytest.raises(MailRefusedError):
        desk.share()

    [view] = list_shares(desk, INVESTIGATOR, "session-1")
    assert view.state == "revoked"
    assert desk.deeds() == [("shared", INVESTIGATOR.name), ("share-revoked", None)]


@pytest.mark.parametrize("role", [Role.CALL_HANDLER, Role.AUDITOR])
def test_not_every_officer_shares(desk: SharingInMemory, role: Role) -> None:
    """Investigators and supervisors do; others neither give nor withdraw."""
    share_id = desk.share().share_id
    with pytest.raises(NotAllowedError):
        desk.share(an_officer(role=role))
    with pytest.raises(NotAllowedError):
        revoke_share(desk, an_officer(role=role), share_id, WITHDRAWN)


def test_another_forces_recording_does_not_exist(desk: SharingInMemory) -> None:
    """Neither to share, nor to see or withdraw its shares."""
    share_id, stranger = desk.share().share_id, an_officer(force_id="kent", role=Role.SUPERVISOR)
    with pytest.raises(NotFoundError):
        desk.share(stranger)
    with pytest.raises(NotFoundError):
        list_shares(desk, stranger, "session-1")
    with pytest.raises(NotFoundError):
        revoke_share(desk, stranger, share_id, WITHDRAWN)


def test_only_a_recording_that_is_held_is_shared(desk: SharingInMemory) -> None:
    """Not what was disposed of, nor a copy or an upload."""
    held = desk.materials.get("session-1")
    for other in (
        replace(held, state=MaterialState.DISPOSED),
        replace(held, kind=MaterialKind.CLIP),
        replace(held, kind=MaterialKind.UPLOAD),
    ):
        desk.materials.by_id["session-1"] = other
        with pytest.raises(ShareNotPossibleError):
            desk.share()


def test_lists_shares_newest_first(desk: SharingInMemory) -> None:
    """With where each stands."""
    first = desk.share(expires_on=date(2026, 11, 21)).share_id
    desk.clock.advance(desk.shares.get(first).expires_at - desk.clock.now())
    second = desk.share(recipient_name="Raj Shah").share_id
    third = desk.share().share_id
    revoke_share(desk, INVESTIGATOR, third, WITHDRAWN)

    views = {view.share_id: view for view in list_shares(desk, an_officer(role=Role.AUDITOR), "session-1")}

    assert [views[each].state for each in (first, second, third)] == ["expired", "open", "revoked"]
    assert views[first].expires_on == date(2026, 11, 21)
    assert next(iter(views)) != first


def test_a_withdrawal_is_written_down_once(desk: SharingInMemory) -> None:
    """Asked twice it is one deed, with its reason."""
    share_id = desk.share().share_id
    for _ in range(2):
        assert revoke_share(desk, INVESTIGATOR, share_id, WITHDRAWN).state == "revoked"

    _, entry = desk.custody.list_entries("session-1")
    assert (entry.action, entry.reason) == ("share-revoked", "Sent to the wrong chambers")
    assert entry.details["share_id"] == share_id
