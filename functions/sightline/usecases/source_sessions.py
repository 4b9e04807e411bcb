"""A source shows its token, and goes on with its session or begins the next one."""

from typing import Protocol

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import NotFoundError, NotSignedInError
from sightline.domain.participant import Participant, Role
from sightline.domain.session import Session, SessionState
from sightline.domain.source import Source
from sightline.domain.token import hash_token
from sightline.ports import Entropy, SessionStore, SourceStore
from sightline.usecases.credentials import read_bearer
from sightline.usecases.custody import Chains, note_event

TOKEN_WORTHLESS = "This token is not valid, or not any more. Ask an officer to renew it."  # noqa: S105 - a sentence


class Streams(Chains, Protocol):
    """The ports that a source's session needs."""

    @property
    def entropy(self) -> Entropy:
        """Randomness for ids."""
        ...

    @property
    def sources(self) -> SourceStore:
        """The sources."""
        ...

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        ...


class Sessions(Protocol):
    """Whatever holds the sessions."""

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        ...


def write_source_token(source_id: str, secret: str) -> str:
    """Write the bearer token of a source: whose it is, and the secret."""
    return f"{source_id}.{secret}"


def recognise_source(streams: Streams, authorization: str | None) -> Source:
    """Return the source whose token stands in an Authorization header, or raise NotSignedInError."""
    source_id, _, secret = read_bearer(authorization).partition(".")
    try:
        source = streams.sources.get(source_id)
    except NotFoundError as error:
        raise NotSignedInError(TOKEN_WORTHLESS) from error
    if not source.admits(hash_token(secret), streams.clock.now()):
        raise NotSignedInError(TOKEN_WORTHLESS)
    return source


def sender_of(source: Source, session: Session) -> Participant:
    """Return a source as the participant of its session."""
    return Participant(
        f"source-{source.source_id}", Role.SOURCE, source.name, source.force_id, session_id=session.session_id
    )


def take_up_session(streams: Streams, source: Source) -> Session:
    """Return the source's running session; if there is none, begin one.

    Of several requests at once one names the session, and all of them get that.
    """
    session = find_session_of(streams, source)
    if session and session.state is not SessionState.ENDED:
        return session
    proposed = source.session_id if source.session_id and not session else streams.entropy.token(96)
    claimed = streams.sources.change(source.source_id, lambda newest: newest.began(proposed, source.session_id))
    session_id = claimed.session_id or proposed
    streams.sessions.add(_new_session(streams, claimed, session_id))
    note_event(streams, claimed.force_id, session_id, _began(claimed))
    return streams.sessions.get(session_id)


def _began(source: Source) -> Event:
    details = {"source_id": source.source_id, "officer_name": source.officer_name}
    return Event(CustodyAction.BEGAN, details=dict(details), event_id="began")


def find_session_of(streams: Sessions, source: Source) -> Session | None:
    """Return the session that a source has last begun; None if it has not, or broke off in doing so."""
    if source.session_id is None:
        return None
    try:
        return streams.sessions.get(source.session_id)
    except NotFoundError:
        return None


def _new_session(streams: Streams, source: Source, session_id: str) -> Session:
    now = streams.clock.now()
    return Session(
        session_id=session_id,
        force_id=source.force_id,
        incident_ref=source.incident_ref,
        purpose=source.purpose,
        retention_category=source.retention_category,
        state=SessionState.OPEN,
        created_at=now,
        last_seen_at=now,
        camera=source.camera,
    )
