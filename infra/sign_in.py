"""A force's own sign-in that speaks OpenID Connect: the table `[idp_oidc]` of an environment's file."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


def _issuer(text: str) -> str:
    """Take an issuer as OpenID Connect Discovery 1.0 (section 3) wants it: HTTPS, without query or fragment."""
    if not re.fullmatch(r"https://[^/?#\s]+(/[^?#\s]*)?", text) or "/.well-known/" in text:
        message = f"{text!r} is no issuer: write what its discovery document says as `issuer`, which begins with https."
        raise ValueError(message)
    return text


class OidcProvider(BaseModel):
    """What Cognito must know of the provider."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    issuer: Annotated[str, AfterValidator(_issuer)]
    client_id: Annotated[str, Field(min_length=1)]
    secret_name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9/_+=.@-]+$", max_length=512)]
    """Of the secret in Secrets Manager that holds `{"client_secret": …}`; no file or template does."""
    groups_claim: Annotated[str, Field(min_length=1)] = "groups"
