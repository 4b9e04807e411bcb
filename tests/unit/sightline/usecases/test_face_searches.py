"""Searches for faces: written down, looked after, and what they propose."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sightline.domain.copy import CopyNotPossibleError, CopyTooLongError, OutsideRecordingError, TimesReversedError
from sightline.domain.custody import CustodyAction
from sightline.domain.errors import NotAllowedError, NotFoundError, ReasonRequiredError, SightlineError
from sightline.domain.participant import Participant, Role
from sightline.messages.custody import ViewingRequest
from sightline.messages.faces import FaceJob, FaceSearchRequest
from sightline.usecases.face_searches import ask_for_faces, read_faces, show_faces
from sightline.usecases.holdings import take_in_session
from sightline.usecases.stated_reasons import begin_viewing
from tests.fakes.brought_in import bring_in
from tests.fakes.copies import CopyDeskInMemory
from tests.fakes.exchange import an_officer
from tests.fakes.faces import a_film_with_somebody
from tests.fakes.masters import EPOCH, MANIFEST, Master, record
from tests.fakes.materials import a_material

OFFICER = an_officer("Ada Khan", role=Role.INVESTIGATOR)


def at(seconds: float) -> datetime:
    """Return an instant of the recording."""
    return EPOCH + timedelta(seconds=seconds)


def between(began: float, ended: float) -> FaceSearchRequest:
    """Ask for the faces between two seconds."""
    return FaceSearchRequest(began_at=at(began), ended_at=at(ended))


@pytest.fixture
def desk() -> CopyDeskInMemory:
    """Return a desk where a recording of two seconds is held, in which somebody is to be seen."""
    desk, master = CopyDeskInMemory(), Master()
    record(master, [*a_film_with_somebody(2)])
    master.seal(force_id="avon", session_id="session-1")
    desk.evidence.objects, desk.evidence.notes = master.evidence.objects, master.evidence.notes
    take_in_session(desk, master.evidence.objects[MANIFEST])
    return desk


def test_a_search_is_written_down_before_it_is_done(desk: CopyDeskInMemory) -> None:
    """Who had faces looked for, and in which part; then it waits."""
    view = ask_for_faces(desk, OFFICER, "session-1", between(0, 1))
    entry = desk.custody.list_entries("session-1")[-1]
    assert entry.action is CustodyAction.FACES_SOUGHT
    assert entry.actor
    assert (entry.actor.name, entry.details["search_id"]) == ("Ada Khan", view.search_id)
    (job,) = desk.copy_queue.waiting
    assert isinstance(job, FaceJob)
    assert (job.manifest.key, job.target) == (MANIFEST, f"avon/session-1/{view.search_id}/")
    assert (view.state, view.faces) == ("waiting", [])


def test_who_looks_for_faces_has_said_why_they_look(desk: CopyDeskInMemory) -> None:
    """The reason of their viewing stands beside the search."""
    desk.asks_reason = True
    with pytest.raises(ReasonRequiredError):
        ask_for_faces(desk, OFFICER, "session-1", between(0, 1))
    begin_viewing(desk, OFFICER, "session-1", ViewingRequest(reason="Subject access request 12"))
    ask_for_faces(desk, OFFICER, "session-1", between(0, 1))
    assert desk.custody.list_entries("session-1")[-1].reason == "Subject access request 12"


def test_what_was_found_is_shown(desk: CopyDeskInMemory) -> None:
    """A face, when and where; and it is read back for the copy that hides it."""
    asked = ask_for_faces(desk, OFFICER, "session-1", between(0, 1))
    desk.make_copies()
    shown = show_faces(desk, OFFICER, "session-1", asked.search_id)
    assert (shown.state, shown.progress, len(shown.faces)) == ("ready", 1.0, 1)
    found = read_faces(desk, desk.materials.get("session-1"), asked.search_id)
    assert found
    assert found.faces == shown.faces


def test_a_search_that_failed_says_why(desk: CopyDeskInMemory) -> None:
    """As a copy does."""
    asked = ask_for_faces(desk, OFFICER, "session-1", between(0, 1))
    key = next(key for key in desk.evidence.objects if key.endswith(".m4s"))
    desk.evidence.objects[key] += b"!"
    desk.make_copies()
    shown = show_faces(desk, OFFICER, "session-1", asked.search_id)
    assert shown.failure
    assert (shown.state, shown.failure.code) == ("failed", "master-altered")


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (between(-1, 1), OutsideRecordingError),
        (between(0, 9), OutsideRecordingError),
        (between(1, 0), TimesReversedError),
    ],
)
def test_what_cannot_be_searched_is_refused(
    desk: CopyDeskInMemory, asked: FaceSearchRequest, refusal: type[SightlineError]
) -> None:
    """And nothing waits."""
    with pytest.raises(refusal):
        ask_for_faces(desk, OFFICER, "session-1", asked)
    assert desk.copy_queue.waiting == []


def test_more_than_ten_minutes_are_refused(desk: CopyDeskInMemory) -> None:
    """A search must end before its function does."""
    desk.materials.change("session-1", lambda known: a_material(**{**vars(known), "ended_at": at(3600)}))
    ask_for_faces(desk, OFFICER, "session-1", between(0, 600))
    with pytest.raises(CopyTooLongError):
        ask_for_faces(desk, OFFICER, "session-1", between(0, 601))


def test_in_a_film_that_was_brought_in_faces_are_looked_for_from_when_it_was_recorded(desk: CopyDeskInMemory) -> None:
    """By its own manifest, for ten minutes as in a recording; not in what nothing here decodes."""
    upload_id = bring_in(desk, desk.evidence, b"film", "video/mp4", captured_at=at(0))
    ask_for_faces(desk, OFFICER, upload_id, between(0, 600))
    (job,) = desk.copy_queue.waiting
    assert (job.manifest.key, job.began_at) == (f"avon/{upload_id}/manifest.json", at(0))
    for asked, refusal in ((between(-1, 1), OutsideRecordingError), (between(0, 601), CopyTooLongError)):
        with pytest.raises(refusal):
            ask_for_faces(desk, OFFICER, upload_id, asked)
    desk.materials.change(upload_id, lambda known: replace(known, media_type="image/heif"))
    with pytest.raises(CopyNotPossibleError):
        ask_for_faces(desk, OFFICER, upload_id, between(0, 1))


def test_only_who_may_copy_may_search(desk: CopyDeskInMemory) -> None:
    """Others may look at what was found; another force finds nothing."""
    asked = ask_for_faces(desk, OFFICER, "session-1", between(0, 1))
    for role in (Role.CALL_HANDLER, Role.AUDITOR):
        with pytest.raises(NotAllowedError):
            ask_for_faces(desk, an_officer(role=role), "session-1", between(0, 1))
        assert show_faces(desk, an_officer(role=role), "session-1", asked.search_id).state == "waiting"
    stranger = Participant("o-9", Role.INVESTIGATOR, "DC Poole", force_id="met")
    with pytest.raises(NotFoundError):
        ask_for_faces(desk, stranger, "session-1", between(0, 1))
    with pytest.raises(NotFoundError):
        show_faces(desk, stranger, "session-1", asked.search_id)
    with pytest.raises(NotFoundError):
        show_faces(desk, OFFICER, "session-1", "no-such-search")
