"""What drawing tickets is given."""

import pytest

from authorise.desks import ticket_desk
from sightline.domain.errors import ConfigurationError
from tests.fakes.process import begin_process


def test_drawing_needs_tickets_and_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing else of the deployment."""
    begin_process(monkeypatch, tickets_table="tickets", sessions_table="sessions")
    assert ticket_desk().tickets is not None
    begin_process(monkeypatch, tickets_table="tickets")
    with pytest.raises(ConfigurationError, match="SIGHTLINE_SESSIONS_TABLE"):
        ticket_desk()
