"""A source: a camera that sends without a citizen, over WHIP, known by the token that an officer has made for it."""

import hmac
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sightline.domain.errors import SourceRevokedError
from sightline.domain.invite import Purpose, RetentionCategory


class SourceKind(StrEnum):
    """What kind of camera stands behind a source."""

    BODY_WORN = "body-worn"
    CCTV = "cctv"
    ROADSIDE = "roadside"
    MOBILE = "mobile"
    OTHER = "other"


@dataclass(frozen=True)
class Camera:
    """What a session says of the source that it came of, as that was called then."""

    source_id: str
    name: str
    kind: SourceKind


@dataclass(frozen=True)
class Source:
    """One source. Its token is known by its SHA-256 only; `session_id` is the session that it last began."""

    source_id: str
    force_id: str
    officer_name: str
    name: str
    kind: SourceKind
    incident_ref: str
    purpose: Purpose
    retention_category: RetentionCategory
    ends_with_stream: bool
    """Whether a camera that hangs up ends its session; if not, it can go on where it left off."""
    token_hash: str
    token_expires_at: datetime
    created_at: datetime
    revoked_at: datetime | None = None
    session_id: str | None = None
    version: int = field(default=1, compare=False)
    """Counted up by its store with every change."""

    @property
    def camera(self) -> Camera:
        """The source as its sessions name it."""
        return Camera(self.source_id, self.name, self.kind)

    def admits(self, token_hash: str, now: datetime) -> bool:
        """Say whether a token is this source's newest one, within its life and not revoked."""
        is_its_own = hmac.compare_digest(token_hash, self.token_hash)
        return is_its_own and self.revoked_at is None and now < self.token_expires_at

    def renewed(self, token_hash: str, expires_at: datetime) -> "Source":
        """Return the source with another token; the one before is worthless."""
        if self.revoked_at is not None:
            raise SourceRevokedError
        return replace(self, token_hash=token_hash, token_expires_at=expires_at)

    def revoked(self, at: datetime) -> "Source":
        """Return the source with its token made worthless for good."""
        return replace(self, revoked_at=self.revoked_at or at)

    def began(self, session_id: str, instead_of: str | None) -> "Source":
        """Return the source with a new session, unless another request has begun one meanwhile."""
        return replace(self, session_id=session_id) if self.session_id == instead_of else self
