"""The routes of positions; what they do is tested through an emulated AWS in tests/integration/functions."""

import pytest
from pydantic import ValidationError

from location.app import TrailQuery, app


def test_citizens_write_and_officers_read() -> None:
    """Positions come from citizens, trails go to officers."""
    assert {(each.method, each.path): each.caller for each in app.endpoints} == {
        ("POST", "/positions"): "citizen",
        ("GET", "/sessions/{session_id}/trail"): "officer",
    }


def test_a_trail_comes_in_three_formats() -> None:
    """JSON unless another is asked for; what we cannot write is refused."""
    assert TrailQuery.model_validate_strings({}).format == "json"
    assert TrailQuery.model_validate_strings({"format": "gpx"}).format == "gpx"
    with pytest.raises(ValidationError):
        TrailQuery.model_validate_strings({"format": "kml"})
