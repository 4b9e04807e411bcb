"""What officers do with sources: make one, list them, renew or revoke a source's token."""

from dataclasses import asdict
from datetime import timedelta
from typing import Protocol

from sightline.domain.authority import Action, force_of, require, require_object
from sightline.domain.participant import Participant
from sightline.domain.session import EndReason
from sightline.domain.source import Source
from sightline.domain.token import hash_token
from sightline.messages.sources import IssuedSource, SourceRenewal, SourceRequest
from sightline.messages.views import SourceView
from sightline.ports import Entropy, SourceStore
from sightline.usecases.endings import end_session
from sightline.usecases.reach import Closing
from sightline.usecases.source_sessions import find_session_of, write_source_token

SECRET_BITS = 256
HIDDEN = ("force_id", "token_hash", "version")


class SourceDesk(Closing, Protocol):
    """The ports that work on sources needs."""

    @property
    def entropy(self) -> Entropy:
        """Randomness for ids and tokens."""
        ...

    @property
    def sources(self) -> SourceStore:
        """The sources."""
        ...


def create_source(desk: SourceDesk, officer: Participant, request: SourceRequest) -> IssuedSource:
    """Make a source and its token."""
    require(officer, Action.CHANGE_SOURCES)
    secret, now = desk.entropy.token(SECRET_BITS), desk.clock.now()
    source = Source(
        source_id=desk.entropy.token(96),
        force_id=force_of(officer),
        officer_name=officer.name,
        token_hash=hash_token(secret),
        token_expires_at=now + timedelta(days=request.token_days),
        created_at=now,
        **request.model_dump(exclude={"token_days"}),
    )
    desk.sources.add(source)
    return _issue(source, secret)


def list_sources(desk: SourceDesk, officer: Participant) -> list[SourceView]:
    """Show the force's sources, newest first."""
    require(officer, Action.READ_SOURCES)
    return [view_source(source) for source in desk.sources.list_by_force(force_of(officer))]


def renew_source(desk: SourceDesk, officer: Participant, source_id: str, request: SourceRenewal) -> IssuedSource:
    """Give a source another token; a stream that runs goes on."""
    _require_own(desk, officer, source_id)
    secret = desk.entropy.token(SECRET_BITS)
    expires_at = desk.clock.now() + timedelta(days=request.token_days)
    renewed = desk.sources.change(source_id, lambda source: source.renewed(hash_token(secret), expires_at))
    return _issue(renewed, secret)


def revoke_source(desk: SourceDesk, officer: Participant, source_id: str) -> SourceView:
    """Make a source's token worthless for good, and end the session that it sends to."""
    _require_own(desk, officer, source_id)
    now = desk.clock.now()
    revoked = desk.sources.change(source_id, lambda source: source.revoked(now))
    if session := find_session_of(desk, revoked):
        end_session(desk, session.session_id, EndReason.REVOKED)
    return view_source(revoked)


def view_source(source: Source) -> SourceView:
    """Show a source to officers."""
    return SourceView(**{name: value for name, value in asdict(source).items() if name not in HIDDEN})


def _issue(source: Source, secret: str) -> IssuedSource:
    return IssuedSource(source=view_source(source), token=write_source_token(source.source_id, secret))


def _require_own(desk: SourceDesk, officer: Participant, source_id: str) -> None:
    require(officer, Action.CHANGE_SOURCES)
    require_object(officer, force_id=desk.sources.get(source_id).force_id)
