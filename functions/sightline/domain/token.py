"""A secret that we know by its SHA-256 only: the token in a link, a citizen's credential, a player's pass."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TokenKind(StrEnum):
    """What a token opens."""

    LINK = "link"
    CREDENTIAL = "credential"
    PASS = "pass"  # noqa: S105 - a kind


@dataclass(frozen=True)
class Token:
    """A token's record. A link belongs to an invite, a credential to a session as well, a pass to a session only."""

    token_hash: str
    kind: TokenKind
    force_id: str
    expires_at: datetime
    invite_id: str | None = None
    session_id: str | None = None
    spent_at: datetime | None = None
    spent_by: str | None = None
    """SHA-256 of the key of the device that spent it."""
    holder: str | None = None
    """Who watches with a pass, as others are told."""


def hash_token(secret: str) -> str:
    """Return the SHA-256 of a token, ticket or credential, in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()
