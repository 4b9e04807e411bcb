"""The routes by which officers bring files in and citizens send them, and the function that looks at them."""

import json
from hashlib import sha256
from typing import Any

import pytest

from sightline.domain.upload import UploadState
from tests.fakes.files import MP4
from tests.fakes.uploads import CitizenUploadDeskInMemory, UploadDeskInMemory
from tests.unit.boundary.requests import CONTEXT, an_event, answer_of
from uploads import app as uploads

OFFICER = {"claims": {"sub": "o-1", "name": "DC Rees", "cognito:groups": "[investigator]", "custom:force_id": "force"}}
CITIZEN = {
    "participant_id": "c-1",
    "role": "citizen",
    "name": "Citizen",
    "force_id": "force",
    "session_id": "session-1",
}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> UploadDeskInMemory:
    """Return what the functions work on."""
    desk = UploadDeskInMemory()
    monkeypatch.setattr(uploads, "ports", lambda: desk)
    return desk


def ask(method: str, resource: str, body: dict[str, Any] | None = None, **path: str) -> tuple[int, Any]:
    """Ask as an officer."""
    event = an_event(method, resource, body=json.dumps(body) if body else "", authorizer=OFFICER, path=path)
    status, answer, _ = answer_of(uploads.app, event)
    return status, answer


def checked(upload_id: str) -> list[Any]:
    """Run the function that checks; return what it failed at."""
    record = {"messageId": "m-1", "body": json.dumps({"material_id": upload_id})}
    failures: list[Any] = uploads.check({"Records": [record]}, CONTEXT)["batchItemFailures"]
    return failures


def test_every_route_asks_for_an_officer_or_a_citizen() -> None:
    """And a citizen's are told apart by their path, so that each crowd has a function of its own."""
    for endpoint in uploads.app.endpoints:
        assert endpoint.caller == ("citizen" if endpoint.path.startswith("/citizen/") else "officer")


def test_a_file_comes_in_part_by_part(desk: UploadDeskInMemory) -> None:
    """From the place for it to its address in the library, over HTTP."""
    status, view = ask("POST", "/uploads", {"incident_ref": "INC-7", "file_name": "door.mp4", "bytes": len(MP4)})
    upload_id, path = view["upload_id"], "/uploads/{upload_id}"
    assert (status, view["part_count"]) == (201, 1)
    assert ask("POST", "/uploads/{upload_id}/parts", {"number": 1, "sha256": "ab" * 32}, upload_id=upload_id)[0] == 201
    assert (
        ask("POST", "/uploads/{upload_id}/complete", {"sha256": "ab" * 32}, upload_id=upload_id)[1]["code"]
        == "parts-missing"
    )
    desk.upload_files.put(desk.uploads.get(upload_id), 1, MP4)
    assert (
        ask("POST", "/uploads/{upload_id}/complete", {"sha256": sha256(MP4).hexdigest()}, upload_id=upload_id)[0] == 202
    )
    assert checked(upload_id) == []
    assert ask("GET", path, upload_id=upload_id)[1]["state"] == UploadState.STORED
    assert ask("POST", "/materials/{material_id}/file", material_id=upload_id)[1]["url"].startswith(
        "https://bucket.test/"
    )


def test_a_citizens_file_comes_in_by_routes_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the place for it to the word that it is kept, over HTTP."""
    desk = CitizenUploadDeskInMemory()
    monkeypatch.setattr(uploads, "ports", lambda: desk)

    def say(method: str, resource: str, body: dict[str, Any] | None = None, **path: str) -> tuple[int, Any]:
        event = an_event(method, resource, body=json.dumps(body) if body else "", authorizer=CITIZEN, path=path)
        return answer_of(uploads.app, event)[:2]

    file = {"file_name": "door.mp4", "bytes": len(MP4), "modified_at": "2026-03-01T12:00:00.123Z"}
    status, view = say("POST", "/citizen/uploads", file)
    upload_id, path = view["upload_id"], "/citizen/uploads/{upload_id}"
    assert (status, "incident_ref" in view) == (201, False)
    assert say("POST", f"{path}/parts", {"number": 1, "sha256": "ab" * 32}, upload_id=upload_id)[0] == 201
    desk.upload_files.put(desk.uploads.get(upload_id), 1, MP4)
    assert say("POST", f"{path}/complete", {"sha256": sha256(MP4).hexdigest()}, upload_id=upload_id)[0] == 202
    assert checked(upload_id) == []
    assert say("GET", path, upload_id=upload_id)[1]["state"] == UploadState.STORED
    assert [each["state"] for each in say("GET", "/citizen/uploads")[1]["files"]] == [UploadState.STORED]


def test_what_could_not_be_read_comes_again(desk: UploadDeskInMemory) -> None:
    """And an upload that nobody knows does not."""
    _, view = ask("POST", "/uploads", {"incident_ref": "INC-7", "file_name": "door.mp4", "bytes": len(MP4)})
    desk.uploads.change(view["upload_id"], lambda newest: newest.completed("ab" * 32))
    assert checked(view["upload_id"]) == [{"itemIdentifier": "m-1"}]
    assert checked("nobodys") == []
