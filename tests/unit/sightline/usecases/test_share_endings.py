"""A share ends by an officer's word, or with what was shared."""

import pytest

from sightline.domain.errors import SharedMaterialGoneError, ShareRevokedError
from sightline.domain.share_record import GONE
from sightline.messages.shares import RevokeRequest
from sightline.usecases.share_doors import look_up_share, recognise_recipient
from sightline.usecases.share_endings import end_shares, withdraw_share
from sightline.usecases.shares import revoke_share
from tests.fakes.shares import INVESTIGATOR, SharingInMemory


@pytest.fixture
def book() -> SharingInMemory:
    """Return shares, one of which was given out."""
    book = SharingInMemory()
    book.share()
    return book


def test_what_is_disposed_of_is_shared_with_nobody(book: SharingInMemory) -> None:
    """Whoever looks is cut off and reads why; the chain says it once, though the disposal was begun again."""
    viewing, link = book.open_viewing(), book.mailed_link()
    for _ in range(2):
        end_shares(book, book.materials.get("session-1"))

    with pytest.raises(SharedMaterialGoneError):
        recognise_recipient(book, viewing)
    with pytest.raises(SharedMaterialGoneError):
        look_up_share(book, link)
    assert [action for action, _ in book.deeds()] == ["shared", "share-opened", "share-revoked"]
    entry = book.custody.list_entries("session-1")[-1]
    assert (entry.actor, entry.reason) == (None, GONE)


def test_a_run_that_broke_off_before_it_wrote_is_ended_by_the_next(book: SharingInMemory) -> None:
    """The share was ended, and the chain did not say so yet."""
    share_id = book.mailed_link().split(".")[0]
    book.shares.change(share_id, lambda share: share.without_material(book.clock.now()))
    end_shares(book, book.materials.get("session-1"))
    assert [action for action, _ in book.deeds()] == ["shared", "share-revoked"]


def test_what_a_person_has_withdrawn_stays_so(book: SharingInMemory) -> None:
    """With that person's reason, and that sentence for its recipient."""
    link = book.mailed_link()
    revoke_share(book, INVESTIGATOR, link.split(".")[0], RevokeRequest(reason="Wrong person"))
    end_shares(book, book.materials.get("session-1"))

    with pytest.raises(ShareRevokedError):
        look_up_share(book, link)
    assert [entry.reason for entry in book.custody.list_entries("session-1")][1:] == ["Wrong person"]


def test_a_share_of_which_only_the_chain_is_left_is_passed_over(book: SharingInMemory) -> None:
    """Tables that were made anew from the buckets hold no shares."""
    book.shares.by_id.clear()
    end_shares(book, book.materials.get("session-1"))
    assert [action for action, _ in book.deeds()] == ["shared"]


def test_a_withdrawal_without_an_officer_is_the_systems_own(book: SharingInMemory) -> None:
    """As where the mail was refused."""
    share = book.shares.get(book.mailed_link().split(".")[0])
    assert withdraw_share(book, share, None, "The e-mail was refused.").revoked_at == book.clock.now()
    assert book.deeds()[-1] == ("share-revoked", None)
