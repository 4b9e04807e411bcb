"""What is hidden in a copy: what an officer confirmed, and nothing else."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from sightline.domain.copy import CopyNotPossibleError, OutsideRecordingError
from sightline.domain.custody import CustodyAction
from sightline.domain.errors import SightlineError
from sightline.domain.face_track import faces_key
from sightline.domain.material import MaterialKind
from sightline.domain.participant import Role
from sightline.domain.redaction import (
    FaceUnknownError,
    NothingConfirmedError,
    RegionOutsideCopyError,
    RegionOutsidePictureError,
)
from sightline.messages.copies import CopyRequest, Derivation, SourceObject
from sightline.messages.faces import FaceSearchRequest, FacesFound, FoundFace
from sightline.messages.redaction import BoxRegion, BoxSpot, Redaction
from sightline.usecases.copies import ask_for_copy, show_copy
from sightline.usecases.face_searches import ask_for_faces, show_faces
from sightline.usecases.holdings import take_in_session
from sightline.usecases.redactions import confirm_redaction, describe_redaction
from tests.fakes.brought_in import a_photograph, bring_in
from tests.fakes.clock import NOON
from tests.fakes.copies import CopyDeskInMemory
from tests.fakes.exchange import an_officer
from tests.fakes.faces import HEIGHT, WIDTH, a_picture
from tests.fakes.masters import EPOCH, MANIFEST, Master, a_film, record
from tests.fakes.materials import a_material

OFFICER = an_officer("Ada Khan", role=Role.INVESTIGATOR)
MASTER = a_material(material_id="session-1", force_id="avon")
FACES = {"search_id": "search-1"}


def at(seconds: float) -> datetime:
    """Return an instant of the recording."""
    return NOON + timedelta(seconds=seconds)


def a_box(began: float = 0, ended: float = 2, x: float = 0.4) -> dict[str, Any]:
    """Return a box that stands still."""
    spot = BoxSpot(at=at(began), x=x, y=0.4, width=0.2, height=0.2)
    return BoxRegion(began_at=at(began), ended_at=at(ended), spots=[spot]).model_dump()


@pytest.fixture
def desk() -> CopyDeskInMemory:
    """Return a desk where a search has found two faces."""
    desk = CopyDeskInMemory()
    found = FacesFound(
        search_id="search-1",
        manifest=SourceObject(key="avon/session-1/manifest.json", sha256="0" * 64),
        began_at=at(0),
        ended_at=at(10),
        pictures_seen=20,
        programs={},
        faces=[FoundFace(face_id=face_id, **a_box(2, 5)) for face_id in ("1", "2")],
        found_at=NOON,
    )
    desk.copies.objects[faces_key("avon/session-1/search-1/")] = found.model_dump_json().encode()
    return desk


def confirm(desk: CopyDeskInMemory, kind: str = "redacted", **asked: Any) -> Redaction | None:
    """Confirm what is to be hidden in a copy of ten seconds."""
    redaction = {"face_ids": [], "drawn": [], **asked} if asked else None
    request = {"kind": kind, "began_at": at(0), "ended_at": at(10), "reason": "SAR 12", "redaction": redaction}
    return confirm_redaction(desk, OFFICER, MASTER, CopyRequest.model_validate(request))


def test_confirmed_faces_and_drawn_boxes_are_hidden_by_the_officers_word(desk: CopyDeskInMemory) -> None:
    """Each says where it comes from; who is left to be seen is counted."""
    redaction = confirm(desk, **FACES, face_ids=["2", "2"], drawn=[a_box()], silent=True)
    assert redaction
    assert [(region.origin, region.began_at) for region in redaction.regions] == [("found", at(2)), ("drawn", at(0))]
    assert (redaction.silent, redaction.left_count, redaction.search_id) == (True, 1, "search-1")
    assert (redaction.confirmed_by_name, redaction.confirmed_at) == ("Ada Khan", desk.clock.now())


def test_the_masters_chain_binds_what_was_confirmed(desk: CopyDeskInMemory) -> None:
    """Counts for people, and the digest of what the copy's derivation will say."""
    redaction = confirm(desk, **FACES, face_ids=["1"])
    assert redaction
    assert describe_redaction(redaction) == {
        "hidden_count": 1,
        "left_count": 1,
        "silent": False,
        "redaction_sha256": sha256(redaction.model_dump_json().encode()).hexdigest(),
    }


def test_boxes_alone_and_silence_alone_are_enough(desk: CopyDeskInMemory) -> None:
    """Where the program finds nothing, an officer draws."""
    for asked in ({"drawn": [a_box()]}, {"silent": True}):
        redaction = confirm(desk, **asked)
        assert redaction
        assert redaction.left_count == 0


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({}, NothingConfirmedError),
        ({**FACES, "silent": False}, NothingConfirmedError),
        ({**FACES, "face_ids": ["3"]}, FaceUnknownError),
        ({"search_id": "another", "face_ids": ["1"]}, FaceUnknownError),
        ({"drawn": [a_box(x=0.9)]}, RegionOutsidePictureError),
        ({"drawn": [a_box(11, 12)]}, RegionOutsideCopyError),
        ({"kind": "clip", "silent": True}, CopyNotPossibleError),
    ],
)
def test_what_cannot_be_hidden_is_refused(
    desk: CopyDeskInMemory, asked: dict[str, Any], refusal: type[SightlineError]
) -> None:
    """Nothing is made that shows what somebody meant to hide."""
    with pytest.raises(refusal):
        confirm(desk, **asked)


def test_other_copies_hide_nothing(desk: CopyDeskInMemory) -> None:
    """A clip is what it was."""
    assert confirm(desk, kind="clip") is None


def test_of_a_photograph_that_was_brought_in_a_copy_is_made_without_its_faces() -> None:
    """Found, confirmed, hidden: what comes of it is a material of its own, one picture, and both chains say so."""
    desk = CopyDeskInMemory()
    body = a_photograph(a_picture(220), "jpeg", orientation=6)
    upload_id = bring_in(desk, desk.evidence, body, "image/jpeg", captured_at=NOON)
    second = {"began_at": at(0), "ended_at": at(1)}
    search = ask_for_faces(desk, OFFICER, upload_id, FaceSearchRequest(**second))
    desk.make_copies()
    (face,) = show_faces(desk, OFFICER, upload_id, search.search_id).faces
    redaction = {"search_id": search.search_id, "face_ids": [face.face_id], "drawn": []}
    request = {"kind": "redacted", **second, "reason": "SAR 12", "redaction": redaction}
    asked = ask_for_copy(desk, OFFICER, upload_id, CopyRequest.model_validate(request))
    desk.make_copies()
    shown = show_copy(desk, OFFICER, upload_id, asked.copy_id)
    (file,) = shown.files
    assert (shown.state, file.media_type, file.width, file.height) == ("ready", "image/png", WIDTH, HEIGHT)
    copy = desk.materials.get(asked.copy_id)
    assert (copy.kind, copy.parent_id, copy.began_at, copy.ended_at) == (
        MaterialKind.REDACTED,
        upload_id,
        *second.values(),
    )
    actions = [entry.action for entry in desk.custody.list_entries(upload_id)]
    assert actions == [CustodyAction.UPLOADED, CustodyAction.FACES_SOUGHT, CustodyAction.COPIED]
    (derived,) = desk.custody.list_entries(asked.copy_id)
    assert derived.details["files"] == [{"file": file.file, "sha256": file.sha256, "bytes": file.bytes}]


def test_a_photograph_has_no_other_time_than_its_second() -> None:
    """And no other copy than one in which something is hidden."""
    desk = CopyDeskInMemory()
    upload_id = bring_in(desk, desk.evidence, b"", "image/jpeg", captured_at=NOON)
    silent = {"face_ids": [], "drawn": [], "silent": True}
    longer = {"kind": "redacted", "began_at": at(0), "ended_at": at(2), "reason": "SAR 12", "redaction": silent}
    snapshot = {"kind": "snapshot", "began_at": at(0), "reason": "CPS"}
    for request, refusal in ((longer, OutsideRecordingError), (snapshot, CopyNotPossibleError)):
        with pytest.raises(refusal):
            ask_for_copy(desk, OFFICER, upload_id, CopyRequest.model_validate(request))
    assert desk.copy_queue.waiting == []


def test_a_redacted_copy_says_what_it_hides_in_both_chains() -> None:
    """Asked for with a box, it is exact, it is made, and its derivation is what the master's chain binds."""
    desk, master = CopyDeskInMemory(), Master()
    record(master, a_film(2))
    master.seal(force_id="avon", session_id="session-1")
    desk.evidence.objects, desk.evidence.notes = master.evidence.objects, master.evidence.notes
    take_in_session(desk, master.evidence.objects[MANIFEST])
    began_at, ended_at = EPOCH + timedelta(seconds=0.5), EPOCH + timedelta(seconds=1.5)
    spot = {"at": began_at, "x": 0.1, "y": 0.1, "width": 0.2, "height": 0.2}
    drawn = [{"began_at": began_at, "ended_at": ended_at, "spots": [spot]}]
    request = {"kind": "redacted", "began_at": began_at, "ended_at": ended_at, "reason": "SAR 12"}
    redaction = {"face_ids": [], "drawn": drawn, "silent": True}
    asked = ask_for_copy(desk, OFFICER, "session-1", CopyRequest.model_validate({**request, "redaction": redaction}))
    assert (asked.exact, asked.hidden_count, asked.silent) == (True, 1, True)
    desk.make_copies()
    assert show_copy(desk, OFFICER, "session-1", asked.copy_id).files[0].sound is None
    assert desk.materials.get(asked.copy_id).kind is MaterialKind.REDACTED
    body = desk.copies.objects[f"avon/session-1/{asked.copy_id}/derivation.json"]
    made = Derivation.model_validate_json(body).redaction
    assert made
    entry = desk.custody.list_entries("session-1")[-1]
    assert sha256(made.model_dump_json().encode()).hexdigest() == entry.details["redaction_sha256"]
