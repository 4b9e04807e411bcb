"""The way of a link through the deployed functions: from the officer's click to the session's end."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from authorise.app import citizen, connect
from sightline import bootstrap
from sightline.domain.invite import TroubleReason
from tests.integration.functions.deployment import AUDITOR, CONTEXT, SITE, STRANGER, Answer, Deployment

REQUEST = {
    "phone_number": "07700 900123",
    "incident_ref": "INC-7",
    "purpose": "missing-person",
    "capabilities": ["video", "location"],
}


def accept(deployment: Deployment, token: str, *capabilities: str, device: str | None = None) -> Answer:
    """Agree to share, on the device named or on one that was never there."""
    consent = {"capabilities": capabilities or ["video"], "wording_version": "en-1", "language": "en"}
    body = {"token": token, "device_key": device or secrets.token_urlsafe(16), **consent}
    return deployment.call("POST", "/citizen/accept", body)


def lets_in(accepted: dict[str, Any]) -> bool:
    """Say whether the credential of an acceptance is good."""
    authorized: bool = citizen({"headers": {"authorization": f"Bearer {accepted['credential']}"}}, CONTEXT)[
        "isAuthorized"
    ]
    return authorized


def invite(deployment: Deployment) -> tuple[Any, str]:
    """Send an invite; return it with its token."""
    created = deployment.officer("POST", "/invites", REQUEST)
    assert created.status == 201, created
    return created.body, deployment.token_of_last_text()


def test_from_click_to_end(deployment: Deployment) -> None:
    """Create, look up, accept, draw tickets, connect, end: each step leaves what the next one needs."""
    created, token = invite(deployment)
    assert deployment.texts[-1]["PhoneNumber"] == "+447700900123"
    assert deployment.texts[-1]["Message"].startswith("Example Police: ")
    assert f" {SITE}/j#{token}" in deployment.texts[-1]["Message"]
    assert created["state"] == "sent"
    assert created["phone_number_masked"].endswith("•123")

    seen = deployment.call("POST", "/citizen/look-up", {"token": token})
    assert seen.status == 200
    assert seen.body["spoken_code"] == created["spoken_code"]
    assert deployment.officer("GET", f"/invites/{created['invite_id']}").body["state"] == "opened"

    accepted = accept(deployment, token, "video", "location")
    assert accepted.status == 201
    assert accepted.body["ice_servers"][0]["urls"] == ["stun:stun.example.police.uk"]
    session_id = accepted.body["session_id"]

    headers = {"authorization": f"Bearer {accepted.body['credential']}"}
    authorized = citizen({"headers": headers}, CONTEXT)
    assert authorized["isAuthorized"] is True
    ticket = deployment.call("POST", "/citizen/tickets", authorizer=authorized["context"])
    assert ticket.status == 201
    for secret in (accepted.body["ticket"], ticket.body["ticket"]):
        event = {"methodArn": "arn", "headers": {"Origin": SITE}, "queryStringParameters": {"ticket": secret}}
        policy = connect(event, CONTEXT)
        assert policy["policyDocument"]["Statement"][0]["Effect"] == "Allow"
        assert policy["context"]["session_id"] == session_id
        assert connect(event, CONTEXT)["policyDocument"]["Statement"][0]["Effect"] == "Deny"

    listed = deployment.officer("GET", "/sessions?state=open,live").body
    assert [session["session_id"] for session in listed["sessions"]] == [session_id]
    ended = deployment.officer("POST", f"/sessions/{session_id}/end")
    assert (ended.status, ended.body["state"], ended.body["end_reason"]) == (200, "ended", "officer")
    assert deployment.call("POST", "/citizen/tickets", authorizer=authorized["context"]).body["code"] == "session-ended"
    assert deployment.officer("GET", f"/sessions/{session_id}").body["session"]["state"] == "ended"


def test_one_key_one_text(deployment: Deployment) -> None:
    """A repeated click gets the first answer; another content under the same key is refused."""
    first = deployment.officer("POST", "/invites", REQUEST, key="k")
    again = deployment.officer("POST", "/invites", REQUEST, key="k")
    assert first.status == again.status == 201
    assert first.body == again.body
    assert len(deployment.texts) == 1
    other = deployment.officer("POST", "/invites", REQUEST | {"incident_ref": "INC-8"}, key="k")
    assert (other.status, other.body["code"]) == (409, "repeated-request")
    assert len(deployment.texts) == 1


def test_a_refused_click_may_be_repeated(deployment: Deployment) -> None:
    """A refusal is not remembered as the answer for a key."""
    refused = deployment.officer("POST", "/invites", REQUEST | {"phone_number": "020 7946 0000"}, key="k")
    assert (refused.status, refused.body["code"]) == (422, "invalid-number")
    assert deployment.officer("POST", "/invites", REQUEST, key="k").status == 201


def test_of_fifty_devices_one_is_let_in(deployment: Deployment) -> None:
    """However many accept at the same time, one opens the session and the others are told so."""
    created, token = invite(deployment)
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: accept(deployment, token), range(50)))
    assert [answer.status for answer in answers].count(201) == 1
    assert {answer.body["code"] for answer in answers if answer.status != 201} == {"link-used"}
    trouble = deployment.officer("GET", f"/invites/{created['invite_id']}").body["trouble"]
    assert trouble["reason"] == TroubleReason.SECOND_DEVICE
    assert len(deployment.officer("GET", "/sessions").body["sessions"]) == 1


def test_readmission_goes_on_in_the_same_session(deployment: Deployment) -> None:
    """The officer lets a second device in: the session stays, the first credential is dead, a third is refused."""
    created, token = invite(deployment)
    first = accept(deployment, token).body
    assert accept(deployment, token).body["code"] == "link-used"
    assert deployment.officer("POST", f"/invites/{created['invite_id']}/readmit").body["trouble"] is None
    second = accept(deployment, token, "location").body
    assert second["session_id"] == first["session_id"]
    assert second["capabilities"] == ["location"]
    assert [lets_in(accepted) for accepted in (first, second)] == [False, True]
    assert accept(deployment, token).body["code"] == "link-used"


def test_a_device_whose_answer_was_lost_asks_again(deployment: Deployment) -> None:
    """However many times at once: one session, as first agreed to, one credential that is good, and no trouble."""
    created, token = invite(deployment)
    device = secrets.token_urlsafe(16)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: accept(deployment, token, device=device), range(10)))
    assert {answer.status for answer in answers} == {201}
    last = accept(deployment, token, "location", device=device)
    accepted = [answer.body for answer in (*answers, last)]
    assert [lets_in(one) for one in accepted] == [False] * 10 + [True]
    assert {tuple(one["capabilities"]) for one in accepted} == {("video",)}
    (session,) = deployment.officer("GET", "/sessions").body["sessions"]
    assert {one["session_id"] for one in accepted} == {session["session_id"]}
    assert deployment.officer("GET", f"/invites/{created['invite_id']}").body["trouble"] is None


def test_resend_kills_the_old_link(deployment: Deployment) -> None:
    """Only the newest text's link works."""
    created, old = invite(deployment)
    assert deployment.officer("POST", f"/invites/{created['invite_id']}/resend").status == 200
    new = deployment.token_of_last_text()
    assert new != old
    assert deployment.call("POST", "/citizen/look-up", {"token": old}).body["code"] == "link-invalid"
    assert deployment.call("POST", "/citizen/look-up", {"token": new}).status == 200


def test_revoking_ends_the_session(deployment: Deployment) -> None:
    """A withdrawn invite's link and session are over, and the recording waits for its seal."""
    created, token = invite(deployment)
    session_id = accept(deployment, token).body["session_id"]
    assert deployment.officer("POST", f"/invites/{created['invite_id']}/revoke").body["state"] == "revoked"
    assert deployment.call("POST", "/citizen/look-up", {"token": token}).body["code"] == "link-revoked"
    assert bootstrap.session_store().get(session_id).end_reason == "revoked"


def test_declining_is_final_and_may_be_repeated(deployment: Deployment) -> None:
    """No means no, however often it is said."""
    created, token = invite(deployment)
    for _ in range(2):
        assert deployment.call("POST", "/citizen/decline", {"token": token}).status == 204
    assert deployment.call("POST", "/citizen/look-up", {"token": token}).body["code"] == "link-declined"
    assert deployment.officer("GET", f"/invites/{created['invite_id']}").body["state"] == "declined"


@pytest.mark.parametrize("path", ["", "/resend", "/revoke", "/readmit"])
def test_another_forces_invite_is_not_there(deployment: Deployment, path: str) -> None:
    """To a stranger it looks as if the invite did not exist."""
    created, _ = invite(deployment)
    for invite_id in (created["invite_id"], "no-such-invite"):
        answer = deployment.officer("POST" if path else "GET", f"/invites/{invite_id}{path}", claims=STRANGER)
        assert (answer.status, answer.body["code"]) == (404, "not-found")


def test_auditors_read_and_do_not_write(deployment: Deployment) -> None:
    """An auditor sees the list but can send nothing."""
    invite(deployment)
    assert len(deployment.officer("GET", "/invites", claims=AUDITOR).body["invites"]) == 1
    refused = deployment.officer("POST", "/invites", REQUEST, claims=AUDITOR)
    assert (refused.status, refused.body["code"], refused.media_type) == (
        403,
        "not-allowed",
        "application/problem+json",
    )
