"""What officers do with sources."""

from datetime import timedelta

import pytest

from sightline.domain.errors import NotAllowedError, NotFoundError, NotSignedInError
from sightline.domain.participant import Role
from sightline.domain.session import EndReason, SessionState
from sightline.messages.sources import IssuedSource, SourceRenewal, SourceRequest
from sightline.usecases.source_sessions import recognise_source, take_up_session
from sightline.usecases.sources import create_source, list_sources, renew_source, revoke_source
from tests.fakes.exchange import ExchangeInMemory, an_officer

REQUEST = SourceRequest.model_validate(
    {"name": "Gateway North", "kind": "body-worn", "incident_ref": "INC-8", "purpose": "initial-evidence"}
)
OFFICER = an_officer()


@pytest.fixture
def desk() -> ExchangeInMemory:
    """Return a desk without sources."""
    return ExchangeInMemory()


@pytest.fixture
def issued(desk: ExchangeInMemory) -> IssuedSource:
    """Return a source that was just made, with its token."""
    return create_source(desk, OFFICER, REQUEST)


def test_a_source_is_made_with_a_token_that_opens_it(desk: ExchangeInMemory, issued: IssuedSource) -> None:
    """What is kept of the token is its hash alone."""
    source = recognise_source(desk, f"Bearer {issued.token}")
    assert (source.force_id, source.name, source.officer_name) == ("avon", "Gateway North", "Sam Patel")
    assert source.token_expires_at == desk.clock.now() + timedelta(days=30)
    secret = issued.token.rpartition(".")[2]
    assert len(secret) == 43
    assert secret not in repr(desk.sources.by_id)


def test_a_list_shows_the_forces_own_without_their_tokens(desk: ExchangeInMemory, issued: IssuedSource) -> None:
    """Auditors read it too."""
    assert list_sources(desk, an_officer("Kim Lee", role=Role.AUDITOR)) == [issued.source]
    assert list_sources(desk, an_officer("Jo Moss", force_id="kent")) == []


def test_a_new_token_makes_the_old_one_worthless(desk: ExchangeInMemory, issued: IssuedSource) -> None:
    """At once; the source stays what it was."""
    renewed = renew_source(desk, OFFICER, issued.source.source_id, SourceRenewal(token_days=7))
    assert recognise_source(desk, f"Bearer {renewed.token}").source_id == issued.source.source_id
    assert renewed.source.token_expires_at == desk.clock.now() + timedelta(days=7)
    with pytest.raises(NotSignedInError):
        recognise_source(desk, f"Bearer {issued.token}")


def test_a_revoked_source_sends_no_more(desk: ExchangeInMemory, issued: IssuedSource) -> None:
    """Its token is worthless and its session over; one that never sent is revoked as well."""
    session = take_up_session(desk, recognise_source(desk, f"Bearer {issued.token}"))
    assert revoke_source(desk, OFFICER, issued.source.source_id).revoked_at == desk.clock.now()
    ended = desk.sessions.get(session.session_id)
    assert (ended.state, ended.end_reason) == (SessionState.ENDED, EndReason.REVOKED)
    with pytest.raises(NotSignedInError):
        recognise_source(desk, f"Bearer {issued.token}")
    unused = create_source(desk, OFFICER, REQUEST).source
    assert revoke_source(desk, OFFICER, unused.source_id).revoked_at is not None


def test_another_forces_source_is_not_there(desk: ExchangeInMemory, issued: IssuedSource) -> None:
    """Neither to renew nor to revoke."""
    stranger = an_officer("Jo Moss", force_id="kent")
    with pytest.raises(NotFoundError):
        renew_source(desk, stranger, issued.source.source_id, SourceRenewal())
    with pytest.raises(NotFoundError):
        revoke_source(desk, stranger, issued.source.source_id)


def test_auditors_change_nothing(desk: ExchangeInMemory, issued: IssuedSource) -> None:
    """They read."""
    auditor = an_officer("Kim Lee", role=Role.AUDITOR)
    with pytest.raises(NotAllowedError):
        create_source(desk, auditor, REQUEST)
    with pytest.raises(NotAllowedError):
        revoke_source(desk, auditor, issued.source.source_id)
