"""Bodies of the HTTP API about sources and passes."""

from typing import Annotated

from pydantic import Field, StringConstraints

from sightline.domain.invite import Purpose, RetentionCategory
from sightline.domain.source import SourceKind
from sightline.messages.base import Identifier, Instant, Model, Name
from sightline.messages.views import SourceView


class SourceRequest(Model):
    """An officer lets a camera send that no citizen holds."""

    name: Name
    kind: SourceKind
    incident_ref: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
    purpose: Purpose
    retention_category: RetentionCategory = RetentionCategory.NOT_EVIDENTIAL
    ends_with_stream: Annotated[bool, Field(strict=True)] = True
    """Whether a camera that hangs up ends its session."""
    token_days: Annotated[int, Field(strict=True, ge=1, le=365)] = 30


class SourceRenewal(Model):
    """An officer gives a source another token; the one before is worthless at once."""

    token_days: Annotated[int, Field(strict=True, ge=1, le=365)] = 30


class IssuedSource(Model):
    """A source with its token, which is shown this once: only its SHA-256 is kept."""

    source: SourceView
    token: str
    """Goes into `Authorization: Bearer` of WHIP (RFC 9725)."""


class Sources(Model):
    """Newest first."""

    sources: list[SourceView]


class PassRequest(Model):
    """An officer lets a program watch one session; the name is who others see watching."""

    name: Name


class IssuedPass(Model):
    """A pass for WHEP at `/api/whep/{session_id}`, shown this once."""

    session_id: Identifier
    name: str
    token: str
    expires_at: Instant
