"""Daily roots bind all chains of a force together."""

import json
import logging
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import StoreUnavailableError, TimestampFailedError
from sightline.domain.root import root_key
from sightline.usecases.custody import note_event
from sightline.usecases.roots import write_roots
from tests.fakes.clock import NOON
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.exchange import ExchangeInMemory

DAY = timedelta(days=1)
FIRST = NOON.date()


@dataclass
class Authority:
    """A TimeStamper that can be away."""

    away: bool = False
    asked: list[bytes] = field(default_factory=list)

    def stamp(self, body: bytes) -> bytes:
        """Stamp, or fail."""
        if self.away:
            raise TimestampFailedError
        self.asked.append(body)
        return b"stamp of " + sha256(body).digest()


@dataclass
class TreasuryInMemory(ExchangeInMemory):
    """A Treasury."""

    time_stamper: Authority | None = None

    def note(self, chain_id: str) -> None:
        """Add an entry to a chain."""
        note_event(self, "avon", chain_id, Event(CustodyAction.VIEWED))

    def read(self, day: date, kind: str = "json") -> dict[str, Any]:
        """Return a root, or its seal."""
        document: dict[str, Any] = json.loads(self.evidence.objects[root_key("avon", day, kind)])
        return document

    def days(self, kind: str) -> list[date]:
        """Return the days of which there is something."""
        keys = [key for key in self.evidence.objects if key.endswith(f".{kind}")]
        return sorted({date.fromisoformat(key.split("/")[-1].partition(".")[0]) for key in keys})


@pytest.fixture
def treasury() -> TreasuryInMemory:
    """Return a treasury with two chains, a day later."""
    treasury = TreasuryInMemory()
    for chain_id in ("chain-1", "chain-2", "chain-1"):
        treasury.note(chain_id)
    treasury.clock.advance(DAY)
    return treasury


def test_a_root_names_where_each_chain_stood(treasury: TreasuryInMemory) -> None:
    """Of the day that is over, sealed over its very bytes; another force's chains are not in it."""
    note_event(treasury, "other", "chain-3", Event(CustodyAction.VIEWED))
    assert write_roots(treasury, "avon") == 1
    root, seal = treasury.read(FIRST), treasury.read(FIRST, "seal.json")
    heads = [treasury.custody.find_head(name) for name in ("chain-1", "chain-2")]
    assert root["chains"] == [
        {"chain_id": head.chain_id, "sequence": head.sequence, "hash": head.hash} for head in heads if head
    ]
    said = json.loads(seal["statement"])
    assert said["root_sha256"] == sha256(treasury.evidence.objects[root_key("avon", FIRST)]).hexdigest()
    assert (said["day"], said["force_id"]) == ("2026-11-21", "avon")


def test_missed_days_are_made_up_for_and_bound_together(treasury: TreasuryInMemory) -> None:
    """After a week without a run: a root a day, those without changes too, each naming the one before."""
    treasury.note("chain-2")
    treasury.clock.advance(7 * DAY)
    write_roots(treasury, "avon")
    assert treasury.days("seal.json") == [FIRST + number * DAY for number in range(8)]
    for day in treasury.days("seal.json")[1:]:
        before = treasury.evidence.objects[root_key("avon", day - DAY)]
        assert treasury.read(day)["previous_sha256"] == sha256(before).hexdigest()
    changed = {str(day): [head["chain_id"] for head in treasury.read(day)["chains"]] for day in (FIRST, FIRST + DAY)}
    assert changed == {"2026-11-21": ["chain-1"], "2026-11-22": ["chain-2"]}
    assert treasury.read(FIRST + 2 * DAY)["chains"] == []


def test_running_again_changes_nothing(treasury: TreasuryInMemory) -> None:
    """Nor does a force that has nothing get a root."""
    write_roots(treasury, "avon")
    before = dict(treasury.evidence.objects)
    assert write_roots(treasury, "avon") == 0
    assert write_roots(treasury, "nobody") == 0
    assert treasury.evidence.objects == before


def test_a_run_that_broke_off_before_the_seal_is_made_whole() -> None:
    """The root that stands is the one that is sealed, though its chains have gone on since."""

    @dataclass
    class Breaking(EvidenceInMemory):
        """A bucket that takes no seals at first."""

        broken: bool = True

        def put_once(self, key: str, body: bytes, content_type: str) -> bool:
            """Store, but no seal while it is broken."""
            if self.broken and "seal" in key:
                raise StoreUnavailableError
            return super().put_once(key, body, content_type)

    evidence = Breaking()
    treasury = TreasuryInMemory(evidence=evidence)
    treasury.note("chain-1")
    treasury.clock.advance(DAY)
    with pytest.raises(StoreUnavailableError):
        write_roots(treasury, "avon")
    stands = evidence.objects[root_key("avon", FIRST)]
    treasury.note("chain-1")
    evidence.broken = False
    write_roots(treasury, "avon")
    assert evidence.objects[root_key("avon", FIRST)] == stands
    assert json.loads(treasury.read(FIRST, "seal.json")["statement"])["root_sha256"] == sha256(stands).hexdigest()


def test_an_authority_that_is_away_is_asked_again(treasury: TreasuryInMemory, caplog: pytest.LogCaptureFixture) -> None:
    """The root stands without its time-stamp, the failure is counted, and the next run has it stamped."""
    treasury.time_stamper = Authority(away=True)
    with caplog.at_level(logging.INFO):
        write_roots(treasury, "avon")
    assert "time-stamp failed" in caplog.messages
    assert (treasury.days("seal.json"), treasury.days("tsr")) == ([FIRST], [])
    treasury.time_stamper.away = False
    write_roots(treasury, "avon")
    write_roots(treasury, "avon")
    root = treasury.evidence.objects[root_key("avon", FIRST)]
    assert treasury.time_stamper.asked == [root]
    assert treasury.evidence.objects[root_key("avon", FIRST, "tsr")] == b"stamp of " + sha256(root).digest()
