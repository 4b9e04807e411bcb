"""Knows citizens by the credential that accepting gave them, and workers by the key of their deployment."""

import hmac
import re
from datetime import timedelta

from sightline.domain.errors import NotSignedInError
from sightline.domain.participant import Participant, Role
from sightline.domain.token import TokenKind, hash_token
from sightline.ports import TokenStore, WorkerKey

CREDENTIAL_LIFE = timedelta(hours=24)
"""Longer than any session: it is the session's end that makes a credential worthless."""

_BEARER = re.compile(r"Bearer ([A-Za-z0-9._~+/=-]{1,512})", re.IGNORECASE)
_WORKER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def citizen_of_session(session_id: str, force_id: str) -> Participant:
    """Return the one citizen of a session."""
    return Participant(f"citizen-{session_id}", Role.CITIZEN, "Citizen", force_id=force_id, session_id=session_id)


def recognise_citizen(tokens: TokenStore, authorization: str | None) -> Participant:
    """Return the citizen whose credential stands in an Authorization header, or raise NotSignedInError."""
    token = tokens.get(hash_token(read_bearer(authorization)))
    if token is None or token.kind is not TokenKind.CREDENTIAL or token.session_id is None:
        raise NotSignedInError
    return citizen_of_session(token.session_id, token.force_id)


def recognise_worker(key: WorkerKey, authorization: str | None, worker_id: str | None) -> Participant:
    """Return the worker that shows the key and names itself, or raise NotSignedInError."""
    shown = read_bearer(authorization)
    if not hmac.compare_digest(shown.encode(), key.read().encode()):
        raise NotSignedInError
    if worker_id is None or not _WORKER_ID.fullmatch(worker_id):
        raise NotSignedInError
    return Participant(worker_id, Role.WORKER, worker_id)


def read_bearer(authorization: str | None) -> str:
    """Return the bearer token (RFC 6750) of an Authorization header, or raise NotSignedInError."""
    match = _BEARER.fullmatch(authorization or "")
    if match is None:
        raise NotSignedInError
    return match[1]
