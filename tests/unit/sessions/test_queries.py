"""What officers may ask for of their sessions."""

import pytest
from pydantic import ValidationError

from sessions.queries import SessionsQuery
from sightline.domain.session import SessionState


def test_states_are_named_with_commas() -> None:
    """All of them, unless some are named."""
    assert SessionsQuery.model_validate_strings({"state": "open,live"}).state == (SessionState.OPEN, SessionState.LIVE)
    assert set(SessionsQuery().state) == set(SessionState)


@pytest.mark.parametrize("asked", [{"state": "asleep"}, {"state": ""}, {"after": "'; drop"}, {"before": "2026"}])
def test_nothing_else_can_be_asked(asked: dict[str, str]) -> None:
    """It is refused, and not passed over."""
    with pytest.raises(ValidationError):
        SessionsQuery.model_validate_strings(asked)
