"""Bodies about sources and passes."""

from typing import Any

import pytest
from pydantic import ValidationError

from sightline.messages.sources import PassRequest, SourceRenewal, SourceRequest

ASKED: dict[str, Any] = {
    "name": " M4 J3 camera 2 ",
    "kind": "roadside",
    "incident_ref": "INC-8",
    "purpose": "incident-assessment",
}


def test_a_source_has_defaults() -> None:
    """Not evidential until somebody says so, over when the camera hangs up, a token for a month."""
    request = SourceRequest.model_validate(ASKED)
    assert request.name == "M4 J3 camera 2"
    assert (request.retention_category, request.ends_with_stream, request.token_days) == ("not-evidential", True, 30)
    assert SourceRenewal().token_days == 30


@pytest.mark.parametrize(
    "changes",
    [{"name": " "}, {"name": "a\x1bb"}, {"kind": "drone"}, {"token_days": 0}, {"token_days": 366}, {"token_days": "9"}],
)
def test_other_sources_are_refused(changes: dict[str, Any]) -> None:
    """Without a name, of an unknown kind, with a token that never ends."""
    with pytest.raises(ValidationError):
        SourceRequest.model_validate(ASKED | changes)


def test_a_pass_has_a_name() -> None:
    """Others see by it who watches."""
    with pytest.raises(ValidationError):
        PassRequest.model_validate({"name": ""})
