"""The settings of a deployment; the only reader of the environment.

Every setting is an environment variable with the prefix SIGHTLINE_: `invites_table` is read from
SIGHTLINE_INVITES_TABLE. A function is given only what it needs; asking for a setting that is not
there is a ConfigurationError that names it.
"""

import os
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sightline.domain.errors import ConfigurationError

PREFIX = "SIGHTLINE_"


class Settings(BaseModel):
    """One field a setting; None where this process was not given it."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    force_id: str = "force"
    force_name: str = "Example Police"
    """As citizens know the force; first words of every text."""
    site_origin: str | None = None
    """Scheme and host of the site, as in https://video.example.police.uk; also the WebSocket's allowed Origin."""

    invites_table: str | None = None
    tokens_table: str | None = None
    sessions_table: str | None = None
    connections_table: str | None = None
    tickets_table: str | None = None
    positions_table: str | None = None
    chat_table: str | None = None
    workers_table: str | None = None
    idempotency_table: str | None = None

    evidence_bucket: str | None = None
    evidence_key_id: str | None = None
    """KMS key that encrypts the bucket's objects."""
    seal_key_id: str | None = None
    """KMS key (ECC_NIST_P256) that signs seals."""
    seal_queue_url: str | None = None
    presign_endpoint: str | None = None
    """Where browsers reach the bucket, if not at AWS's own address (the laptop)."""
    connections_endpoint: str | None = None
    """The @connections address of the WebSocket API."""
    worker_secret_id: str | None = None
    """Secrets Manager id of the key that workers show to get a ticket."""

    sms_provider: Literal["end-user-messaging", "sns", "notify"] = "end-user-messaging"
    sms_origination_identity: str | None = None
    sms_configuration_set: str | None = None
    sms_allowed_countries: str = "GB"
    """ISO 3166 codes, comma separated, whose mobile numbers may be texted."""
    notify_secret_id: str | None = None
    notify_template_id: str | None = None
    texts_per_officer_per_minute: int = 10
    texts_per_number_per_day: int = 10

    invite_life_minutes: int = 30
    session_abandoned_minutes: int = 10
    """A session whose citizen has been away for this long is ended and sealed."""
    ice_servers: str = "[]"
    """JSON list of RTCIceServer for the browsers."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the process's environment, or from a mapping that stands for it."""
    source = os.environ if environment is None else environment
    given = {name: source[PREFIX + name.upper()] for name in Settings.model_fields if PREFIX + name.upper() in source}
    return Settings.model_validate(given)


def required(settings: Settings, name: str) -> str:
    """Return a setting that this process cannot do without."""
    value = getattr(settings, name)
    if not value:
        message = f"The setting {PREFIX}{name.upper()} is missing."
        raise ConfigurationError(message)
    return str(value)
