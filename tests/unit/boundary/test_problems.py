"""Refusals as HTTP answers."""

import json

import pytest
from chalice.app import Response

from boundary.problems import MEDIA_TYPE, answer_problem, restate
from sightline.domain.errors import (
    InvalidNumberError,
    LinkExpiredError,
    NoFreeWorkerError,
    NotFoundError,
    NotSignedInError,
    SightlineError,
)


@pytest.mark.parametrize(
    ("error", "status"),
    [(SightlineError(), 500), (NotFoundError(), 404), (LinkExpiredError(), 410), (InvalidNumberError(), 422)],
)
def test_an_error_becomes_problem_details(error: SightlineError, status: int) -> None:
    """RFC 9457's members, our code, the sentence for the person."""
    response = answer_problem(error)
    assert response.status_code == status
    assert response.headers["Content-Type"] == MEDIA_TYPE
    problem = json.loads(response.body)
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert (problem["code"], problem["detail"]) == (error.code, error.text)


def test_a_more_exact_sentence_takes_the_place_of_the_general() -> None:
    """The code stays."""
    problem = json.loads(answer_problem(NotFoundError("No such recording.")).body)
    assert (problem["code"], problem["detail"]) == ("not-found", "No such recording.")


@pytest.mark.parametrize(
    ("status", "code"),
    [(405, "method-not-allowed"), (415, "unsupported-media-type"), (500, "internal-error"), (400, "internal-error")],
)
def test_what_chalice_refuses_is_said_in_our_way(status: int, code: str) -> None:
    """Whoever reads our problems reads these too."""
    chalices_own = Response({"Code": "SomeError", "Message": "words"}, {"Content-Type": "application/json"}, status)
    response = restate(chalices_own)
    assert response.headers["Content-Type"] == MEDIA_TYPE
    assert json.loads(response.body)["code"] == code


def test_an_answer_of_ours_is_left_alone() -> None:
    """Only Chalice's own kind is restated."""
    response = Response('{"Code": "x"}', {}, 200)
    assert restate(response) is response


def test_programs_find_what_the_status_promises() -> None:
    """A challenge beside 401, when to come back beside 503 (RFC 9110)."""
    assert answer_problem(NotSignedInError()).headers["WWW-Authenticate"] == "Bearer"
    assert answer_problem(NoFreeWorkerError()).headers["Retry-After"] == "5"
    assert set(answer_problem(NotFoundError()).headers) == {"Content-Type", "Cache-Control"}
