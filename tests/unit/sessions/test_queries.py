"""What officers may ask for of their sessions."""

import pytest
from pydantic import ValidationError

from sessions.queries import SessionsQuery
from sightline.domain.session import SessionState


def test_states_are_written_with_commas() -> None:
    """As in `?state=open,live`; without any, all are meant."""
    assert SessionsQuery.model_validate_strings({"state": "open,live"}).state == (SessionState.OPEN, SessionState.LIVE)
    assert SessionsQuery.model_validate_strings({}).state == tuple(SessionState)


@pytest.mark.parametrize("query", [{"state": "open,over"}, {"state": ""}, {"after": "x"}, {"before": "1"}])
def test_other_queries_are_refused(query: dict[str, str]) -> None:
    """An unknown state, an unknown mark, an unknown word."""
    with pytest.raises(ValidationError):
        SessionsQuery.model_validate_strings(query)
