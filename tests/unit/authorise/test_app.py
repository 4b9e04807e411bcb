"""What API Gateway asks before it lets anyone in."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from authorise.app import app, citizen, claims, connect, worker
from sightline import bootstrap
from sightline.config import Settings
from sightline.domain.participant import Participant, Role
from sightline.domain.token import hash_token
from tests.fakes.office import SITE, Office
from tests.unit.boundary.requests import CONTEXT

ARN = "arn:aws:execute-api:eu-west-2:123456789012:abc/ws/$connect"
WORKER = Participant("worker-1", Role.WORKER, "worker-1")


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return an office whose stores stand behind the authorizers."""
    office = Office()
    monkeypatch.setattr(bootstrap, "token_store", lambda: office.tokens)
    monkeypatch.setattr(bootstrap, "ticket_store", lambda: office.tickets)
    monkeypatch.setattr(bootstrap, "clock", lambda: office.clock)
    monkeypatch.setattr(bootstrap, "worker_key", lambda: SimpleNamespace(read=lambda: "open-sesame"))
    monkeypatch.setattr(bootstrap, "settings", lambda: Settings(site_origin=SITE))
    return office


def effect_of(ticket: str | None, **headers: str) -> Any:
    """Return whether a connection with these headers is let in."""
    query = {"ticket": ticket} if ticket else None
    answer = connect({"methodArn": ARN, "headers": headers, "queryStringParameters": query}, CONTEXT)
    return answer["policyDocument"]["Statement"][0]["Effect"]


def test_a_token_of_the_forces_own_sign_in_names_its_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cognito gets its own event back, with the roles that the deployment gives the officer's groups."""
    monkeypatch.setattr(bootstrap, "settings", lambda: Settings(force_id="ours", idp_roles='{"Room": "call-handler"}'))
    event = {"version": "1", "request": {"userAttributes": {"custom:idp_groups": "[Room]"}}, "response": {}}
    answer = claims(event, CONTEXT)
    details = answer["response"]["claimsOverrideDetails"]
    assert answer["version"] == "1"
    assert details["groupOverrideDetails"] == {"groupsToOverride": ["call-handler"]}
    assert details["claimsToAddOrOverride"] == {"custom:force_id": "ours"}


def test_each_kind_of_caller_draws_its_own_ticket() -> None:
    """Behind its own authorizer."""
    assert {endpoint.path: endpoint.caller for endpoint in app.endpoints} == {
        "/tickets": "officer",
        "/citizen/tickets": "citizen",
        "/worker/tickets": "worker",
    }


def test_a_citizens_credential_lets_in(office: Office) -> None:
    """With the session in the context; anything else does not."""
    office.invite()
    accepted = office.accept()
    answer = citizen({"headers": {"authorization": f"Bearer {accepted.credential}"}}, CONTEXT)
    assert (answer["isAuthorized"], answer["context"]["session_id"]) == (True, accepted.session_id)
    for headers in ({}, {"authorization": "Bearer x"}, None):
        assert citizen({"headers": headers}, CONTEXT) == {"isAuthorized": False}


@pytest.mark.usefixtures("office")
def test_a_workers_key_and_name_let_in() -> None:
    """Only both together."""
    headers = {"authorization": "Bearer open-sesame", "x-worker-id": "worker-1"}
    assert worker({"headers": headers}, CONTEXT)["context"]["role"] == "worker"
    assert worker({"headers": headers | {"authorization": "Bearer x"}}, CONTEXT) == {"isAuthorized": False}


def test_a_ticket_and_its_origin_let_in(office: Office) -> None:
    """API Gateway writes header names as the client did."""
    office.tickets.add(hash_token("w"), WORKER, office.clock.now() + timedelta(seconds=30))
    office.invite()
    accepted = office.accept()
    assert effect_of(accepted.ticket, Origin="https://evil.example") == "Deny"
    assert effect_of(accepted.ticket, Origin=SITE) == "Allow"
    assert effect_of(accepted.ticket, Origin=SITE) == "Deny"
    assert effect_of("w") == "Allow"
    assert effect_of(None, origin=SITE) == "Deny"
