"""A secret that we know by its SHA-256 only: the token in a link, or a citizen's credential."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TokenKind(StrEnum):
    """What a token opens."""

    LINK = "link"
    CREDENTIAL = "credential"


@dataclass(frozen=True)
class Token:
    """A token's record. A link belongs to an invite, a credential to a session as well."""

    token_hash: str
    kind: TokenKind
    invite_id: str
    force_id: str
    expires_at: datetime
    session_id: str | None = None
    spent_at: datetime | None = None
    spent_by: str | None = None
    """SHA-256 of the key of the device that spent it."""


def hash_token(secret: str) -> str:
    """Return the SHA-256 of a token, ticket or credential, in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()
