"""Passes: an officer lets a program, such as a video wall, watch one session over WHEP."""

from datetime import timedelta
from typing import Protocol

from sightline.domain.authority import Action
from sightline.domain.errors import NotFoundError, NotSignedInError
from sightline.domain.participant import Participant, Role
from sightline.domain.token import Token, TokenKind, hash_token
from sightline.messages.sources import IssuedPass, PassRequest
from sightline.ports import Clock, Entropy, SessionStore, TokenStore
from sightline.usecases.access import find_session
from sightline.usecases.credentials import read_bearer

PASS_LIFE = timedelta(hours=12)
"""A shift; the session's end makes a pass worthless before."""


class PassDesk(Protocol):
    """The ports that making a pass needs."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def entropy(self) -> Entropy:
        """Randomness."""
        ...

    @property
    def tokens(self) -> TokenStore:
        """The tokens."""
        ...

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        ...


def issue_pass(desk: PassDesk, officer: Participant, session_id: str, request: PassRequest) -> IssuedPass:
    """Make a pass for a session that runs."""
    session = find_session(desk.sessions, officer, Action.WATCH_SESSION, session_id)
    session.require_running()
    secret, expires_at = desk.entropy.token(256), desk.clock.now() + PASS_LIFE
    desk.tokens.add(
        Token(
            token_hash=hash_token(secret),
            kind=TokenKind.PASS,
            force_id=session.force_id,
            expires_at=expires_at,
            session_id=session_id,
            holder=request.name,
        )
    )
    return IssuedPass(session_id=session_id, name=request.name, token=secret, expires_at=expires_at)


def recognise_player(tokens: TokenStore, authorization: str | None, session_id: str) -> Participant:
    """Return who shows a pass for this session, or raise NotSignedInError; another session's looks like none."""
    token_hash = hash_token(read_bearer(authorization))
    token = tokens.get(token_hash)
    if token is None or token.kind is not TokenKind.PASS:
        raise NotSignedInError
    if token.session_id != session_id:
        raise NotFoundError
    return Participant(
        f"player-{token_hash[:24]}", Role.PLAYER, token.holder or "Player", token.force_id, session_id=session_id
    )
