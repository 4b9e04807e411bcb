"""The library's routes on how long something is kept."""

import json
from datetime import timedelta
from typing import Any

import pytest

from library import app as library
from tests.fakes.clock import NOON
from tests.fakes.keeping import KeepingInMemory
from tests.fakes.materials import a_material
from tests.unit.boundary.requests import an_event, answer_of

ROUTE = "/materials/{material_id}"
BECAUSE = {"reason": "The case is closed"}


def claims(subject: str, group: str, minutes_ago: int = 1) -> dict[str, Any]:
    """Return an officer's claims, signed in so long ago."""
    signed_in = int((NOON - timedelta(minutes=minutes_ago)).timestamp())
    said = {"sub": subject, "name": subject, "cognito:groups": f"[{group}]", "custom:force_id": "force"}
    return {"claims": {**said, "auth_time": str(signed_in)}}


INVESTIGATOR = claims("DC Patel", "investigator")
SUPERVISOR = claims("Insp Moss", "supervisor")


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch) -> KeepingInMemory:
    """Return what the function works on: one thing is held."""
    keeping = KeepingInMemory()
    keeping.keep(a_material())
    monkeypatch.setattr(library, "ports", lambda: keeping)
    return keeping


def ask(route: str, officer: dict[str, Any], body: dict[str, Any] | None = None, **path: str) -> tuple[int, Any]:
    """Ask one of the routes; return status and body."""
    given = json.dumps(body) if body is not None else None
    event = an_event(
        "POST" if body is not None else "GET",
        ROUTE + route,
        path={"material_id": "material-1", **path},
        authorizer=officer,
        body=given,
    )
    status, answer, _ = answer_of(library.app, event)
    return status, answer


def test_says_why_it_is_kept(keeping: KeepingInMemory) -> None:  # noqa: ARG001  it stands behind the app
    """To every officer, the longest reason first."""
    status, view = ask("/retention", claims("PC Rees", "call-handler"))
    assert status == 200
    assert [reason["until"] for reason in view["kept_because"]] == ["2026-12-23", "2026-12-22"]
    assert view["may_go"]


def test_marks_holds_and_releases(keeping: KeepingInMemory) -> None:
    """Each answer shows what has become of it."""
    mark = {"exhibit_ref": "AB/1", "crime_number": "0123/26", "reason": "Shows the blow"}
    assert ask("/mark", INVESTIGATOR, mark)[1]["exhibit_ref"] == "AB/1"
    hold = {"reason": "Appeal", "review_on": "2027-03-01"}
    held = ask("/holds", INVESTIGATOR, hold)[1]
    assert not held["may_go"]
    hold_id = held["holds"][0]["hold_id"]
    assert ask("/holds/{hold_id}/release", SUPERVISOR, BECAUSE, hold_id=hold_id)[1]["holds"] == []
    category = {"category": "mopi-group-3", "reason": "Assault"}
    assert ask("/category", INVESTIGATOR, category)[1]["category"] == "mopi-group-3"
    assert keeping.actions() == ["marked", "held", "released", "categorised"]


@pytest.mark.parametrize(
    ("route", "body", "status", "code"),
    [
        ("/holds", {"reason": " ", "review_on": "2027-03-01"}, 422, "hold-reason-missing"),
        ("/holds", {"reason": "Appeal", "review_on": "2026-11-21"}, 422, "review-date-invalid"),
        ("/mark", {"exhibit_ref": "<b>", "crime_number": "1", "reason": "x"}, 400, "invalid-request"),
        ("/disposal/approve", BECAUSE, 409, "no-disposal-proposed"),
        ("/disposal/refuse", BECAUSE, 409, "no-disposal-proposed"),
        ("/reviews", {"decision": "keep", "reason": "Trial"}, 400, "invalid-request"),
    ],
)
def test_says_what_is_wrong_and_changes_nothing(
    keeping: KeepingInMemory, route: str, body: dict[str, Any], status: int, code: str
) -> None:
    """With its own code."""
    answered, problem = ask(route, SUPERVISOR, body)
    assert (answered, problem["code"]) == (status, code)
    assert keeping.actions() == []


def test_disposal_is_refused_to_one_and_done_by_two(keeping: KeepingInMemory) -> None:
    """The second one has just signed in."""
    assert ask("/disposal", SUPERVISOR, BECAUSE)[1]["state"] == "disposal-proposed"
    assert ask("/disposal/approve", SUPERVISOR, BECAUSE)[1]["code"] == "another-person-required"
    late = claims("Ch Insp Webb", "supervisor", minutes_ago=16)
    assert ask("/disposal/approve", late, BECAUSE)[0] == 403
    assert ask("/disposal/approve", late, BECAUSE)[1]["code"] == "fresh-sign-in-required"
    approved = ask("/disposal/approve", claims("Ch Insp Webb", "supervisor"), BECAUSE)[1]
    assert approved["state"] == "disposal-approved"
    assert approved["disposal"]["proposed_by_name"] == "Insp Moss"
    assert keeping.actions() == ["disposal-proposed", "disposal-approved"]


def test_a_supervisor_sees_what_is_due(keeping: KeepingInMemory) -> None:
    """And reviews it."""
    keeping.keep(a_material(material_id="material-2", exhibit_ref="AB/2", secured=True, review_on=NOON.date()))
    event = an_event("GET", "/materials/reviews", authorizer=SUPERVISOR)
    _, body, _ = answer_of(library.app, event)
    assert [view["material_id"] for view in body["reviews"]] == ["material-2"]
    review = {"decision": "keep", "reason": "Trial in May", "review_on": "2027-05-01"}
    assert ask("/reviews", SUPERVISOR, review, material_id="material-2")[1]["review_on"] == "2027-05-01"
