"""What is done with evidence is written down."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from sightline.domain.custody import CustodyAction, Entry, Event
from sightline.domain.errors import StoreUnavailableError
from sightline.usecases.custody import hash_entry, looked_at, note_event, record_event
from tests.fakes.custody import CustodyInMemory
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.materials import a_material

MARKED = Event(CustodyAction.MARKED, details={"exhibit_ref": "AB/1", "crime_number": None})


def test_an_event_becomes_an_entry_of_now() -> None:
    """With the hash of all that it says."""
    exchange = ExchangeInMemory()
    entry = note_event(exchange, "force", "material-1", MARKED)
    assert entry.at == "2026-11-21T12:00:00.000Z"
    assert entry.hash == hash_entry(entry)
    assert exchange.custody.list_entries("material-1") == [entry]


def test_a_material_is_what_its_chain_has_made_of_it() -> None:
    """What an earlier run has written but not counted is counted too."""
    exchange = ExchangeInMemory()
    exchange.materials.add(a_material())
    note_event(exchange, "force", "material-1", MARKED)
    disposed = record_event(exchange, a_material(), Event(CustodyAction.DISPOSED))
    assert (disposed.exhibit_ref, disposed.custody_sequence) == ("AB/1", 2)


def test_looking_on_is_written_down_once_a_quarter_of_an_hour() -> None:
    """By each officer, and for each way of looking."""
    exchange, now = ExchangeInMemory(), ExchangeInMemory().clock.now()
    officers = an_officer(), an_officer("Jo Moss")
    looks = [
        looked_at(action, officer, now + timedelta(minutes=minutes))
        for action in (CustodyAction.WATCHED, CustodyAction.VIEWED)
        for officer in officers
        for minutes in (0, 14, 15)
    ]
    for look in looks:
        note_event(exchange, "force", "material-1", look)
    assert len(exchange.custody.list_entries("material-1")) == 2 * 2 * 2


@dataclass
class Away(CustodyInMemory):
    """A ledger that does not answer."""

    def append(self, chain_id: str, make: Callable[[Entry | None], Entry], event_id: str | None = None) -> Entry:  # noqa: ARG002  the port's signature
        """Fail."""
        raise StoreUnavailableError


def test_what_cannot_be_written_down_is_not_done_and_is_counted(caplog: pytest.LogCaptureFixture) -> None:
    """The caller hears of it; the line that is counted names the chain, never a person."""
    exchange = ExchangeInMemory(custody=Away())
    looked = looked_at(CustodyAction.VIEWED, an_officer(), exchange.clock.now())
    with caplog.at_level(logging.INFO), pytest.raises(StoreUnavailableError):
        note_event(exchange, "force", "material-1", looked)
    assert caplog.messages == ["ledger failed"]
    assert "Sam Patel" not in caplog.text.split("Traceback", maxsplit=1)[0]
