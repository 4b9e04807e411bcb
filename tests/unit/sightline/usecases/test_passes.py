"""Passes let a program watch one session."""

from dataclasses import replace

import pytest

from sightline.domain.errors import NotAllowedError, NotFoundError, NotSignedInError, SessionEndedError
from sightline.domain.participant import Role
from sightline.domain.session import SessionState
from sightline.domain.token import TokenKind
from sightline.messages.sources import PassRequest
from sightline.usecases.passes import PASS_LIFE, issue_pass, recognise_player
from tests.fakes.exchange import ExchangeInMemory, an_officer

WALL = PassRequest(name="Control room wall")


@pytest.fixture
def desk() -> ExchangeInMemory:
    """Return a desk with one session."""
    desk = ExchangeInMemory()
    desk.begin_session()
    return desk


def test_a_pass_makes_a_player_of_one_session(desk: ExchangeInMemory) -> None:
    """Known by the name that the officer gave it."""
    issued = issue_pass(desk, an_officer(), "session-1", WALL)
    player = recognise_player(desk.tokens, f"Bearer {issued.token}", "session-1")
    assert (player.role, player.name, player.session_id) == (Role.PLAYER, "Control room wall", "session-1")
    with pytest.raises(NotFoundError):
        recognise_player(desk.tokens, f"Bearer {issued.token}", "session-2")


def test_a_pass_ends(desk: ExchangeInMemory) -> None:
    """After a shift."""
    issued = issue_pass(desk, an_officer(), "session-1", WALL)
    assert issued.expires_at == desk.clock.now() + PASS_LIFE
    desk.clock.advance(PASS_LIFE)
    with pytest.raises(NotSignedInError):
        recognise_player(desk.tokens, f"Bearer {issued.token}", "session-1")


def test_no_other_token_is_a_pass(desk: ExchangeInMemory) -> None:
    """A citizen's credential shows no picture."""
    issued = issue_pass(desk, an_officer(), "session-1", WALL)
    [(token_hash, token)] = desk.tokens.by_hash.items()
    desk.tokens.by_hash[token_hash] = replace(token, kind=TokenKind.CREDENTIAL)
    with pytest.raises(NotSignedInError):
        recognise_player(desk.tokens, f"Bearer {issued.token}", "session-1")


def test_only_who_may_watch_gives_a_pass(desk: ExchangeInMemory) -> None:
    """Not an auditor, not another force's officer, and not for what is over."""
    with pytest.raises(NotAllowedError):
        issue_pass(desk, an_officer(role=Role.AUDITOR), "session-1", WALL)
    with pytest.raises(NotFoundError):
        issue_pass(desk, an_officer(force_id="kent"), "session-1", WALL)
    desk.sessions.change("session-1", lambda session: replace(session, state=SessionState.ENDED))
    with pytest.raises(SessionEndedError):
        issue_pass(desk, an_officer(), "session-1", WALL)
