"""What deeds have left beside a material comes back with its chain."""

from datetime import timedelta

import pytest

from sightline.domain.awaited_copy import AwaitedCopy
from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import ShareLinkInvalidError
from sightline.domain.share_record import describe_share
from sightline.usecases.custody import note_event
from sightline.usecases.rebuilding_deeds import WITHOUT_LINK, restore_deeds
from tests.fakes.clock import NOON
from tests.fakes.materials import a_material
from tests.fakes.shares import SHARE
from tests.fakes.tables import TablesInMemory

SHARED = Event(CustodyAction.SHARED, None, SHARE.reason, describe_share(SHARE))


@pytest.fixture
def tables() -> TablesInMemory:
    """Return tables that hold a material, and nothing beside it."""
    tables = TablesInMemory()
    tables.materials.add(a_material(material_id="session-1", force_id="avon"))
    return tables


def done(tables: TablesInMemory, *events: Event) -> None:
    """Let the chain tell of deeds, and make anew what they have left."""
    for event in events:
        note_event(tables, "avon", "session-1", event)
    restore_deeds(tables, "session-1", {"session-1", "clip-1"})


def test_every_reference_stays_taken(tables: TablesInMemory) -> None:
    """Those too that the material has had before."""
    done(tables, *(Event(CustodyAction.MARKED, details={"exhibit_ref": ref}) for ref in ("AB/1", "AB/2")))
    other = a_material(material_id="session-2", force_id="avon")
    assert [tables.materials.take_exhibit_ref(other, ref) for ref in ("AB/1", "ab/2", "AB/3")] == [False, False, True]


def test_a_copy_that_nobody_has_taken_in_is_awaited(tables: TablesInMemory) -> None:
    """Since it was asked for; one that is held is not."""
    done(tables, *(Event(CustodyAction.COPIED, details={"copy_id": each}) for each in ("clip-1", "clip-2")))
    assert tables.awaited_copies.list_all() == [AwaitedCopy("clip-2", "session-1", NOON)]


def test_a_share_that_stood_comes_back_withdrawn(tables: TablesInMemory) -> None:
    """Its link opens nothing, and the chain says why."""
    done(tables, SHARED)
    share = tables.shares.get("share-1")
    assert (share.recipient_name, share.email, share.revoked_at) == ("Ann Moss", "ann.moss@example.org", NOON)
    with pytest.raises(ShareLinkInvalidError):
        share.require_link("link")
    last = tables.custody.list_entries("session-1")[-1]
    assert (last.action, last.actor, last.reason) == (CustodyAction.SHARE_REVOKED, None, WITHOUT_LINK)


def test_a_share_that_is_over_stays_as_it_was(tables: TablesInMemory) -> None:
    """Nobody withdraws what has expired."""
    note_event(tables, "avon", "session-1", SHARED)
    tables.clock.advance(timedelta(days=30))
    done(tables)
    assert tables.shares.get("share-1").revoked_at is None
    assert [entry.action for entry in tables.custody.list_entries("session-1")] == ["shared"]


def test_running_again_leaves_what_was_shared_since(tables: TablesInMemory) -> None:
    """A share that has its link is not touched; one that came back is withdrawn once."""
    done(tables, SHARED)
    note_event(
        tables, "avon", "session-1", Event(CustodyAction.SHARED, None, "Appeal", {**SHARED.details, "share_id": "s-2"})
    )
    tables.shares.add(SHARE.__class__(**{**vars(SHARE), "share_id": "s-2"}))
    done(tables)
    assert tables.shares.get("s-2").revoked_at is None
    ends = [entry for entry in tables.custody.list_entries("session-1") if entry.action == "share-revoked"]
    assert len(ends) == 1
