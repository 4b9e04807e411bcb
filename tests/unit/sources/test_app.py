"""The routes of sources; what they do is tested on the running system in tests/integration/http."""

from sources.app import app


def test_every_route_asks_for_an_officer() -> None:
    """Cameras have a door of their own."""
    assert {endpoint.caller for endpoint in app.endpoints} == {"officer"}


def test_what_shows_a_secret_is_posted() -> None:
    """No address that can be fetched again leads to a token."""
    shows = {endpoint.path for endpoint in app.endpoints if endpoint.answer and "token" in endpoint.answer.model_fields}
    assert shows == {"/sources", "/sources/{source_id}/renew", "/sessions/{session_id}/passes"}
    assert {each.method for each in app.endpoints if each.answer and "token" in each.answer.model_fields} == {"POST"}
