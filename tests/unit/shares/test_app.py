"""The routes of shares: officers are let in by API Gateway, recipients by the function itself."""

import json
from typing import Any

import pytest

from shares import app as shares
from sightline.messages.shares import RevokeRequest
from sightline.usecases.shares import revoke_share
from tests.fakes.shares import INVESTIGATOR, SharingInMemory
from tests.unit.boundary.requests import an_event, answer_of

OFFICER = {
    "claims": {"sub": "o-1", "name": "PC Rees", "cognito:groups": "[investigator]", "custom:force_id": "avon"},
}


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> SharingInMemory:
    """Return what the functions work on: a recording that is shared."""
    room = SharingInMemory()
    room.share()
    monkeypatch.setattr(shares, "ports", lambda: room)
    return room


def say(path: str, body: dict[str, Any]) -> tuple[int, Any]:
    """Post a recipient's message; return status and answer."""
    status, answer, _ = answer_of(shares.app, an_event("POST", path, body=json.dumps(body)))
    return status, answer


def look(path: str, authorization: str) -> tuple[int, Any]:
    """Ask with a viewing's credential; return status and answer."""
    event = an_event("GET", path, headers={"authorization": authorization})
    status, answer, _ = answer_of(shares.app, event)
    return status, answer


def test_officers_share_and_recipients_show_what_they_have() -> None:
    """No route of recipients is behind an authorizer, none of officers without one."""
    callers = {endpoint.path: endpoint.caller for endpoint in shares.app.endpoints}
    assert {path for path, caller in callers.items() if caller == "officer"} == {
        "/materials/{material_id}/shares",
        "/shares/{share_id}/revoke",
    }
    assert all(path.startswith("/share/") for path, caller in callers.items() if caller is None)


def test_a_click_that_sends_a_mail_must_have_a_key() -> None:
    """Without it a repetition could not be told from another share."""
    (create,) = (endpoint for endpoint in shares.app.endpoints if endpoint.name == "create_share")
    assert create.messages["headers"].model_fields["idempotency_key"].is_required()


def test_from_the_link_to_the_picture(room: SharingInMemory) -> None:
    """Look up, ask for a code, show it, see; then it is revoked, and everything is gone."""
    token = room.mailed_link()
    assert say("/share/look-up", {"token": token})[1]["recipient_name"] == "Ann Moss"
    assert say("/share/code", {"token": token})[0] == 202
    status, opened = say("/share/open", {"token": token, "code": room.mailed_code()})
    assert status == 201
    bearer = f"Bearer {opened['credential']}"
    assert look("/share/viewing", bearer) == (200, {"ends_at": opened["ends_at"]})
    assert look("/share/recording", bearer)[1]["fragment_count"] == 20
    assert look("/share/playlist", bearer)[1].count("#EXTINF") == 20
    assert look("/share/fragments", bearer)[1]["total"] == 20
    assert look("/share/stills", bearer)[1]["total"] == 0

    revoke_share(room, INVESTIGATOR, token.split(".")[0], RevokeRequest(reason="No longer needed"))

    for path in ("viewing", "recording", "playlist", "fragments", "stills"):
        status, problem = look(f"/share/{path}", bearer)
        assert (status, problem["code"]) == (410, "share-revoked")
    assert say("/share/look-up", {"token": token})[0] == 410


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("/share/look-up", {"token": f"unknown.{'x' * 22}"}, (404, "share-link-invalid")),
        ("/share/look-up", {"token": "no token"}, (400, "invalid-request")),
        ("/share/open", {"token": f"unknown.{'x' * 22}", "code": "12345"}, (400, "invalid-request")),
    ],
)
def test_what_is_no_link_or_code_is_refused(path: str, body: dict[str, str], answer: tuple[int, str]) -> None:
    """By its form, or because nobody was sent it."""
    status, problem = say(path, body)
    assert (status, problem["code"]) == answer


@pytest.mark.usefixtures("room")
def test_without_a_credential_nothing_is_shown() -> None:
    """The function itself asks for it."""
    for path in ("viewing", "recording", "playlist", "fragments", "stills"):
        status, _, headers = answer_of(shares.app, an_event("GET", f"/share/{path}"))
        assert (status, headers["WWW-Authenticate"]) == (401, "Bearer")


def test_an_officer_lists_and_withdraws(room: SharingInMemory) -> None:
    """Over HTTP."""
    material = {"material_id": "session-1"}
    listing = an_event("GET", "/materials/{material_id}/shares", authorizer=OFFICER, path=material)
    [view] = answer_of(shares.app, listing)[1]["shares"]

    body, share = json.dumps({"reason": "Wrong person"}), {"share_id": view["share_id"]}
    revoking = an_event("POST", "/shares/{share_id}/revoke", authorizer=OFFICER, path=share, body=body)
    status, revoked, _ = answer_of(shares.app, revoking)

    assert (status, revoked["state"]) == (200, "revoked")
    assert room.deeds()[-1] == ("share-revoked", "PC Rees")
