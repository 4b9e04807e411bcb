"""A chain comes back from its segments, whole or not at all."""

import json

import pytest

from sightline.domain.custody import CustodyAction, Event, segment_key
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import note_event
from sightline.usecases.rebuilding_chains import ChainBrokenError, restore_chain
from tests.fakes.exchange import ExchangeInMemory

CHAIN = ("avon", "session-1")


@pytest.fixture
def before() -> ExchangeInMemory:
    """Return a chain of four entries in two segments."""
    exchange = ExchangeInMemory()
    for action in (CustodyAction.CONSENTED, CustodyAction.ENDED, CustodyAction.SEALED, CustodyAction.VIEWED):
        note_event(exchange, *CHAIN, Event(action))
        if action in {CustodyAction.ENDED, CustodyAction.VIEWED}:
            write_checkpoint(exchange, "session-1")
    return exchange


def test_a_chain_comes_back_entry_by_entry(before: ExchangeInMemory) -> None:
    """With where it stands and how far it is signed."""
    after = ExchangeInMemory(evidence=before.evidence)
    assert restore_chain(after, *CHAIN)
    assert after.custody.list_entries("session-1") == before.custody.list_entries("session-1")
    assert after.custody.find_head("session-1") == before.custody.find_head("session-1")
    assert list(after.custody.list_unchecked()) == []


def test_a_run_that_broke_off_is_made_whole(before: ExchangeInMemory) -> None:
    """Entries that were written are not written again."""
    after = ExchangeInMemory(evidence=before.evidence)
    for entry in before.custody.list_entries("session-1")[:3]:
        after.custody.append("session-1", lambda _, entry=entry: entry)  # type: ignore[misc]  # bound as it is now
    restore_chain(after, *CHAIN)
    assert after.custody.list_entries("session-1") == before.custody.list_entries("session-1")


def test_a_segment_that_is_missing_breaks_it(before: ExchangeInMemory) -> None:
    """Nothing after the hole is believed."""
    del before.evidence.objects[segment_key(*CHAIN, 1, 2)]
    with pytest.raises(ChainBrokenError):
        restore_chain(ExchangeInMemory(evidence=before.evidence), *CHAIN)


def test_an_entry_that_was_changed_breaks_it(before: ExchangeInMemory) -> None:
    """Its hash is not its own any more."""
    key = segment_key(*CHAIN, 3, 4)
    segment = json.loads(before.evidence.objects[key])
    segment["entries"][0]["reason"] = "Another one"
    before.evidence.objects[key] = json.dumps(segment).encode()
    with pytest.raises(ChainBrokenError):
        restore_chain(ExchangeInMemory(evidence=before.evidence), *CHAIN)


def test_where_there_are_no_segments_there_is_no_chain() -> None:
    """As of what was stored, and nothing signed of it yet."""
    after = ExchangeInMemory()
    assert not restore_chain(after, *CHAIN)
    assert after.custody.find_head("session-1") is None
