"""The HTTP API does what its OpenAPI document says, whatever it is sent: schemathesis against the running system."""

from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from infra.local.signin.client import sign_in
from tests.e2e.laptop import Laptop
from tests.e2e.pages import newest_link

DOCUMENT = Path(__file__).parents[3] / "functions" / "openapi.json"
NUMBER = "+447700900987"
SECONDS = 20
NOT_OURS = [unsupported_method, positive_data_acceptance]
"""API Gateway answers 404, not 405, to a method that a path does not have; and a number of the right form
may still be no mobile number, a token one that nobody was given."""

TOO_LARGE = "413"
"""What API Gateway may answer to input that is wrong too: some of it is wrong by its length."""

schemathesis.serializer.alias(["application/sdp", "application/trickle-ice-sdpfrag"], "text/plain")

schema = schemathesis.openapi.from_path(DOCUMENT)
refusal = schema.config.checks.negative_data_rejection
refusal.expected_statuses = [*refusal.expected_statuses, TOO_LARGE]

Headers = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def headers_of(laptop: Laptop, officer: dict[str, str]) -> Headers:
    """Headers by the caller that an operation asks for: an officer, and a citizen who has accepted an invite."""
    api = laptop.addresses["api"]
    asked = {
        "phone_number": NUMBER,
        "incident_ref": "CAD 9001",
        "purpose": "missing-person",
        "capabilities": ["location"],
    }
    made = requests.post(f"{api}/invites", json=asked, headers={**officer, "Idempotency-Key": "first"}, timeout=SECONDS)
    made.raise_for_status()
    token = newest_link(laptop, NUMBER).partition("#")[2]
    consent = {"capabilities": ["location"], "wording_version": "2026-11", "language": "en"}
    yes = {"token": token, "device_key": "D" * 22, **consent}
    accepted = requests.post(f"{api}/citizen/accept", json=yes, timeout=SECONDS)
    accepted.raise_for_status()
    return {"officer": officer, "citizen": {"Authorization": f"Bearer {accepted.json()['credential']}"}, "worker": {}}


@schema.parametrize()
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_route_answers_as_described(case: Case[Any], laptop: Laptop, headers_of: Headers) -> None:
    """Any input gets an answer of a described status, type and form, and never a failure of ours."""
    callers = [name for scheme in case.operation.definition.raw.get("security", []) for name in scheme]
    headers = headers_of[callers[0]] if callers else {}
    case.call_and_validate(base_url=laptop.addresses["api"], headers=headers, timeout=SECONDS, excluded_checks=NOT_OURS)


@pytest.mark.parametrize("path", ["/invites", "/sessions", "/sessions/none/trail", "/sessions/none/manifest"])
def test_without_a_token_nothing_is_told(laptop: Laptop, path: str) -> None:
    """Officers' routes answer 401 to anyone who has not signed in."""
    assert requests.get(f"{laptop.addresses['api']}{path}", timeout=SECONDS).status_code == 401


def test_another_forces_invite_does_not_exist(laptop: Laptop, headers_of: Headers) -> None:
    """An id that is real but another force's gets the same answer as one that was never given."""
    api = laptop.addresses["api"]
    invites = requests.get(f"{api}/invites", headers=headers_of["officer"], timeout=SECONDS).json()["invites"]
    stranger = {"Authorization": f"Bearer {sign_in(laptop.addresses, force='other')}"}
    answers = [
        requests.get(f"{api}/invites/{invite_id}", headers=stranger, timeout=SECONDS)
        for invite_id in (invites[0]["invite_id"], "never-given")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()


def test_a_hundred_robots_leave_the_link_unspent(laptop: Laptop, officer: dict[str, str]) -> None:
    """Link previews fetch the page; only the citizen's tap spends the token."""
    api, number = laptop.addresses["api"], "+447700900986"
    asked = {"phone_number": number, "incident_ref": "CAD 9002", "purpose": "missing-person", "capabilities": ["video"]}
    requests.post(
        f"{api}/invites", json=asked, headers={**officer, "Idempotency-Key": "second"}, timeout=SECONDS
    ).raise_for_status()
    link = newest_link(laptop, number)
    assert {requests.get(link, timeout=SECONDS).status_code for _ in range(100)} == {200}
    looked = requests.post(f"{api}/citizen/look-up", json={"token": link.partition("#")[2]}, timeout=SECONDS)
    assert looked.status_code == 200
