"""Who is calling: between what API Gateway's authorizers leave in an event and a Participant."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sightline.domain.errors import NotAllowedError, NotSignedInError
from sightline.domain.participant import Participant, Role

BY_RANK = (Role.SUPERVISOR, Role.INVESTIGATOR, Role.CALL_HANDLER, Role.AUDITOR)
"""An officer in several groups acts in the first of these."""


def officer_from_claims(claims: Mapping[str, Any]) -> Participant:
    """Read an officer from the claims of an ID token that API Gateway has verified."""
    groups = _listed(claims.get("cognito:groups", ""))
    role = next((role for role in BY_RANK if role in groups), None)
    force_id = claims.get("custom:force_id")
    if role is None or not force_id:
        raise NotAllowedError
    name = claims.get("name") or claims.get("email") or claims["sub"]
    return Participant(str(claims["sub"]), role, str(name), force_id=str(force_id))


def context_of(participant: Participant) -> dict[str, str]:
    """Write a participant as the context of a Lambda authorizer's answer, which holds text only."""
    return {name: str(value) for name, value in asdict(participant).items() if value is not None}


def participant_from_context(context: Mapping[str, Any]) -> Participant:
    """Read back what `context_of` wrote, from `requestContext.authorizer`."""
    try:
        return Participant(
            participant_id=context["participant_id"],
            role=Role(context["role"]),
            name=context["name"],
            force_id=context.get("force_id"),
            session_id=context.get("session_id"),
        )
    except (KeyError, ValueError) as error:
        raise NotSignedInError from error


def read_caller(request_context: Mapping[str, Any]) -> Participant:
    """Return who API Gateway says is calling; a JWT's claims mean an officer."""
    authorizer = request_context.get("authorizer") or {}
    if "claims" in authorizer:
        return officer_from_claims(authorizer["claims"])
    return participant_from_context(authorizer)


def read_sign_in(request_context: Mapping[str, Any]) -> datetime | None:
    """Return when an officer proved who they are, by the token's `auth_time`; refreshing a token does not change it.

    OpenID Connect Core, section 2. None if the provider does not say.
    """
    claims = (request_context.get("authorizer") or {}).get("claims") or {}
    try:
        return datetime.fromtimestamp(int(claims["auth_time"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def _listed(groups: Any) -> frozenset[str]:
    """Read a list claim: API Gateway writes it as `[a b]`."""
    if isinstance(groups, list):
        return frozenset(groups)
    return frozenset(str(groups).strip("[]").replace(",", " ").split())
