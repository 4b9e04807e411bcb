"""Officers share a recording with a named person, and withdraw it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import (
    FreshSignInRequiredError,
    MailRefusedError,
    NotAllowedError,
    NotFoundError,
    ShareAddressInvalidError,
    ShareExpiryInvalidError,
    ShareNotPossibleError,
)
from sightline.domain.material import MaterialKind, MaterialState
from sightline.domain.participant import Role
from sightline.domain.share import Share
from sightline.domain.token import hash_token
from sightline.messages.shares import RevokeRequest
from sightline.usecases.custody import note_event
from sightline.usecases.shares import create_share, list_shares, revoke_share
from tests.fakes.clock import NOON
from tests.fakes.exchange import an_officer
from tests.fakes.materials import a_material
from tests.fakes.shares import INVESTIGATOR, REQUEST, SharesInMemory, SharingInMemory

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


@pytest.mark.parametrize("state", [MaterialState.DISPOSAL_BEGUN, MaterialState.DISPOSED])
def test_what_is_going_is_not_shared(desk: SharingInMemory, state: MaterialState) -> None:
    """Nor a copy of it; nothing is sent or written down."""
    desk.materials.add(a_material(material_id="clip-1", force_id="avon", kind=MaterialKind.CLIP, parent_id="session-1"))
    desk.materials.by_id["session-1"] = replace(desk.materials.get("session-1"), state=state)
    for material_id in ("session-1", "clip-1"):
        with pytest.raises(ShareNotPossibleError):
            desk.share(material_id=material_id)
    assert (desk.mailer.sent, desk.deeds()) == ([], [])


@dataclass
class SlowShares(SharesInMemory):
    """Shares during whose writing something else is written in a chain."""

    meanwhile: Callable[[], object] = lambda: None

    def add(self, share: Share) -> None:
        """Store a new share, and let it happen."""
        super().add(share)
        self.meanwhile()


def test_no_share_overtakes_a_disposal_that_begins_meanwhile(desk: SharingInMemory) -> None:
    """The chain decides which came first; a link that the disposal would not end is never sent."""
    begun = Event(CustodyAction.DISPOSAL_BEGUN, details={"object_count": 1, "byte_count": 1})
    desk.shares = SlowShares(meanwhile=lambda: note_event(desk, "avon", "session-1", begun))
    with pytest.raises(ShareNotPossibleError):
        desk.share()
    assert (desk.mailer.sent, desk.deeds()) == ([], [("disposal-begun", None)])


@pytest.mark.parametrize(
    ("kind", "words"),
    [(MaterialKind.CLIP, "a film"), (MaterialKind.SNAPSHOT, "a picture"), (MaterialKind.UPLOAD, "a file")],
)
def test_any_material_is_shared(desk: SharingInMemory, kind: MaterialKind, words: str) -> None:
    """The mail says what it is; its own chain says with whom."""
    desk.materials.add(a_material(material_id="material-1", force_id="avon", kind=kind))
    desk.share(material_id="material-1")
    [mail] = desk.mailer.sent
    assert f"shares with you {words} of incident INC-7" in mail.text
    assert mail.subject == f"Avon Police: {words} is shared with you"
    assert [entry.action for entry in desk.custody.list_entries("material-1")] == ["shared"]


@pytest.mark.parametrize("signed_in_at", [None, NOON - timedelta(minutes=16)])
def test_who_lets_files_be_saved_has_just_signed_in(desk: SharingInMemory, signed_in_at: datetime | None) -> None:
    """As for a bundle: evidence leaves. To be viewed only, it is shared without."""
    request = REQUEST.model_copy(update={"may_download": True})
    with pytest.raises(FreshSignInRequiredError):
        create_share(desk, INVESTIGATOR, "session-1", request, signed_in_at)
    assert (desk.mailer.sent, desk.deeds(), desk.shares.by_id) == ([], [], {})
    assert create_share(desk, INVESTIGATOR, "session-1", REQUEST, signed_in_at).state == "open"


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
