"""The routes of WHIP and WHEP; what they do is tested on the running system in tests/integration/http."""

import base64
from http import HTTPStatus

import pytest

from tests.fakes.process import begin_process
from tests.unit.boundary.requests import an_event, answer_of
from whip.app import FRAGMENT, SDP, app


@pytest.mark.parametrize(("path", "names"), [("/whip", {}), ("/whep/{session_id}", {"session_id": "s"})])
def test_anyone_may_ask_what_to_post(path: str, names: dict[str, str]) -> None:
    """RFC 9725, section 4.2."""
    status, _, headers = answer_of(app, an_event("OPTIONS", path, path=names))
    assert (status, headers["Accept-Post"]) == (HTTPStatus.OK, SDP)


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [("POST", "/whip", SDP), ("PATCH", "/whip/{leg_id}", FRAGMENT), ("DELETE", "/whip/{leg_id}", SDP)],
)
def test_who_shows_no_token_is_challenged(monkeypatch: pytest.MonkeyPatch, method: str, path: str, kind: str) -> None:
    """With 401, which API Gateway's own authorizers do not say."""
    begin_process(monkeypatch, sources_table="sources")
    event = an_event(method, path, path={"leg_id": "l"}, headers={"content-type": kind})
    event |= {"body": base64.b64encode(b"v=0").decode(), "isBase64Encoded": True}
    status, problem, headers = answer_of(app, event)
    assert (status, problem["code"], headers["WWW-Authenticate"]) == (401, "not-signed-in", "Bearer")


@pytest.mark.parametrize(("method", "path"), [("POST", "/whip"), ("PATCH", "/whip/{leg_id}")])
def test_other_bodies_are_refused(method: str, path: str) -> None:
    """Before anything is looked up."""
    status, problem, _ = answer_of(app, an_event(method, path, path={"leg_id": "l"}, body="{}"))
    assert (status, problem["code"]) == (415, "unsupported-media-type")
