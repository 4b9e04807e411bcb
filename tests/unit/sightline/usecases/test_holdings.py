"""Sealed sessions become materials."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.material import MaterialKind, Place
from sightline.domain.session import SessionState
from sightline.usecases.custody import hash_entry, note_event
from sightline.usecases.seals import seal_session
from tests.fakes.clock import NOON
from tests.fakes.exchange import ExchangeInMemory
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_position


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange with a recorded session that has ended."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    ended: dict[str, Any] = {"state": SessionState.ENDED, "ended_at": NOON + timedelta(seconds=10)}
    exchange.sessions.change("session-1", lambda each: replace(each, **ended))
    exchange.positions.add_all([make_position(0)])
    store_recording(exchange.evidence, "r1", NOON, 5)
    asked = {"officer_id": "officer-1", "officer_name": "PC Rees"}
    note_event(exchange, "avon", "session-1", Event(CustodyAction.CONSENTED, details=dict(asked)))
    exchange.clock.advance(timedelta(hours=3))
    return exchange


def test_a_sealed_session_is_held(exchange: ExchangeInMemory) -> None:
    """With what its manifest says, and the officer that its chain names; sealing again holds it once."""
    seal_session(exchange, "session-1")
    seal_session(exchange, "session-1")
    held = exchange.materials.get("session-1")
    session = exchange.sessions.get("session-1")
    assert (held.kind, held.force_id, held.incident_ref) == (MaterialKind.SESSION, "avon", session.incident_ref)
    assert (held.officer_id, held.officer_name) == ("officer-1", "PC Rees")
    assert (held.began_at, held.ended_at) == (NOON, NOON + timedelta(seconds=10))
    assert session.seal
    assert held.manifest_sha256 == session.seal.manifest_sha256
    assert held.byte_count == len(b"init") + sum(
        len(body) for key, body in exchange.evidence.objects.items() if body.startswith(b"fragment")
    )
    assert isinstance(held.place, Place)
    actions = [entry.action for entry in exchange.custody.list_entries("session-1")]
    assert actions == [CustodyAction.CONSENTED, CustodyAction.SEALED]


def test_a_further_version_brings_the_material_up_to_date(exchange: ExchangeInMemory) -> None:
    """What came late counts: the newest manifest's digest, its bytes, and one more entry."""
    seal_session(exchange, "session-1")
    before = exchange.materials.get("session-1")
    store_recording(exchange.evidence, "r2", NOON + timedelta(minutes=1), 2)
    seal_session(exchange, "session-1")
    after = exchange.materials.get("session-1")
    assert after.byte_count > before.byte_count
    assert after.manifest_sha256 != before.manifest_sha256
    assert after.ended_at == NOON + timedelta(minutes=1, seconds=4)
    versions = [entry.details["version"] for entry in exchange.custody.list_entries("session-1")[1:]]
    assert versions == [1, 2]


def test_a_run_that_broke_off_is_made_whole_by_the_next(exchange: ExchangeInMemory) -> None:
    """An entry that was written but not yet counted in the material is counted with the next one."""
    seal_session(exchange, "session-1")
    marked = Event(CustodyAction.MARKED, details={"exhibit_ref": "AB/1"})
    note_event(exchange, "avon", "session-1", marked)
    assert exchange.materials.get("session-1").exhibit_ref is None
    store_recording(exchange.evidence, "r2", NOON + timedelta(minutes=1), 1)
    seal_session(exchange, "session-1")
    assert exchange.materials.get("session-1").exhibit_ref == "AB/1"


def test_every_entry_holds_against_its_hash(exchange: ExchangeInMemory) -> None:
    """As anybody can compute it from the entry alone."""
    seal_session(exchange, "session-1")
    assert all(hash_entry(entry) == entry.hash for entry in exchange.custody.list_entries("session-1"))
