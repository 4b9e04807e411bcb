"""Every CustodyLedger keeps the same promises."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sightline.adapters.custody_store import DynamoCustodyLedger
from sightline.adapters.dynamo import Table
from sightline.domain.custody import BEFORE_THE_FIRST, CustodyAction, Entry, Event, actor_of, follow
from sightline.domain.errors import StoreUnavailableError
from sightline.ports import CustodyLedger
from sightline.usecases.custody import hash_entry, seal_entry
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.custody import CustodyInMemory
from tests.fakes.examples import OFFICER

VIEWED = Event(CustodyAction.VIEWED, actor_of(OFFICER), "Review for court: “the blue van”", {"count": 3, "none": None})


@pytest.fixture(params=["memory", "dynamodb"])
def ledger(request: pytest.FixtureRequest) -> CustodyLedger:
    """Return each ledger in turn, empty."""
    if request.param == "memory":
        return CustodyInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoCustodyLedger(table(client, "custody"))


def following(event: Event = VIEWED, chain_id: str = "chain-1") -> Callable[[Entry | None], Entry]:
    """Return how an event follows the last entry."""
    return lambda last: seal_entry(follow(last, "force", chain_id, event, NOON))


def test_each_entry_names_the_one_before(ledger: CustodyLedger) -> None:
    """Sequences begin at 1 without a hole, and every entry comes back as it was hashed."""
    written = [ledger.append("chain-1", following()) for _ in range(3)]
    ledger.append("chain-2", following(chain_id="chain-2"))
    read = ledger.list_entries("chain-1")
    assert read == written
    assert [entry.sequence for entry in read] == [1, 2, 3]
    assert [entry.previous_hash for entry in read] == [BEFORE_THE_FIRST, read[0].hash, read[1].hash]
    assert all(hash_entry(entry) == entry.hash for entry in read)
    assert ledger.list_entries("chain-1", after=2) == written[2:]
    assert ledger.list_entries("chain-3") == []


def test_an_event_told_twice_makes_one_entry(ledger: CustodyLedger) -> None:
    """Who repeats an event gets the entry that it made; the same event of another chain is another one."""
    first = ledger.append("chain-1", following(), "sealed/1")
    ledger.append("chain-1", following())
    assert ledger.append("chain-1", following(), "sealed/1") == first
    assert ledger.append("chain-2", following(chain_id="chain-2"), "sealed/1").chain_id == "chain-2"
    assert len(ledger.list_entries("chain-1")) == 2
    assert ledger.find_event("chain-1", "sealed/1") == first
    assert ledger.find_event("chain-1", "sealed/2") is None


def test_knows_which_chains_wait_for_their_checkpoint(ledger: CustodyLedger) -> None:
    """A chain waits from its first entry until its head is noted, and again from the next one."""
    ledger.append("chain-1", following())
    (head,) = ledger.list_unchecked()
    ledger.append("chain-1", following())
    ledger.note_checkpoint(head)
    (later,) = ledger.list_unchecked()
    assert (later.sequence, later.checkpoint) == (2, 1)
    ledger.note_checkpoint(later)
    assert list(ledger.list_unchecked()) == []
    stands = ledger.find_head("chain-1")
    assert stands
    assert (stands.sequence, stands.checkpoint, stands.hash) == (2, 2, later.hash)
    assert ledger.find_head("chain-2") is None


def test_a_segment_ends_where_the_first_to_ask_has_said(ledger: CustodyLedger) -> None:
    """Of runs that overlap all write the same segment; each chain, and each beginning, has its own."""
    with ThreadPoolExecutor(max_workers=4) as pool:
        decided = set(pool.map(lambda last: ledger.claim_segment("chain-1", 1, last), range(3, 7)))
    (last,) = decided
    assert 3 <= last <= 6
    assert ledger.claim_segment("chain-1", last + 1, 9) == 9
    assert ledger.claim_segment("chain-2", 1, 2) == 2


def test_an_older_checkpoint_takes_nothing_back(ledger: CustodyLedger) -> None:
    """A run that comes late with less than is checked already changes nothing."""
    ledger.append("chain-1", following())
    (early,) = ledger.list_unchecked()
    ledger.append("chain-1", following())
    (late,) = ledger.list_unchecked()
    ledger.note_checkpoint(late)
    ledger.note_checkpoint(early)
    stands = ledger.find_head("chain-1")
    assert stands
    assert (stands.checkpoint, list(ledger.list_unchecked())) == (2, [])


def test_knows_which_chains_changed_on_a_day(ledger: CustodyLedger) -> None:
    """A chain counts under the day of its last entry, and its force."""
    ledger.append("chain-1", following())
    assert [head.chain_id for head in ledger.list_changed("force", NOON.date())] == ["chain-1"]
    assert list(ledger.list_changed("force", NOON.date() - timedelta(days=1))) == []
    assert list(ledger.list_changed("other-force", NOON.date())) == []


class Throttled:
    """A DynamoDB that turns away three calls in ten."""

    def __init__(self, client: Any) -> None:
        """Take the client."""
        self._client = client
        self._chance = random.Random(7)  # noqa: S311 a seeded fault
        self.refused = 0

    def transact_write_items(self, **arguments: Any) -> Any:
        """Write, or be throttled as DynamoDB says it of a transaction."""
        if self._chance.random() < 0.3:
            self.refused += 1
            reasons = [{"Code": "ThrottlingError"}, {"Code": "None"}]
            answer: Any = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}
            raise ClientError(answer, "TransactWriteItems")
        return self._client.transact_write_items(**arguments)

    def __getattr__(self, name: str) -> Any:
        """Leave all other calls as they are."""
        return getattr(self._client, name)


def test_a_table_that_does_not_answer_is_named_so(dynamodb: Any) -> None:
    """Whoever wanted something written down hears that the store is away, whatever AWS calls it."""
    with pytest.raises(StoreUnavailableError):
        DynamoCustodyLedger(Table(dynamodb, "no-such-table")).append("chain-1", following())


def test_fifty_writers_under_throttling_leave_one_chain(dynamodb: Any) -> None:
    """Every entry of fifty writers at once stands in one chain without hole or fork, though writes are turned away."""
    throttled = Throttled(dynamodb)
    ledger = DynamoCustodyLedger(table(throttled, "custody"))
    with ThreadPoolExecutor(max_workers=50) as pool:
        made = list(pool.map(lambda _: ledger.append("chain-1", following()), range(50)))
    chain = ledger.list_entries("chain-1")
    assert throttled.refused > 10
    assert [entry.sequence for entry in chain] == list(range(1, 51))
    assert sorted(made, key=lambda entry: entry.sequence) == chain
    assert [entry.previous_hash for entry in chain[1:]] == [entry.hash for entry in chain[:-1]]
