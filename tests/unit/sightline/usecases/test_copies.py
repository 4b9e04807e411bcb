"""Copies: asked for in the master's chain, shown with how far they are, handed out and written down."""

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from sightline.domain.copy import (
    LARGEST_FILM,
    UNDATED,
    CopyNotPossibleError,
    CopyNotReadyError,
    CopyTooLongError,
    FilmTooLargeError,
    OutsideRecordingError,
    TimesReversedError,
    saved_name,
)
from sightline.domain.custody import CustodyAction
from sightline.domain.errors import NotAllowedError, NotFoundError, ReasonRequiredError, SightlineError
from sightline.domain.material import MaterialKind
from sightline.domain.participant import Participant, Role
from sightline.domain.redaction import NothingConfirmedError
from sightline.messages.copies import CopyRequest
from sightline.messages.custody import ViewingRequest
from sightline.usecases.copies import ask_for_copy, hand_out_files, list_copies, show_copy
from sightline.usecases.holdings import take_in_session
from sightline.usecases.stated_reasons import begin_viewing
from tests.fakes.copies import CopyDeskInMemory
from tests.fakes.exchange import an_officer
from tests.fakes.masters import EPOCH, MANIFEST, Master, a_film, record
from tests.fakes.materials import a_material

OFFICER = an_officer("Ada Khan", role=Role.INVESTIGATOR)
HOUR = 3600.0


def at(seconds: float) -> datetime:
    """Return an instant of the recording."""
    return EPOCH + timedelta(seconds=seconds)


def a_request(**changes: Any) -> CopyRequest:
    """Ask for a clip of two seconds, or for what the changes say."""
    return CopyRequest.model_validate(
        {"kind": "clip", "began_at": at(1), "ended_at": at(3), "reason": "For the CPS", **changes}
    )


@pytest.fixture
def desk() -> CopyDeskInMemory:
    """Return a desk where one session of six seconds is held."""
    desk, master = CopyDeskInMemory(), Master()
    record(master, a_film(6))
    master.seal(force_id="avon", session_id="session-1")
    desk.evidence.objects = master.evidence.objects
    desk.evidence.notes = master.evidence.notes
    take_in_session(desk, master.evidence.objects[MANIFEST])
    return desk


def actions(desk: CopyDeskInMemory, chain_id: str) -> list[CustodyAction]:
    """Return what a chain says was done."""
    return [entry.action for entry in desk.custody.list_entries(chain_id)]


def test_what_is_asked_for_is_in_the_masters_chain_before_it_is_made(desk: CopyDeskInMemory) -> None:
    """Who wanted it, why, and of which manifest; then it waits."""
    view = ask_for_copy(desk, OFFICER, "session-1", a_request())
    entry = desk.custody.list_entries("session-1")[-1]
    assert (entry.action, entry.reason) == (CustodyAction.COPIED, "For the CPS")
    assert entry.actor
    assert entry.actor.name == "Ada Khan"
    assert entry.details["manifest_sha256"] == desk.materials.get("session-1").manifest_sha256
    assert (view.state, view.copy_id, view.asked_by_name) == ("waiting", entry.details["copy_id"], "Ada Khan")
    (job,) = desk.copy_queue.waiting
    assert job.target == f"avon/session-1/{view.copy_id}/"
    assert (job.manifest.key, job.began_at, job.ended_at) == (MANIFEST, at(1), at(3))


def test_a_copy_that_was_made_becomes_a_material_with_a_chain_of_its_own(desk: CopyDeskInMemory) -> None:
    """It is shown ready, its chain says how it was made, and it lies in the library below its master."""
    asked = ask_for_copy(desk, OFFICER, "session-1", a_request())
    desk.make_copies()
    view = show_copy(desk, OFFICER, "session-1", asked.copy_id)
    assert (view.state, view.progress, len(view.files)) == ("ready", 1.0, 1)
    copy = desk.materials.get(asked.copy_id)
    assert (copy.kind, copy.parent_id, copy.force_id) == (MaterialKind.CLIP, "session-1", "avon")
    assert (copy.began_at, copy.ended_at) == (at(1), at(3))
    assert copy.byte_count == view.files[0].bytes
    (entry,) = desk.custody.list_entries(asked.copy_id)
    assert entry.action is CustodyAction.DERIVED
    assert entry.details["derivation_sha256"] == copy.manifest_sha256
    assert entry.details["files"] == [
        {"file": view.files[0].file, "sha256": view.files[0].sha256, "bytes": view.files[0].bytes}
    ]


def test_looking_again_changes_nothing(desk: CopyDeskInMemory) -> None:
    """However often a page asks, a copy is taken in once."""
    asked = ask_for_copy(desk, OFFICER, "session-1", a_request())
    desk.make_copies()
    assert show_copy(desk, OFFICER, "session-1", asked.copy_id) == show_copy(desk, OFFICER, "session-1", asked.copy_id)
    assert actions(desk, asked.copy_id) == [CustodyAction.DERIVED]


def test_all_copies_of_a_material_are_listed(desk: CopyDeskInMemory) -> None:
    """The newest first, ready or not."""
    first = ask_for_copy(desk, OFFICER, "session-1", a_request())
    desk.make_copies()
    second = ask_for_copy(desk, OFFICER, "session-1", a_request(kind="snapshot", ended_at=None))
    shown = list_copies(desk, OFFICER, "session-1").copies
    assert [(one.copy_id, one.state) for one in shown] == [(second.copy_id, "waiting"), (first.copy_id, "ready")]


def test_files_are_handed_out_and_that_is_written_down(desk: CopyDeskInMemory) -> None:
    """Once in a quarter of an hour, in the copy's chain."""
    asked = ask_for_copy(desk, OFFICER, "session-1", a_request())
    with pytest.raises(CopyNotReadyError):
        hand_out_files(desk, OFFICER, "session-1", asked.copy_id, "view")
    desk.make_copies()
    for _ in range(2):
        (file,) = hand_out_files(desk, OFFICER, "session-1", asked.copy_id, "view").files
    assert file.url.startswith(f"https://bucket.test/avon/session-1/{asked.copy_id}/{file.file}")
    assert actions(desk, asked.copy_id) == [CustodyAction.DERIVED, CustodyAction.VIEWED]


def test_files_are_saved_under_a_name_and_that_is_written_down(desk: CopyDeskInMemory) -> None:
    """Which files left stands in the copy's chain, beside those who only looked."""
    asked = ask_for_copy(desk, OFFICER, "session-1", a_request())
    desk.make_copies()
    (file,) = hand_out_files(desk, OFFICER, "session-1", asked.copy_id, "save").files
    name = saved_name(desk.materials.get("session-1").incident_ref, file.file)
    assert f"?name={name}&" in file.url
    last = desk.custody.list_entries(asked.copy_id)[-1]
    assert (last.action, last.details["file"]) == (CustodyAction.DOWNLOADED, file.file)


def test_files_are_for_who_says_why(desk: CopyDeskInMemory) -> None:
    """The reason given for the master holds for its copies, and stands in the copy's own chain."""
    desk.asks_reason = True
    asked = ask_for_copy(desk, OFFICER, "session-1", a_request())
    desk.make_copies()
    with pytest.raises(ReasonRequiredError):
        hand_out_files(desk, OFFICER, "session-1", asked.copy_id, "view")
    assert actions(desk, asked.copy_id) == [CustodyAction.DERIVED]
    begin_viewing(desk, OFFICER, "session-1", ViewingRequest(reason="Disclosure"))
    hand_out_files(desk, OFFICER, "session-1", asked.copy_id, "view")
    last = desk.custody.list_entries(asked.copy_id)[-1]
    assert (last.action, last.reason) == (CustodyAction.VIEWED, "Disclosure")


def test_a_master_that_was_altered_is_told_with_the_object(desk: CopyDeskInMemory) -> None:
    """The copy has failed, and the page can say where."""
    key = next(key for key in desk.evidence.objects if key.endswith(".m4s"))
    asked = ask_for_copy(desk, OFFICER, "session-1", a_request())
    desk.evidence.objects[key] += b"!"
    desk.make_copies()
    view = show_copy(desk, OFFICER, "session-1", asked.copy_id)
    assert view.failure
    assert (view.state, view.failure.code, view.failure.key) == ("failed", "master-altered", key)
    with pytest.raises(NotFoundError):
        desk.materials.get(asked.copy_id)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"began_at": at(-1)}, OutsideRecordingError),
        ({"ended_at": at(7)}, OutsideRecordingError),
        ({"kind": "snapshot", "began_at": at(7), "ended_at": None}, OutsideRecordingError),
        ({"began_at": at(3), "ended_at": at(1)}, TimesReversedError),
        ({"began_at": at(1), "ended_at": at(1)}, TimesReversedError),
        ({"ended_at": None}, TimesReversedError),
        ({"kind": "snapshot"}, TimesReversedError),
    ],
)
def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    desk: CopyDeskInMemory, changes: Mapping[str, Any], refusal: type[SightlineError]
) -> None:
    """Nothing is written, nothing waits."""
    before = actions(desk, "session-1")
    with pytest.raises(refusal):
        ask_for_copy(desk, OFFICER, "session-1", a_request(**changes))
    assert actions(desk, "session-1") == before
    assert desk.copy_queue.waiting == []


@pytest.mark.parametrize(
    ("changes", "seconds"), [({"exact": True}, HOUR / 2), ({"kind": "playable"}, 4 * HOUR), ({}, 12 * HOUR)]
)
def test_more_than_can_be_made_in_time_is_refused(
    desk: CopyDeskInMemory, changes: Mapping[str, Any], seconds: float
) -> None:
    """Half an hour is encoded anew, four hours with their sound, twelve are copied; a second more is refused."""
    sealed = desk.materials.get("session-1")
    desk.materials.change("session-1", lambda known: a_material(**{**vars(known), "ended_at": at(2 * seconds)}))
    assert sealed.manifest_sha256
    ask_for_copy(desk, OFFICER, "session-1", a_request(began_at=at(0), ended_at=at(seconds), **changes))
    with pytest.raises(CopyTooLongError):
        ask_for_copy(desk, OFFICER, "session-1", a_request(began_at=at(0), ended_at=at(seconds + 1), **changes))


def test_what_is_not_sealed_cannot_be_copied(desk: CopyDeskInMemory) -> None:
    """Neither a session that still runs nor a copy has a manifest to copy by."""
    desk.materials.add(a_material(material_id="running", force_id="avon"))
    desk.materials.add(
        a_material(material_id="clip", force_id="avon", kind=MaterialKind.CLIP, manifest_sha256="0" * 64)
    )
    for material_id in ("running", "clip"):
        with pytest.raises(CopyNotPossibleError):
            ask_for_copy(desk, OFFICER, material_id, a_request())


def hold_upload(desk: CopyDeskInMemory, **changes: Any) -> str:
    """Hold a file that was brought in; return the digest of its manifest."""
    manifest = b'{"object": {}}'
    desk.evidence.objects["avon/upload-1/manifest.json"] = manifest
    digest = sha256(manifest).hexdigest()
    upload = {"material_id": "upload-1", "force_id": "avon", "kind": MaterialKind.UPLOAD, "manifest_sha256": digest}
    desk.materials.add(a_material(**{**upload, "began_at": at(0), "ended_at": at(0), **changes}))
    return digest


@pytest.mark.parametrize(
    "asked",
    [
        a_request(),
        a_request(exact=True),
        a_request(kind="snapshot", ended_at=None),
        a_request(kind="playable"),
        a_request(kind="playable", began_at=at(0), ended_at=None),
    ],
)
def test_a_file_that_was_brought_in_is_copied_as_a_recording_is(desk: CopyDeskInMemory, asked: CopyRequest) -> None:
    """By its own manifest; a playable copy may go on to its end, wherever that is."""
    digest = hold_upload(desk)
    ask_for_copy(desk, OFFICER, "upload-1", asked)
    (job,) = desk.copy_queue.waiting
    assert (job.manifest.sha256, job.began_at, job.ended_at) == (digest, asked.began_at, asked.ended_at)


@pytest.mark.parametrize(
    ("captured_at", "began_at", "possible"),
    [(at(0), at(-1), False), (None, UNDATED, True), (None, UNDATED + timedelta(hours=25), False)],
)
def test_a_file_begins_when_it_was_recorded(
    desk: CopyDeskInMemory, captured_at: datetime | None, began_at: datetime, *, possible: bool
) -> None:
    """Where nobody said when, its times are counted from 1970."""
    hold_upload(desk, began_at=captured_at, ended_at=captured_at)
    asked = a_request(began_at=began_at, ended_at=began_at + timedelta(seconds=2))
    with nullcontext() if possible else pytest.raises(OutsideRecordingError):
        ask_for_copy(desk, OFFICER, "upload-1", asked)


def test_a_file_too_large_is_refused_before_anybody_waits_for_it(desk: CopyDeskInMemory) -> None:
    """It would not fit beside what is made of it."""
    hold_upload(desk, byte_count=LARGEST_FILM + 1)
    with pytest.raises(FilmTooLargeError):
        ask_for_copy(desk, OFFICER, "upload-1", a_request())
    assert desk.copy_queue.waiting == []


def test_the_newest_manifest_is_copied_by(desk: CopyDeskInMemory) -> None:
    """What was sealed later stands under a key of its own; the chain says which counts."""
    key = "avon/session-1/version-2/manifest.json"
    desk.evidence.objects[key] = desk.evidence.objects[MANIFEST].replace(b'"session_id"', b'"version": 2, "session_id"')
    take_in_session(desk, desk.evidence.objects[key])
    ask_for_copy(desk, OFFICER, "session-1", a_request())
    assert desk.copy_queue.waiting[0].manifest.key == key


def test_only_who_may_copy_may(desk: CopyDeskInMemory) -> None:
    """A call handler and an auditor may look; another force finds nothing."""
    for role in (Role.CALL_HANDLER, Role.AUDITOR):
        with pytest.raises(NotAllowedError):
            ask_for_copy(desk, an_officer(role=role), "session-1", a_request())
        assert list_copies(desk, an_officer(role=role), "session-1").copies == []
    stranger = Participant("o-9", Role.INVESTIGATOR, "DC Poole", force_id="met")
    with pytest.raises(NotFoundError):
        ask_for_copy(desk, stranger, "session-1", a_request())
    with pytest.raises(NotFoundError):
        show_copy(desk, OFFICER, "session-1", "no-such-copy")


def test_twenty_minutes_of_a_redacted_copy_are_made_and_no_more(desk: CopyDeskInMemory) -> None:
    """Hiding takes its time too; without anything to hide none is made, however short."""
    desk.materials.change("session-1", lambda known: a_material(**{**vars(known), "ended_at": at(HOUR)}))
    silent = {"kind": "redacted", "began_at": at(0), "redaction": {"face_ids": [], "drawn": [], "silent": True}}
    ask_for_copy(desk, OFFICER, "session-1", a_request(**silent, ended_at=at(HOUR / 3)))
    with pytest.raises(CopyTooLongError):
        ask_for_copy(desk, OFFICER, "session-1", a_request(**silent, ended_at=at(HOUR / 3 + 1)))
    with pytest.raises(NothingConfirmedError):
        ask_for_copy(desk, OFFICER, "session-1", a_request(kind="redacted"))
