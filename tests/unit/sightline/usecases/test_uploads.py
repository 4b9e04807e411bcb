"""An officer brings in a file, part by part."""

from hashlib import sha256

import pytest

from sightline.domain.custody import CustodyAction
from sightline.domain.errors import NotAllowedError, NotFoundError, ReasonRequiredError
from sightline.domain.material import MaterialKind
from sightline.domain.object_version import Stretch
from sightline.domain.participant import Participant, Role
from sightline.domain.upload import (
    FileNotShownError,
    NoSuchPartError,
    PartsMissingError,
    UploadClosedError,
    UploadState,
)
from sightline.messages.custody import ViewingRequest
from sightline.messages.uploads import PartRequest, UploadCompletion, UploadRequest, UploadView
from sightline.usecases.stated_reasons import begin_viewing
from sightline.usecases.upload_checks import check_upload
from sightline.usecases.uploads import address_part, begin_upload, complete_upload, hand_out_file, show_upload
from tests.fakes.files import MP4
from tests.fakes.materials import a_material
from tests.fakes.uploads import OFFICER, UploadDeskInMemory

STRANGER = Participant("officer-2", Role.SUPERVISOR, "DS Moss", force_id="other-force")
FILM = MP4 + bytes(9_000_000)
DIGEST = sha256(FILM).hexdigest()


@pytest.fixture
def desk() -> UploadDeskInMemory:
    """Return a desk with no file."""
    return UploadDeskInMemory()


def begin(desk: UploadDeskInMemory) -> UploadView:
    """Begin to bring the film in."""
    return begin_upload(desk, OFFICER, UploadRequest(incident_ref="INC-7", file_name="door.mp4", bytes=len(FILM)))


def send(desk: UploadDeskInMemory, view: UploadView, *numbers: int) -> None:
    """Put parts as the browser does."""
    upload = desk.uploads.get(view.upload_id)
    for number in numbers:
        start = (number - 1) * view.part_bytes
        desk.upload_files.put(upload, number, FILM[start : start + view.part_bytes])


def test_whoever_broke_off_goes_on_with_the_parts_that_are_missing(desk: UploadDeskInMemory) -> None:
    """The view says which parts are there, and what a part is."""
    view = begin(desk)
    assert (view.part_count, view.stored, view.state) == (2, [], UploadState.OPEN)
    send(desk, view, 2)
    assert show_upload(desk, OFFICER, view.upload_id).stored == [2]


def test_a_parts_address_takes_these_bytes_only(desk: UploadDeskInMemory) -> None:
    """Its digest and its length are part of what is signed; a part that is none of the file's has no address."""
    view = begin(desk)
    part = address_part(desk, OFFICER, view.upload_id, PartRequest(number=2, sha256="ab" * 32))
    assert f"bytes={len(FILM) - view.part_bytes}&life=900" in part.url
    assert list(part.headers) == ["x-amz-checksum-sha256"]
    with pytest.raises(NoSuchPartError):
        address_part(desk, OFFICER, view.upload_id, PartRequest(number=3, sha256="ab" * 32))


def test_a_file_with_a_part_missing_is_not_complete(desk: UploadDeskInMemory) -> None:
    """Nothing is put together, and nothing checked."""
    view = begin(desk)
    send(desk, view, 1)
    with pytest.raises(PartsMissingError):
        complete_upload(desk, OFFICER, view.upload_id, UploadCompletion(sha256=DIGEST))
    assert desk.evidence.objects == {}
    assert desk.upload_queue.puts == []


def test_completing_twice_checks_the_same_file(desk: UploadDeskInMemory) -> None:
    """The answer to the first time may have been lost; once it is decided, it is closed."""
    view = begin(desk)
    send(desk, view, 1, 2)
    for _ in range(2):
        said = complete_upload(desk, OFFICER, view.upload_id, UploadCompletion(sha256=DIGEST))
        assert (said.state, said.stored) == (UploadState.CHECKING, [1, 2])
    assert desk.evidence.objects == {}, "nobody waits until it is put together"
    assert set(desk.upload_queue.puts) == {Stretch(view.upload_id)}
    check_upload(desk, view.upload_id)
    with pytest.raises(UploadClosedError):
        complete_upload(desk, OFFICER, view.upload_id, UploadCompletion(sha256=DIGEST))
    with pytest.raises(UploadClosedError):
        address_part(desk, OFFICER, view.upload_id, PartRequest(number=1, sha256="ab" * 32))


def test_another_forces_upload_looks_like_none(desk: UploadDeskInMemory) -> None:
    """And not every officer brings files in."""
    view = begin(desk)
    with pytest.raises(NotFoundError):
        show_upload(desk, STRANGER, view.upload_id)
    auditor = Participant("a", Role.AUDITOR, "Auditor", force_id="force")
    with pytest.raises(NotAllowedError):
        begin_upload(desk, auditor, UploadRequest(incident_ref="INC-7", file_name="door.mp4", bytes=1))


def test_fetching_a_file_is_written_down(desk: UploadDeskInMemory) -> None:
    """Under its own name; what is no upload has no file."""
    view = begin(desk)
    send(desk, view, 1, 2)
    complete_upload(desk, OFFICER, view.upload_id, UploadCompletion(sha256=DIGEST))
    check_upload(desk, view.upload_id)
    assert "name=door.mp4&life=60" in hand_out_file(desk, OFFICER, view.upload_id, "save").url
    last = desk.custody.list_entries(view.upload_id)[-1]
    assert (last.action, last.actor and last.actor.name) == (CustodyAction.DOWNLOADED, "DC Rees")
    desk.materials.add(a_material())
    with pytest.raises(NotFoundError):
        hand_out_file(desk, OFFICER, "material-1", "save")


def test_a_file_is_for_who_says_why(desk: UploadDeskInMemory) -> None:
    """As a sealed session is; the reason stands beside what was done."""
    desk.asks_reason = True
    view = begin(desk)
    send(desk, view, 1, 2)
    complete_upload(desk, OFFICER, view.upload_id, UploadCompletion(sha256=DIGEST))
    check_upload(desk, view.upload_id)
    with pytest.raises(ReasonRequiredError):
        hand_out_file(desk, OFFICER, view.upload_id, "save")
    begin_viewing(desk, OFFICER, view.upload_id, ViewingRequest(reason="Disclosure"))
    hand_out_file(desk, OFFICER, view.upload_id, "save")
    last = desk.custody.list_entries(view.upload_id)[-1]
    assert (last.action, last.reason) == (CustodyAction.DOWNLOADED, "Disclosure")


def test_a_photograph_is_shown_as_it_came(desk: UploadDeskInMemory) -> None:
    """To look at it is no download; of anything else a page shows a copy."""
    desk.materials.add(a_material(kind=MaterialKind.UPLOAD, media_type="image/jpeg"))
    assert "upload/master" in hand_out_file(desk, OFFICER, "material-1", "view").url
    assert desk.custody.list_entries("material-1")[-1].action is CustodyAction.VIEWED
    for material_id, other in (("film", "video/mp4"), ("unknown", None)):
        desk.materials.add(a_material(material_id=material_id, kind=MaterialKind.UPLOAD, media_type=other))
        with pytest.raises(FileNotShownError):
            hand_out_file(desk, OFFICER, material_id, "view")
