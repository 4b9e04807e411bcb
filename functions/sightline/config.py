"""The settings of a deployment; the only reader of the environment.

Every setting is an environment variable with the prefix SIGHTLINE_: `invites_table` is read from
SIGHTLINE_INVITES_TABLE. A function is given only what it needs; asking for a setting that is not
there is a ConfigurationError that names it.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from sightline.domain.errors import ConfigurationError

PREFIX = "SIGHTLINE_"
WORKER_PREFIX = "SIGHTLINE_WORKER_"

TRUTHS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True)
class Settings:
    """One field a setting; None where this process was not given it."""

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
    sources_table: str | None = None
    custody_table: str | None = None
    uploads_table: str | None = None
    materials_table: str | None = None
    shares_table: str | None = None
    library_table: str | None = None

    evidence_bucket: str | None = None
    evidence_key_id: str | None = None
    """KMS key that encrypts the bucket's objects."""
    derived_bucket: str | None = None
    """Where copies of masters lie, and bundles."""
    derivations_queue_url: str | None = None
    """The queue of copies to be made."""
    bundle_queue_url: str | None = None
    """The queue of bundles to be made."""
    seal_key_id: str | None = None
    """KMS key (ECC_NIST_P256) that signs seals."""
    provenance_key_id: str | None = None
    """KMS key (ECC_NIST_P256) that signs the C2PA credentials of copies."""
    provenance_chain: str | None = None
    """Its certificate and those above it, in PEM; without them copies have no credentials."""
    seal_queue_url: str | None = None
    upload_queue_url: str | None = None
    hold_queue_url: str | None = None
    """The queue of materials whose objects are to be put on legal hold."""
    disposal_queue_url: str | None = None
    """The queue of materials that are to go now."""
    retention: str | None = None
    """JSON: how long each category is kept (`infra/retention.toml`)."""
    lock_days: int = 31
    """For how long the store locks what is put into it."""
    timestamp_url: str | None = None
    """Authority for time-stamps (RFC 3161) of daily roots; without one they are signed only."""
    presign_endpoint: str | None = None
    """Where browsers reach the bucket, if not at AWS's own address (the laptop)."""
    connections_endpoint: str | None = None
    """The @connections address of the WebSocket API."""
    worker_secret_id: str | None = None
    """Secrets Manager id of the key that workers show to get a ticket."""
    synthetic_secret_id: str | None = None
    """The same of the key that the synthetic citizen shows to be invited."""

    sms_provider: Literal["end-user-messaging", "sns", "notify"] = "end-user-messaging"
    sms_origination_identity: str | None = None
    sms_configuration_set: str | None = None
    sms_allowed_countries: str = "GB"
    """ISO 3166 codes, comma separated, whose mobile numbers may be texted."""
    notify_secret_id: str | None = None
    notify_template_id: str | None = None
    texts_per_officer_per_minute: int = 10
    texts_per_number_per_day: int = 10

    mail_from: str | None = None
    """Whose address mails come from; without it nothing can be shared."""
    mail_configuration_set: str | None = None
    """SES configuration set that counts mails that bounce."""

    invite_life_minutes: int = 30
    working_copy_days: int = 31
    """How long invites, positions and chat stay in their tables; what is evidence of them is in sealed manifests."""
    session_abandoned_minutes: int = 10
    """A session whose citizen has been away for this long is ended and sealed."""
    idp_roles: str = "{}"
    """JSON: which group of the force's own directory has which role."""
    ask_reason: bool = True
    """Whether an officer must say why before they look at sealed evidence; if not, the look alone is written down."""
    keep_original: bool = True
    """Whether the force lets phones keep a better copy and send it later; each invite asks for it or not."""
    ice_servers: str = "[]"
    """JSON list of RTCIceServer for the browsers."""
    turn_urls: str = ""
    """Where the relay is, comma separated, as in turn:relay.example.police.uk:3478?transport=udp; empty without one."""
    turn_secret_id: str | None = None
    """Secrets Manager id of what the relay and we share."""


SHARED_NAMES = {
    "evidence_bucket": PREFIX + "EVIDENCE_BUCKET",
    "agent_url": "ECS_AGENT_URI",
    "metadata_url": "ECS_CONTAINER_METADATA_URI_V4",
}
"""What a worker reads under others' names: the functions', and those of ECS."""


@dataclass(frozen=True)
class WorkerSettings:
    """The settings of a media worker: `api_url` is read from SIGHTLINE_WORKER_API_URL."""

    api_url: str | None = None
    """Where tickets are had, as in https://video.example.police.uk/api."""
    ws_url: str | None = None
    """The WebSocket, as in wss://video.example.police.uk/ws."""
    key: str | None = None
    """What the worker shows for a ticket."""
    id: str | None = None
    """The worker's name in the system; made up if there is none (a container is not given one)."""
    ca_file: str | None = None
    """Certificates to trust besides the system's (the laptop)."""
    places: int = 10
    """How many sessions it takes at a time."""

    evidence_bucket: str | None = None
    """Read from SIGHTLINE_EVIDENCE_BUCKET, as by the functions."""
    spool_directory: str = "/var/spool/sightline"
    """Where fragments wait while the store does not answer."""
    spool_bytes: int = 256 * 1024 * 1024

    allow_private_candidates: bool = False
    """Take and offer loopback and private addresses (the laptop)."""
    public_address: str | None = None
    """The address to offer instead of the host's own, where a 1:1 NAT lies between."""
    metadata_url: str | None = None
    """Where a task on Fargate learns its addresses; read from ECS_CONTAINER_METADATA_URI_V4, which ECS sets."""
    udp_ports: str | None = None
    """First and last UDP port for media, as in 40000-40999; any port if there is none."""
    leg_bits_per_second: int = 8_000_000
    """A leg that sends more than this for long loses what is above it."""
    interrupted_seconds: float = 4.0
    """A leg from which no media has come for this long is reported as interrupted."""

    drain_seconds: float = 60.0
    """When told to stop, how long sessions may go on that no other worker has a place for."""

    agent_url: str | None = None
    """Where ECS's agent is asked not to end this task; read from ECS_AGENT_URI, which ECS sets."""

    health_host: str = "127.0.0.1"
    health_port: int = 8090


def read_worker_settings(environment: Mapping[str, str] | None = None) -> WorkerSettings:
    """Read a worker's settings from the process's environment, or from a mapping that stands for it."""
    source = os.environ if environment is None else environment
    shared = {name: source[others] for name, others in SHARED_NAMES.items() if others in source}
    return WorkerSettings(**dict(_read_fields(WorkerSettings, WORKER_PREFIX, source)) | shared)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the process's environment, or from a mapping that stands for it."""
    return Settings(**dict(_read_fields(Settings, PREFIX, os.environ if environment is None else environment)))


def _read_fields(
    shape: type[Settings | WorkerSettings], prefix: str, source: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    """Yield the settings that an environment gives; raise ConfigurationError for one that makes no sense.

    Every function reads them as it starts: as a pydantic model they would cost it 10 ms.
    """
    for field in fields(shape):
        name = prefix + field.name.upper()
        if name in source:
            try:
                yield field.name, _turn(source[name], field.type)
            except (KeyError, ValueError) as error:
                message = f"The setting {name} makes no sense."
                raise ConfigurationError(message) from error


def _turn(text: str, kind: object) -> str | float | bool:
    """Turn a setting's text into what it is; raise KeyError or ValueError if it is none."""
    if kind is bool:
        return TRUTHS[text.lower()]
    if kind in {int, float}:
        return int(text) if kind is int else float(text)
    if (words := get_args(kind)) and str not in words and text not in words:
        raise ValueError
    return text


def required(settings: Settings | WorkerSettings, name: str) -> str:
    """Return a setting that this process cannot do without."""
    value = getattr(settings, name)
    if not value:
        prefix = WORKER_PREFIX if isinstance(settings, WorkerSettings) and name != "evidence_bucket" else PREFIX
        message = f"The setting {prefix}{name.upper()} is missing."
        raise ConfigurationError(message)
    return str(value)
