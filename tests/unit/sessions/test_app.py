"""The routes of sessions; what they do is tested through an emulated AWS in tests/integration/functions."""

from sessions.app import app


def test_every_route_asks_for_an_officer() -> None:
    """Citizens have no business here."""
    assert {endpoint.caller for endpoint in app.endpoints} == {"officer"}
