"""Checkpoints bring chains of custody into the bucket, signed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.custody import CustodyAction, Entry, Event, Head, read_entry
from sightline.domain.errors import StoreUnavailableError
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import note_event
from tests.fakes.custody import CustodyInMemory
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.exchange import ExchangeInMemory

PREFIX = "avon/session-1/custody/"


def note(exchange: ExchangeInMemory, times: int = 1) -> None:
    """Add so many entries to the chain."""
    for _ in range(times):
        note_event(exchange, "avon", "session-1", Event(CustodyAction.VIEWED))


def in_bucket(exchange: ExchangeInMemory) -> list[Entry]:
    """Return the chain as the bucket has it."""
    segments = [json.loads(exchange.evidence.objects[key]) for key in exchange.evidence.list_keys(PREFIX)]
    return [read_entry(document) for segment in segments for document in segment["entries"]]


def test_a_segment_holds_what_is_new_under_a_signature_of_its_end() -> None:
    """Named by its first and last entry; the statement names the last one, and when it was signed."""
    exchange = ExchangeInMemory()
    note(exchange, 2)
    write_checkpoint(exchange, "session-1")
    note(exchange)
    exchange.clock.advance(timedelta(minutes=1))
    write_checkpoint(exchange, "session-1")

    assert list(exchange.evidence.objects) == [f"{PREFIX}00000001-00000002.json", f"{PREFIX}00000003-00000003.json"]
    assert in_bucket(exchange) == exchange.custody.list_entries("session-1")
    checkpoint = json.loads(exchange.evidence.objects[f"{PREFIX}00000003-00000003.json"])["checkpoint"]
    (last,) = exchange.custody.list_entries("session-1", after=2)
    at = "2026-11-21T12:01:00.000Z"
    assert json.loads(checkpoint["statement"]) == {
        "chain_id": "session-1",
        "sequence": 3,
        "hash": last.hash,
        "at": at,
    }


def test_nothing_new_is_nothing_to_sign() -> None:
    """Neither a chain that is checked nor one that does not exist costs a signature."""
    exchange = ExchangeInMemory()
    note(exchange)
    write_checkpoint(exchange, "session-1")
    before = dict(exchange.evidence.objects)
    write_checkpoint(exchange, "session-1")
    write_checkpoint(exchange, "nobody")
    assert exchange.evidence.objects == before
    assert exchange.custody.list_unchecked() == []


@dataclass
class Breaking(EvidenceInMemory):
    """A bucket that stores once and then does not answer."""

    broken: bool = True

    def put_once(self, key: str, body: bytes, content_type: str) -> bool:
        """Store, and break off."""
        super().put_once(key, body, content_type)
        if self.broken:
            raise StoreUnavailableError
        return False


def test_a_run_that_broke_off_is_made_whole_by_the_next() -> None:
    """What it has stored stands; entries that came meanwhile follow in a segment of their own."""
    evidence = Breaking()
    exchange = ExchangeInMemory(evidence=evidence)
    note(exchange, 2)
    with pytest.raises(StoreUnavailableError):
        write_checkpoint(exchange, "session-1")
    note(exchange)
    evidence.broken = False
    write_checkpoint(exchange, "session-1")
    assert list(evidence.objects) == [f"{PREFIX}00000001-00000002.json", f"{PREFIX}00000003-00000003.json"]


@dataclass
class Interrupted(CustodyInMemory):
    """A ledger before each of whose answers somebody else may add an entry or write a checkpoint."""

    meanwhile: list[str] = field(default_factory=list)
    exchange: ExchangeInMemory | None = None

    def _let_others(self) -> None:
        if self.exchange and self.meanwhile:
            deed = self.meanwhile.pop()
            if deed == "append":
                note(self.exchange)
            elif deed == "checkpoint":
                write_checkpoint(self.exchange, "session-1")

    def find_head(self, chain_id: str) -> Head | None:
        """Say where the chain stands, to whom others come before and after."""
        self._let_others()
        head = super().find_head(chain_id)
        self._let_others()
        return head

    def claim_segment(self, chain_id: str, first: int, last: int) -> int:
        """Decide where a segment ends."""
        self._let_others()
        return super().claim_segment(chain_id, first, last)

    def list_entries(self, chain_id: str, after: int = 0) -> list[Entry]:
        """Read the chain."""
        self._let_others()
        return super().list_entries(chain_id, after)

    def note_checkpoint(self, head: Head) -> None:
        """Note how far it is checked."""
        self._let_others()
        super().note_checkpoint(head)


def numbers(keys: Iterable[str]) -> list[int]:
    """Return the sequences that segments say they hold, in order."""
    spans = [key.removeprefix(PREFIX).removesuffix(".json").split("-") for key in keys]
    return [number for first, last in spans for number in range(int(first), int(last) + 1)]


@given(st.lists(st.sampled_from(["append", "checkpoint", "nothing"]), max_size=20))
def test_runs_that_overlap_leave_each_entry_in_one_segment(meanwhile: list[str]) -> None:
    """However entries and other runs come between, segments neither overlap nor leave a hole."""
    ledger = Interrupted(meanwhile=meanwhile)
    exchange = ExchangeInMemory(custody=ledger)
    note(exchange, 2)
    ledger.exchange = exchange
    write_checkpoint(exchange, "session-1")
    meanwhile.clear()
    write_checkpoint(exchange, "session-1")

    chain = ledger.list_entries("session-1")
    assert numbers(exchange.evidence.list_keys(PREFIX)) == [entry.sequence for entry in chain]
    assert in_bucket(exchange) == chain
    assert list(ledger.list_unchecked()) == []
