"""What every app has around it."""

import json
from typing import Any

import pytest

from boundary.apps import make_app
from boundary.endpoints import current_request, endpoint
from tests.unit.boundary.requests import CONTEXT, an_event, answer_of


def test_every_answer_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """By the first figure of its status, under the function's name (CloudWatch's embedded metric format)."""
    app = make_app("counting")

    @endpoint(app, "GET", "/things")
    def read_things() -> None:
        """Read nothing."""

    answer_of(app, an_event())
    answer_of(app, an_event("POST"))
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith('{"_aws"')]
    assert [line.get("Answers2xx") or line.get("Answers4xx") for line in lines] == [[1.0], [1.0]]
    assert {line["service"] for line in lines} == {"counting"}


def test_a_view_can_ask_for_its_own_request() -> None:
    """And after the call it is gone."""
    app = make_app("asking")

    @endpoint(app, "GET", "/things")
    def read_things() -> None:
        """Look at the request."""
        assert current_request.get().method == "GET"

    assert answer_of(app, an_event())[0] == 204
    assert current_request.get(None) is None


def test_a_plain_function_is_called_with_the_event() -> None:
    """The middleware of HTTP keeps away from it."""
    app = make_app("plain")
    seen: list[Any] = []

    @app.lambda_function(name="note")
    def note(event: Any, _context: object) -> None:
        seen.append(event)

    note({"a": 1}, CONTEXT)
    assert seen == [{"a": 1}]
