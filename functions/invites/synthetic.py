"""Knows the synthetic citizen by the key that it shows."""

import hmac

from pydantic import Field

from sightline import bootstrap
from sightline.domain.errors import NotFoundError, NotSignedInError
from sightline.messages.base import Model
from sightline.usecases.credentials import read_bearer


class SyntheticHeaders(Model):
    """Headers of the synthetic citizen's request."""

    authorization: str | None = Field(default=None, alias="Authorization")


def require_synthetic(authorization: str | None) -> None:
    """Raise unless the synthetic citizen's own key is shown; where there is none, there is nothing here."""
    if not bootstrap.settings().synthetic_secret_id:
        raise NotFoundError
    if not hmac.compare_digest(read_bearer(authorization).encode(), bootstrap.synthetic_key().read().encode()):
        raise NotSignedInError
