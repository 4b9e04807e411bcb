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
from sightline.domain.upload import FileFinding, describe_upload
from sightline.messages.custody import ViewingRequest
from sightline.messages.views import ChatView
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import note_event, record_event
from sightline.usecases.rebuilding import rebuild_tables
from sightline.usecases.seals import seal_session
from sightline.usecases.signing import sign_manifest
from sightline.usecases.stated_reasons import begin_viewing
from sightline.usecases.upload_checks import take_in_upload
from tests.fakes.disposals import dispose, go_on_disposing
from tests.fakes.exchange import an_officer
from tests.fakes.materials import a_material
from tests.fakes.originals import end
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_position
from tests.fakes.tables import TablesInMemory
from tests.fakes.uploads import UPLOAD, UploadDeskInMemory

OFFICER = an_officer(role=Role.INVESTIGATOR)
MARKED = Event(
    CustodyAction.MARKED,
    actor_of(OFFICER),
    "Charge",
    {"exhibit_ref": "AB/1", "crime_number": "01/1/26", "review_on": None},
)


@pytest.fixture
def before() -> TablesInMemory:
    """Return what the real use cases have left: a session in two versions, looked at and marked, all of it signed."""
    exchange = TablesInMemory()
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


def differing(one: object, other: object) -> set[str]:
    """Return the fields in which two records differ."""
    named = fields(one)  # type: ignore[arg-type]  # a record
    return {field.name for field in named if field.compare and getattr(one, field.name) != getattr(other, field.name)}


def test_materials_come_back_field_by_field(before: TablesInMemory) -> None:
    """None is lost: a material is what its manifest and its chain say."""
    after = before.rebuilt()
    assert differing(before.materials.get("session-1"), after.materials.get("session-1")) == set()
    assert after.materials.get("session-1").exhibit_ref == "AB/1"


def test_sessions_come_back_but_for_what_is_named(before: TablesInMemory) -> None:
    """Each field that a manifest has; a session with all fields filled shows that the others are lost."""
    was: dict[str, Any] = {"invite_id": "invite-9", "spoken_code": "apple river", "worker_id": "worker-1"}
    was |= {"recording_ids": ("r1", "r2"), "language": Language.ENGLISH}
    session = before.sessions.change("session-1", lambda each: replace(each, **was))
    lost = differing(session, before.rebuilt().sessions.get("session-1"))
    assert {"invite_id", "spoken_code", "worker_id", "recording_ids"} <= lost
    assert lost <= LOST


def test_trail_and_chat_come_back(before: TablesInMemory) -> None:
    """As they stand in the newest manifest."""
    after = before.rebuilt()
    assert after.positions.list_trail("session-1") == before.positions.list_trail("session-1")
    assert after.chat.list_all("session-1") == before.chat.list_all("session-1")


@pytest.mark.parametrize(("parent_id", "kind"), [("session-1", "clip"), ("upload-1", "redacted")])
def test_copies_come_back_by_their_own_chains(before: TablesInMemory, parent_id: str, kind: str) -> None:
    """As the entry says that made them, and their master: a recording, or a photograph that was brought in."""
    document = describe_upload(
        replace(UPLOAD, force_id="avon", sha256="ab" * 32), FileFinding("image/jpeg", is_proprietary=False)
    )
    take_in_upload(before, sign_manifest(before, "upload-1", "avon/upload-1/", document).manifest)
    write_checkpoint(before, "upload-1")
    master = before.materials.get(parent_id)
    details: dict[str, Any] = {
        "parent_id": parent_id,
        "kind": kind,
        "category": "mopi-group-2",
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
    copy = before.rebuilt().materials.get("clip-1")
    assert (copy.parent_id, copy.kind.value, copy.byte_count) == (parent_id, kind, 7)
    assert (copy.incident_ref, copy.place) == (master.incident_ref, master.place)
    assert (copy.category.value, master.category.value) == ("mopi-group-2", "not-evidential")


def test_what_was_sealed_in_the_last_minute_is_held_too(before: TablesInMemory) -> None:
    """Its manifest is signed, and its chain was not yet: the entry is written now."""
    for key in list(before.evidence.list_keys("avon/session-1/custody/")):
        del before.evidence.objects[key]
    after = before.rebuilt()
    was, material = before.materials.get("session-1"), after.materials.get("session-1")
    assert (material.manifest_sha256, material.byte_count) == (was.manifest_sha256, was.byte_count)
    assert [entry.action for entry in after.custody.list_entries("session-1")] == ["sealed"]
    assert [head.chain_id for head in after.custody.list_unchecked()] == ["session-1"]


def test_a_file_that_was_taken_in_in_the_last_minute_is_held_too() -> None:
    """By its manifest."""
    desk = UploadDeskInMemory()
    upload = replace(UPLOAD, force_id="avon", sha256="ab" * 32)
    document = describe_upload(upload, FileFinding("video/mp4", is_proprietary=False))
    signed = sign_manifest(desk, upload.upload_id, upload.prefix, document)
    take_in_upload(desk, signed.manifest)
    after = TablesInMemory(evidence=desk.evidence).rebuilt()
    assert differing(desk.materials.get("upload-1"), after.materials.get("upload-1")) == set()


def test_a_copy_of_what_is_broken_is_named(before: TablesInMemory) -> None:
    """The others come back."""
    details = {"parent_id": "session-9", "kind": "clip"}
    note_event(before, "avon", "clip-9", Event(CustodyAction.DERIVED, details=details))
    write_checkpoint(before, "clip-9")
    rebuilt = rebuild_tables(TablesInMemory(evidence=before.evidence), "avon")
    assert (rebuilt.materials, rebuilt.unsealed) == (1, ["clip-9"])


def test_what_was_never_sealed_is_named(before: TablesInMemory) -> None:
    """A session that ran, one whose manifest was not signed yet, and a file that was refused; roots are none of it."""
    parts = ("ran/recordings/r1/0.m4s", "began/manifest.json", "began/stills/1.jpg", "refused/upload/master")
    before.evidence.objects |= {f"avon/{part}": b"{}" for part in (*parts, "roots/2026-11-20.json")}
    rebuilt = rebuild_tables(TablesInMemory(evidence=before.evidence), "avon")
    assert sorted(rebuilt.unsealed) == ["began", "ran", "refused"]
    assert (rebuilt.chains, rebuilt.materials, rebuilt.broken) == (1, 1, [])


def test_what_is_disposed_of_comes_back_as_its_certificate_says_it(before: TablesInMemory) -> None:
    """Field by field; of the person, neither session, trail nor chat."""
    dispose(before)
    after = TablesInMemory(evidence=before.evidence)
    rebuilt = rebuild_tables(after, "avon")
    assert (rebuilt.materials, rebuilt.disposed, rebuilt.broken) == (1, 1, [])
    gone = after.materials.get("session-1")
    assert differing(before.materials.get("session-1"), gone) == set()
    assert (gone.state, gone.exhibit_ref) == (MaterialState.DISPOSED, "AB/1")
    assert after.positions.list_trail("session-1") == []
    with pytest.raises(NotFoundError):
        after.sessions.get("session-1")


def test_a_disposal_that_broke_off_brings_nobody_back(before: TablesInMemory) -> None:
    """Once the certificate stands, the manifest beside it is not read any more; the disposal goes on."""
    manifests = {key: body for key, body in before.evidence.objects.items() if key.endswith("manifest.json")}
    dispose(before)
    before.evidence.objects |= manifests
    after = before.rebuilt()
    assert after.positions.list_trail("session-1") == []
    assert after.materials.get("session-1").title == ""


def test_a_disposal_that_broke_off_goes_on_in_tables_made_anew(before: TablesInMemory) -> None:
    """Though they know no session any more of which a person could be forgotten."""
    dispose(before)
    chain = before.custody.chains["session-1"]
    assert chain.pop().action is CustodyAction.DISPOSED
    for key in list(before.evidence.list_keys("avon/session-1/custody/")):
        del before.evidence.objects[key]
    before.custody.checkpoints.clear()
    before.custody.segments.clear()
    write_checkpoint(before, "session-1")
    after = before.rebuilt()
    assert after.materials.get("session-1").state is MaterialState.DISPOSAL_BEGUN
    go_on_disposing(after)
    assert after.materials.get("session-1").state is MaterialState.DISPOSED


def test_running_again_changes_nothing(before: TablesInMemory) -> None:
    """Nor does it take back what came since."""
    after = before.rebuilt()
    note_event(after, "avon", "session-1", Event(CustodyAction.VIEWED))
    entries = after.custody.list_entries("session-1")
    assert rebuild_tables(after, "avon").broken == []
    assert after.custody.list_entries("session-1") == entries
    assert [head.chain_id for head in after.custody.list_unchecked()] == ["session-1"]


def test_a_chain_that_is_not_whole_is_named_and_left_out(before: TablesInMemory) -> None:
    """The others come back."""
    note_event(before, "avon", "session-2", Event(CustodyAction.BEGAN))
    write_checkpoint(before, "session-2")
    del before.evidence.objects[segment_key("avon", "session-1", 1, 2)]
    after = TablesInMemory(evidence=before.evidence)
    rebuilt = rebuild_tables(after, "avon")
    assert (rebuilt.broken, rebuilt.chains) == (["session-1"], 1)
    assert after.custody.find_head("session-2")


def test_another_forces_objects_are_left_alone(before: TablesInMemory) -> None:
    """A run is of one force."""
    after = TablesInMemory(evidence=before.evidence)
    assert rebuild_tables(after, "other").materials == 0
    assert after.custody.chains == {}


def test_an_example_has_every_field_of_a_material() -> None:
    """The comparison looks at all that a material has."""
    assert differing(a_material(title="x"), a_material()) == {"title"}
    assert len(fields(Material)) > 20
