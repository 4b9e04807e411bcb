"""The tables come back from the bucket alone, field by field, but for what is named."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.domain.custody import CustodyAction, Event, actor_of, segment_key
from sightline.domain.errors import NotFoundError
from sightline.domain.invite import Language
from sightline.domain.material import Material, MaterialState
from sightline.domain.participant import Role
from sightline.domain.sealed_session import LOST
from sightline.messages.custody import ViewingRequest
from sightline.messages.views import ChatView
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import note_event, record_event
from sightline.usecases.rebuilding import rebuild_tables
from sightline.usecases.seals import seal_session
from sightline.usecases.stated_reasons import begin_viewing
from tests.fakes.disposals import dispose
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.materials import a_material
from tests.fakes.originals import end
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_position

OFFICER = an_officer(role=Role.INVESTIGATOR)
MARKED = Event(
    CustodyAction.MARKED,
    actor_of(OFFICER),
    "Charge",
    {"exhibit_ref": "AB/1", "crime_number": "01/1/26", "review_on": None},
)


@pytest.fixture
def before() -> ExchangeInMemory:
    """Return what the real use cases have left: a session in two versions, looked at and marked, all of it signed."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    asked: dict[str, Any] = {"officer_id": "officer-1", "officer_name": "PC Rees"}
    note_event(exchange, "avon", "session-1", Event(CustodyAction.CONSENTED, details=asked))
    exchange.positions.add_all([make_position(0), make_position(1)])
    line = ChatView(
        message_id="0-line", sender="officer", sender_name="PC Rees", text="Tŷ gwyn?", sent_at=exchange.clock.now()
    )
    exchange.chat.add("session-1", line, "ref-1")
    store_recording(exchange.evidence, "r1", exchange.clock.now(), 2)
    end(exchange)
    exchange.clock.advance(timedelta(hours=3))
    seal_session(exchange, "session-1")
    exchange.clock.advance(timedelta(minutes=1))
    store_recording(exchange.evidence, "r2", exchange.clock.now(), 1)
    seal_session(exchange, "session-1")
    begin_viewing(exchange, OFFICER, "session-1", ViewingRequest(reason="Investigation"))
    record_event(exchange, exchange.materials.get("session-1"), MARKED)
    write_checkpoint(exchange, "session-1")
    return exchange


def rebuilt_from(before: ExchangeInMemory) -> ExchangeInMemory:
    """Return empty tables beside the same bucket, made anew."""
    after = ExchangeInMemory(evidence=before.evidence)
    rebuild_tables(after, "avon")
    return after


def differing(one: object, other: object) -> set[str]:
    """Return the fields in which two records differ."""
    named = fields(one)  # type: ignore[arg-type]  # a record
    return {field.name for field in named if field.compare and getattr(one, field.name) != getattr(other, field.name)}


def test_chains_come_back_entry_by_entry(before: ExchangeInMemory) -> None:
    """With where they stand and how far they are signed."""
    after = rebuilt_from(before)
    assert after.custody.list_entries("session-1") == before.custody.list_entries("session-1")
    assert after.custody.find_head("session-1") == before.custody.find_head("session-1")
    assert list(after.custody.list_unchecked()) == []


def test_materials_come_back_field_by_field(before: ExchangeInMemory) -> None:
    """None is lost: a material is what its manifest and its chain say."""
    after = rebuilt_from(before)
    assert differing(before.materials.get("session-1"), after.materials.get("session-1")) == set()
    assert after.materials.get("session-1").exhibit_ref == "AB/1"


def test_sessions_come_back_but_for_what_is_named(before: ExchangeInMemory) -> None:
    """Each field that a manifest has; a session with all fields filled shows that the others are lost."""
    was: dict[str, Any] = {"invite_id": "invite-9", "spoken_code": "apple river", "worker_id": "worker-1"}
    was |= {"recording_ids": ("r1", "r2"), "language": Language.ENGLISH}
    session = before.sessions.change("session-1", lambda each: replace(each, **was))
    lost = differing(session, rebuilt_from(before).sessions.get("session-1"))
    assert {"invite_id", "spoken_code", "worker_id", "recording_ids"} <= lost
    assert lost <= LOST


def test_trail_and_chat_come_back(before: ExchangeInMemory) -> None:
    """As they stand in the newest manifest."""
    after = rebuilt_from(before)
    assert after.positions.list_trail("session-1") == before.positions.list_trail("session-1")
    assert after.chat.list_all("session-1") == before.chat.list_all("session-1")


def test_copies_come_back_by_their_own_chains(before: ExchangeInMemory) -> None:
    """As the entry says that made them, and their master."""
    master = before.materials.get("session-1")
    details: dict[str, Any] = {
        "parent_id": "session-1",
        "kind": "clip",
        "exact": False,
        "byte_count": 7,
        "began_at": "2026-11-21T12:00:00.000Z",
        "ended_at": "2026-11-21T12:00:02.000Z",
        "made_at": "2026-11-21T16:00:00.000Z",
        "derivation_sha256": "ab" * 32,
        "files": [],
    }
    note_event(before, "avon", "clip-1", Event(CustodyAction.DERIVED, details=details))
    write_checkpoint(before, "clip-1")
    copy = rebuilt_from(before).materials.get("clip-1")
    assert (copy.parent_id, copy.kind.value, copy.byte_count) == ("session-1", "clip", 7)
    assert (copy.incident_ref, copy.place) == (master.incident_ref, master.place)


def test_what_is_disposed_of_comes_back_as_its_certificate_says_it(before: ExchangeInMemory) -> None:
    """Field by field; of the person, neither session, trail nor chat."""
    dispose(before)
    after = ExchangeInMemory(evidence=before.evidence)
    rebuilt = rebuild_tables(after, "avon")
    assert (rebuilt.materials, rebuilt.disposed, rebuilt.broken) == (1, 1, [])
    gone = after.materials.get("session-1")
    assert differing(before.materials.get("session-1"), gone) == set()
    assert (gone.state, gone.exhibit_ref) == (MaterialState.DISPOSED, "AB/1")
    assert after.positions.list_trail("session-1") == []
    with pytest.raises(NotFoundError):
        after.sessions.get("session-1")


def test_a_disposal_that_broke_off_brings_nobody_back(before: ExchangeInMemory) -> None:
    """Once the certificate stands, the manifest beside it is not read any more; the disposal goes on."""
    manifests = {key: body for key, body in before.evidence.objects.items() if key.endswith("manifest.json")}
    dispose(before)
    before.evidence.objects |= manifests
    after = rebuilt_from(before)
    assert after.positions.list_trail("session-1") == []
    assert after.materials.get("session-1").title == ""


def test_running_again_changes_nothing(before: ExchangeInMemory) -> None:
    """Nor does it take back what came since."""
    after = rebuilt_from(before)
    note_event(after, "avon", "session-1", Event(CustodyAction.VIEWED))
    entries = after.custody.list_entries("session-1")
    assert rebuild_tables(after, "avon").broken == []
    assert after.custody.list_entries("session-1") == entries
    assert [head.chain_id for head in after.custody.list_unchecked()] == ["session-1"]


def test_a_run_that_broke_off_is_made_whole(before: ExchangeInMemory) -> None:
    """Entries that were written are not written again."""
    after = ExchangeInMemory(evidence=before.evidence)
    for entry in before.custody.list_entries("session-1")[:2]:
        after.custody.append("session-1", lambda _, entry=entry: entry)  # type: ignore[misc]  # bound as it is now
    rebuild_tables(after, "avon")
    assert after.custody.list_entries("session-1") == before.custody.list_entries("session-1")


def test_a_chain_that_is_not_whole_is_named_and_left_out(before: ExchangeInMemory) -> None:
    """The others come back."""
    note_event(before, "avon", "session-2", Event(CustodyAction.BEGAN))
    write_checkpoint(before, "session-2")
    del before.evidence.objects[segment_key("avon", "session-1", 1, 2)]
    after = ExchangeInMemory(evidence=before.evidence)
    rebuilt = rebuild_tables(after, "avon")
    assert (rebuilt.broken, rebuilt.chains) == (["session-1"], 1)
    assert after.custody.find_head("session-2")


def test_another_forces_objects_are_left_alone(before: ExchangeInMemory) -> None:
    """A run is of one force."""
    after = ExchangeInMemory(evidence=before.evidence)
    assert rebuild_tables(after, "other").materials == 0
    assert after.custody.chains == {}


def test_an_example_has_every_field_of_a_material() -> None:
    """The comparison looks at all that a material has."""
    assert differing(a_material(title="x"), a_material()) == {"title"}
    assert len(fields(Material)) > 20
