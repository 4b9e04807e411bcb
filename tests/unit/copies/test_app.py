"""The routes of copies."""

import json

import pytest

from copies import app as copies
from tests.fakes.copies import CopyDeskInMemory
from tests.fakes.materials import a_material
from tests.unit.boundary.requests import OFFICER, an_event, answer_of

COPIES = "/materials/{material_id}/copies"
PATH = {"material_id": "material-1"}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> CopyDeskInMemory:
    """Return what the function works on: one thing is held, and not sealed."""
    desk = CopyDeskInMemory()
    desk.materials.add(a_material())
    monkeypatch.setattr(copies, "ports", lambda: desk)
    return desk


def test_every_route_asks_for_an_officer() -> None:
    """Nobody else has copies made."""
    assert {endpoint.caller for endpoint in copies.app.endpoints} == {"officer"}


def test_a_material_without_copies_says_so(desk: CopyDeskInMemory) -> None:  # noqa: ARG001  it stands behind the app
    """An empty list is an answer."""
    status, body, _ = answer_of(copies.app, an_event("GET", COPIES, path=PATH, authorizer=OFFICER))
    assert (status, body) == (200, {"copies": []})


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"kind": "clip"}, 400, "invalid-request"),
        ({"kind": "clip", "began_at": "2026-03-01T12:00:00Z", "reason": " "}, 400, "invalid-request"),
        ({"kind": "clip", "began_at": "2026-03-01T12:00:00Z", "reason": "CPS"}, 403, "not-allowed"),
    ],
)
def test_what_is_not_right_is_refused(desk: CopyDeskInMemory, asked: dict[str, str], status: int, code: str) -> None:
    """With a code and a sentence; nothing waits to be made."""
    event = an_event("POST", COPIES, path=PATH, body=json.dumps(asked), authorizer=OFFICER)
    answer, body, _ = answer_of(copies.app, event)
    assert (answer, body["code"]) == (status, code)
    assert desk.copy_queue.waiting == []


@pytest.mark.parametrize("rest", ["/{copy_id}", "/{copy_id}/files"])
def test_a_copy_that_is_not_there_is_not_found(desk: CopyDeskInMemory, rest: str) -> None:  # noqa: ARG001  as above
    """Nor are its files."""
    event = an_event("GET", COPIES + rest, path={**PATH, "copy_id": "copy-9"}, authorizer=OFFICER)
    assert answer_of(copies.app, event)[0] == 404
