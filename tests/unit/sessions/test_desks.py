"""What the work on sessions is given."""

from datetime import timedelta

import pytest

from sessions.desks import expiry_desk, session_desk
from tests.fakes.process import begin_process

SHARED = {
    "sessions_table": "sessions",
    "positions_table": "positions",
    "connections_table": "connections",
    "connections_endpoint": "https://ws.test",
    "seal_queue_url": "https://queue.test",
    "custody_table": "custody",
}


def test_the_desk_of_officers_reads_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    """And needs no invites."""
    begin_process(monkeypatch, **SHARED, chat_table="chat", evidence_bucket="evidence")
    assert session_desk().chat is not None


def test_how_long_a_citizen_may_be_away_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """In minutes."""
    begin_process(monkeypatch, **SHARED, invites_table="invites", session_abandoned_minutes="3")
    assert expiry_desk().abandoned_after == timedelta(minutes=3)
