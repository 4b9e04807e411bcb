"""A citizen sends files that the phone has already."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from sightline.domain.custody import CustodyAction, actor_of
from sightline.domain.errors import NotAllowedError, NotFoundError
from sightline.domain.invite import Capability
from sightline.domain.participant import Connection
from sightline.domain.sent_file import MOST_FILES, FilesClosedError, TooManyFilesError
from sightline.domain.session import EndReason, SessionState
from sightline.domain.upload import PartsMissingError, UploadState
from sightline.messages.changes import SessionChanged
from sightline.messages.uploads import FileRequest, FileStanding, PartRequest, UploadCompletion, UploadRequest
from sightline.usecases.citizen_uploads import (
    address_file_part,
    begin_file,
    complete_file,
    list_files,
    note_standing,
    show_file,
)
from sightline.usecases.credentials import citizen_of_session
from sightline.usecases.topics import officers_of
from sightline.usecases.upload_checks import check_upload
from sightline.usecases.uploads import address_part, begin_upload, complete_upload, show_upload
from tests.fakes.clock import NOON
from tests.fakes.files import MP4
from tests.fakes.subjects import make_session
from tests.fakes.uploads import OFFICER, CitizenUploadDeskInMemory

CITIZEN = citizen_of_session("session-1", "force")
OTHER = citizen_of_session("session-2", "force")
DIGEST = sha256(MP4).hexdigest()
REQUEST = FileRequest(file_name="door.mp4", bytes=len(MP4), modified_at=NOON)
PART = PartRequest(number=1, sha256="ab" * 32)


@pytest.fixture
def desk() -> CitizenUploadDeskInMemory:
    """Return a desk with two sessions of citizens who agreed to send files."""
    desk = CitizenUploadDeskInMemory()
    desk.sessions.add(make_session("session-2", "force"))
    return desk


def end(desk: CitizenUploadDeskInMemory, reason: EndReason = EndReason.CITIZEN) -> None:
    """End the session now."""
    now = desk.clock.now()
    desk.sessions.change(
        "session-1", lambda newest: replace(newest, state=SessionState.ENDED, ended_at=now, end_reason=reason)
    )


def send(desk: CitizenUploadDeskInMemory) -> FileStanding:
    """Send a whole file, as the phone does."""
    begun = begin_file(desk, CITIZEN, REQUEST)
    desk.upload_files.put(desk.uploads.get(begun.upload_id), 1, MP4)
    return complete_file(desk, CITIZEN, begun.upload_id, UploadCompletion(sha256=DIGEST))


def check(desk: CitizenUploadDeskInMemory, upload_id: str) -> None:
    """Check a file, as the queue has it done."""
    note_standing(desk, check_upload(desk, upload_id))


def states(desk: CitizenUploadDeskInMemory) -> list[UploadState]:
    """Return how far the session's files are."""
    return [file.state for file in desk.session.files]


def test_a_file_belongs_to_the_sessions_incident(desk: CitizenUploadDeskInMemory) -> None:
    """Its manifest and its chain name the session, and no officer; nor is the incident told to the phone."""
    sent = send(desk)
    assert "incident_ref" not in sent.model_dump()
    check(desk, sent.upload_id)
    manifest = json.loads(desk.evidence.objects[f"force/{sent.upload_id}/manifest.json"])
    assert (manifest["incident_ref"], manifest["session_id"]) == ("AV/2026/17", "session-1")
    assert manifest["officer"] is None
    (uploaded,) = desk.custody.list_entries(sent.upload_id)
    assert (uploaded.action, uploaded.details["session_id"]) == (CustodyAction.UPLOADED, "session-1")
    assert uploaded.actor == actor_of(CITIZEN)
    material = desk.materials.get(sent.upload_id)
    assert (material.incident_ref, material.title, material.officer_name) == ("AV/2026/17", "door.mp4", None)


def test_officers_see_a_file_come(desk: CitizenUploadDeskInMemory) -> None:
    """On its way, checked, and kept, each told as it happens."""
    desk.connections.add(Connection("c-1", OFFICER), [officers_of("force")])
    sent = send(desk)
    assert states(desk) == [UploadState.CHECKING]
    check(desk, sent.upload_id)
    told = [message for message in desk.sender.sent_to("c-1") if isinstance(message, SessionChanged)]
    assert [message.session.files[0].state for message in told] == ["open", "checking", "stored"]


def test_a_file_that_is_refused_is_shown_so(desk: CitizenUploadDeskInMemory) -> None:
    """And may be sent anew."""
    begun = begin_file(desk, CITIZEN, REQUEST)
    desk.upload_files.put(desk.uploads.get(begun.upload_id), 1, MP4)
    complete_file(desk, CITIZEN, begun.upload_id, UploadCompletion(sha256="cd" * 32))
    check(desk, begun.upload_id)
    assert states(desk) == [UploadState.REFUSED]
    assert show_file(desk, CITIZEN, begun.upload_id).refusal == "upload-hash-mismatch"
    assert begin_file(desk, CITIZEN, REQUEST).upload_id != begun.upload_id


def test_the_same_file_goes_on(desk: CitizenUploadDeskInMemory) -> None:
    """The phone keeps no note: the session knows the file again by its name, size and time."""
    begun = begin_file(desk, CITIZEN, REQUEST)
    desk.upload_files.put(desk.uploads.get(begun.upload_id), 1, MP4)
    again = begin_file(desk, CITIZEN, REQUEST)
    assert (again.upload_id, again.stored) == (begun.upload_id, [1])
    (named,) = list_files(desk, CITIZEN).files
    assert (named.upload_id, named.file_name, named.state) == (begun.upload_id, "door.mp4", UploadState.OPEN)


def test_a_place_that_was_not_opened_is_opened_by_the_next_request(desk: CitizenUploadDeskInMemory) -> None:
    """A run may have been cut off between the session and the upload."""
    begun = begin_file(desk, CITIZEN, REQUEST)
    del desk.uploads.by_id[begun.upload_id]
    assert begin_file(desk, CITIZEN, REQUEST).upload_id == begun.upload_id


def test_a_session_takes_no_more_than_its_share(desk: CitizenUploadDeskInMemory) -> None:
    """One file too many is refused before the bucket hears of it."""
    for number in range(MOST_FILES):
        begin_file(desk, CITIZEN, REQUEST.model_copy(update={"file_name": f"{number}.mp4"}))
    with pytest.raises(TooManyFilesError):
        begin_file(desk, CITIZEN, REQUEST)
    assert len(desk.upload_files.parts) == MOST_FILES


def test_files_are_taken_for_a_day_after_the_end(desk: CitizenUploadDeskInMemory) -> None:
    """Then every route is closed."""
    begun = begin_file(desk, CITIZEN, REQUEST)
    end(desk)
    desk.clock.advance(timedelta(hours=23, minutes=59))
    assert list_files(desk, CITIZEN).closes_at == NOON + timedelta(hours=24)
    desk.clock.advance(timedelta(minutes=1))
    with pytest.raises(FilesClosedError):
        begin_file(desk, CITIZEN, REQUEST)
    with pytest.raises(FilesClosedError):
        address_file_part(desk, CITIZEN, begun.upload_id, PART)


def test_a_withdrawn_link_takes_nothing_more(desk: CitizenUploadDeskInMemory) -> None:
    """From the moment on."""
    end(desk, EndReason.REVOKED)
    with pytest.raises(FilesClosedError):
        list_files(desk, CITIZEN)


def test_who_did_not_agree_sends_nothing(desk: CitizenUploadDeskInMemory) -> None:
    """Agreeing to a picture is not agreeing to files."""
    consent = replace(desk.session.require_consent(), capabilities=frozenset({Capability.VIDEO}))
    desk.sessions.change("session-1", lambda newest: replace(newest, consent=consent))
    with pytest.raises(NotAllowedError):
        begin_file(desk, CITIZEN, REQUEST)


def test_another_citizens_file_looks_like_none(desk: CitizenUploadDeskInMemory) -> None:
    """To be looked at, added to or completed; so does an officer's."""
    begun = begin_file(desk, CITIZEN, REQUEST)
    with pytest.raises(NotFoundError):
        show_file(desk, OTHER, begun.upload_id)
    with pytest.raises(NotFoundError):
        address_file_part(desk, OTHER, begun.upload_id, PART)
    with pytest.raises(NotFoundError):
        complete_file(desk, OTHER, begun.upload_id, UploadCompletion(sha256=DIGEST))
    officers = begin_upload(desk, OFFICER, UploadRequest(incident_ref="INC-7", file_name="till.mp4", bytes=1))
    with pytest.raises(NotFoundError):
        show_file(desk, CITIZEN, officers.upload_id)


def test_an_officer_has_no_hand_in_a_citizens_file(desk: CitizenUploadDeskInMemory) -> None:
    """Nobody can put bytes into what is said to come from a citizen."""
    begun = begin_file(desk, CITIZEN, REQUEST)
    with pytest.raises(NotFoundError):
        show_upload(desk, OFFICER, begun.upload_id)
    with pytest.raises(NotFoundError):
        address_part(desk, OFFICER, begun.upload_id, PART)
    with pytest.raises(NotFoundError):
        complete_upload(desk, OFFICER, begun.upload_id, UploadCompletion(sha256=DIGEST))
    with pytest.raises(NotAllowedError):
        begin_file(desk, replace(OFFICER, session_id="session-1"), REQUEST)


def test_a_file_with_a_part_missing_is_not_complete(desk: CitizenUploadDeskInMemory) -> None:
    """It stays on its way."""
    begun = begin_file(desk, CITIZEN, REQUEST)
    with pytest.raises(PartsMissingError):
        complete_file(desk, CITIZEN, begun.upload_id, UploadCompletion(sha256=DIGEST))
    assert states(desk) == [UploadState.OPEN]
