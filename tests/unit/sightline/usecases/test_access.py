"""No session without the right to it."""

import pytest

from sightline.domain.authority import Action
from sightline.domain.errors import NotAllowedError, NotFoundError
from sightline.domain.participant import Role
from sightline.usecases.access import find_session
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer


def test_asks_for_role_and_object() -> None:
    """The role must permit the action and the session be the caller's; any other is as if it were not there."""
    exchange = ExchangeInMemory()
    session = exchange.begin_session()
    sessions = exchange.sessions

    assert find_session(sessions, an_officer(role=Role.AUDITOR), Action.REPLAY_RECORDING, "session-1") == session
    assert find_session(sessions, a_citizen(), Action.SEND_POSITIONS, "session-1") == session
    with pytest.raises(NotAllowedError):
        find_session(sessions, a_citizen(), Action.REPLAY_RECORDING, "session-1")
    for stranger, action in (
        (an_officer(force_id="kent"), Action.REPLAY_RECORDING),
        (a_citizen("session-2"), Action.SEND_POSITIONS),
    ):
        with pytest.raises(NotFoundError):
            find_session(sessions, stranger, action, "session-1")
    with pytest.raises(NotFoundError):
        find_session(sessions, an_officer(), Action.REPLAY_RECORDING, "nobody")
