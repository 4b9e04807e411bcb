"""The route of positions; what it does is tested through an emulated AWS in tests/integration/functions."""

from location.app import app


def test_citizens_alone_send_positions() -> None:
    """What comes of them goes out elsewhere: this function reads no evidence."""
    assert [(each.method, each.path, each.caller) for each in app.endpoints] == [("POST", "/positions", "citizen")]
