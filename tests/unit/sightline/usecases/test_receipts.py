"""What became of a text."""

import pytest

from sightline.domain.invite import FunnelStage, InviteState, TroubleReason
from sightline.messages.views import InviteView
from sightline.usecases.citizens import decline_invite, look_up_invite
from sightline.usecases.invites import resend_invite
from sightline.usecases.receipts import Receipt, ReceiptDesk, note_receipt
from tests.fakes.examples import OFFICER
from tests.fakes.office import Office


@pytest.fixture
def office() -> Office:
    """Return an office that has sent one invite."""
    office = Office()
    office.invite()
    return office


def note(office: Office, *, delivered: bool, message_id: str = "message-1", invite_id: str | None = None) -> InviteView:
    """Note a receipt; return what the officers were last shown."""
    desk = ReceiptDesk(office.clock, office.invites, office.receipts, office.connections, office.sender)
    note_receipt(desk, Receipt(message_id, delivered=delivered, invite_id=invite_id))
    return office.shown_invite()


def test_a_delivered_text_moves_the_funnel_on(office: Office) -> None:
    """Officers see when the text arrived, told by the provider's message id."""
    view = note(office, delivered=True)
    assert view.state is InviteState.DELIVERED
    assert view.funnel[FunnelStage.DELIVERED] == office.clock.now()


def test_an_undelivered_text_is_a_trouble_until_it_arrives(office: Office) -> None:
    """A provider may change its mind."""
    view = note(office, delivered=False)
    assert view.trouble is not None
    assert (view.trouble.reason, view.trouble.stage) == (TroubleReason.TEXT_UNDELIVERED, FunnelStage.DELIVERED)
    assert note(office, delivered=True).trouble is None


def test_a_receipt_finds_its_invite_by_our_reference(office: Office) -> None:
    """A provider that gives our reference back needs no index."""
    (invite_id,) = office.invites.by_id
    office.receipts.invites.clear()
    assert note(office, delivered=True, invite_id=invite_id).state is InviteState.DELIVERED


def test_a_repeated_receipt_is_not_announced_again(office: Office) -> None:
    """The same word twice is said once."""
    note(office, delivered=True)
    told = len(office.heard("officer-socket"))
    note(office, delivered=True)
    assert len(office.heard("officer-socket")) == told


def test_an_older_texts_receipt_says_nothing_of_the_newer(office: Office) -> None:
    """After sending again, what became of the first text does not matter."""
    (invite_id,) = office.invites.by_id
    resend_invite(office.desk, OFFICER, invite_id)
    assert note(office, delivered=False, message_id="message-1").trouble is None
    assert note(office, delivered=True, message_id="message-2").state is InviteState.DELIVERED


def test_a_late_receipt_does_not_undo_what_the_citizen_did(office: Office) -> None:
    """Opened or declined stays what it is, whatever the provider reports later."""
    look_up_invite(office.desk, office.token())
    assert note(office, delivered=False).trouble is None
    assert note(office, delivered=True).state is InviteState.OPENED
    decline_invite(office.desk, office.token())
    assert note(office, delivered=True).state is InviteState.DECLINED


@pytest.mark.parametrize("invite_id", [None, "no-such-invite"])
def test_a_strangers_receipt_changes_nothing(office: Office, invite_id: str | None) -> None:
    """A text that is not ours is passed over."""
    before = dict(office.invites.by_id)
    note(office, delivered=True, message_id="foreign", invite_id=invite_id)
    assert office.invites.by_id == before
