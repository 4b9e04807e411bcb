"""The HTTP routes at which officers keep their sources, and let programs watch a session."""

from boundary.apps import make_app
from boundary.endpoints import endpoint
from sightline.bootstrap import ports
from sightline.domain.errors import SessionEndedError, SourceRevokedError
from sightline.domain.participant import Participant
from sightline.messages.sources import IssuedPass, IssuedSource, PassRequest, SourceRenewal, SourceRequest, Sources
from sightline.messages.views import SourceView
from sightline.usecases import passes, sources

app = make_app("sources")


@endpoint(app, "POST", "/sources", status=201)
def create_source(officer: Participant, body: SourceRequest) -> IssuedSource:
    """Let a camera send; its token is shown this once."""
    return sources.create_source(ports(), officer, body)


@endpoint(app, "GET", "/sources")
def list_sources(officer: Participant) -> Sources:
    """List the force's sources."""
    return Sources(sources=sources.list_sources(ports(), officer))


@endpoint(app, "POST", "/sources/{source_id}/renew", refusals=(SourceRevokedError,))
def renew_source(officer: Participant, source_id: str, body: SourceRenewal) -> IssuedSource:
    """Give a source another token; the one before is worthless."""
    return sources.renew_source(ports(), officer, source_id, body)


@endpoint(app, "POST", "/sources/{source_id}/revoke")
def revoke_source(officer: Participant, source_id: str) -> SourceView:
    """Make a source's token worthless, and end its session."""
    return sources.revoke_source(ports(), officer, source_id)


@endpoint(app, "POST", "/sessions/{session_id}/passes", status=201, refusals=(SessionEndedError,))
def issue_pass(officer: Participant, session_id: str, body: PassRequest) -> IssuedPass:
    """Let a program watch a session over WHEP; its token is shown this once."""
    return passes.issue_pass(ports(), officer, session_id, body)
