"""What differs from one environment to the next, typed; the values stand in `environments/*.toml`."""

import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from infra.retention import RetentionSettings, read_retention
from infra.sign_in import OidcProvider
from infra.worker_shift import WorkerShift

ENVIRONMENTS = Path(__file__).parent / "environments"


def _network(text: str) -> str:
    """Take a network in CIDR notation (RFC 4632), its host bits zero."""
    try:
        ip_network(text)
    except ValueError as error:
        message = f"{text!r} is no network: write its first address and the length of its prefix."
        raise ValueError(message) from error
    return text


Network = Annotated[str, AfterValidator(_network)]


def _own_name(text: str) -> str:
    """Take a force's id but that of the synthetic citizen's (`sightline.domain.invite.SYNTHETIC_FORCE`)."""
    if text == "synthetic":
        message = "A force called synthetic would see the synthetic citizen's sessions, and none of them counted."
        raise ValueError(message)
    return text


ZoneId = Annotated[str, StringConstraints(pattern=r"^Z[A-Z0-9]+$")]
CertificateArn = Annotated[str, StringConstraints(pattern=r"^arn:aws:acm:us-east-1:\d{12}:certificate/")]
Domain = Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+\.)+[a-z]{2,}$")]
PurposeName = Literal[
    "incident-assessment",
    "initial-evidence",
    "missing-person",
    "compliance-check",
    "armed-response",
    "domestic-abuse",
]
CERTIFICATES = r"^(-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\s*)+$"
PemChain = Annotated[str, StringConstraints(pattern=CERTIFICATES, max_length=3000)]
"""A function's settings are 4 KB at most."""

TURN_PORT = 3478
TURN_WEB_PORT = 443

TEXTING_NEEDS = {
    "end-user-messaging": ["sms_origination_identity"],
    "sns": [],
    "notify": ["notify_secret_arn", "notify_template_id"],
}
"""What each provider of texts cannot do without."""


class SettingsRefusedError(Exception):
    """An environment's file asks for something that is unknown or not allowed; the message says what."""


class DeploymentSettings(BaseModel):
    """One environment. Every field without a default must stand in its file."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    environment: Literal["dev", "staging", "prod"]
    region: Literal["eu-west-2"] = "eu-west-2"
    """NCSC cloud principle 2: the material stays in the United Kingdom."""
    edge_region: Literal["us-east-1"] = "us-east-1"
    """The only region from which CloudFront takes its firewall and certificate; nothing personal goes there."""
    keep_data: bool
    """Whether tables, keys and buckets outlive their stack and are protected from deletion."""

    site_domain: Domain
    hosted_zone_id: ZoneId | None = None
    """Route 53 zone in which the site's name and its certificate's proof are written."""
    certificate_arn: CertificateArn | None = None
    """A certificate of `site_domain` that the force has already; the name is then written by hand."""
    force_networks: tuple[Network, ...] = ()
    """Where many officers share an address: their look-ups and tickets are not counted by it."""

    force_id: Annotated[str, AfterValidator(_own_name)] = "force"
    force_name: str = "Example Police"
    time_zone: str = "Europe/London"
    map_style_url: Annotated[str, StringConstraints(pattern=r"^(https://[^/]+/.*)?$")] = ""
    """A MapLibre style for another map than our own, such as Ordnance Survey's."""

    idp_metadata_url: Annotated[str, StringConstraints(pattern=r"^https://.+$")] | None = None
    """SAML metadata of the force's own sign-in; officers then come by it alone."""
    idp_oidc: OidcProvider | None = None
    """The same by OpenID Connect."""
    idp_roles: dict[str, Literal["call-handler", "investigator", "supervisor", "auditor"]] = {}
    """Which group of the force's directory has which role."""

    retention_mode: Literal["COMPLIANCE", "GOVERNANCE"] = "COMPLIANCE"
    lock_days: Annotated[int, Field(ge=1, le=36_500)] = 31
    """Met practice: video not marked as evidence goes within 31 days; what must stay is put on legal hold."""
    retention: RetentionSettings = Field(default_factory=read_retention)
    """How long each category is kept: `infra/retention.toml`."""
    disposal_role: Annotated[str, StringConstraints(pattern=r"^[\w+=,.@-]{1,64}$")] = "sightline-disposal"
    """Name of the one role that lifts holds and deletes what was let go: an account's environments need one each."""
    log_retention_days: Literal[30, 90, 180, 365] = 90

    timestamp_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")] | None = None
    """An authority for time-stamps (RFC 3161) of the daily roots; what it answers is signed, so plain HTTP will do."""

    c2pa_certificates: PemChain | None = None
    """The certificate that the force was given for the key that signs copies' C2PA credentials, then those above it but
    the root (docs/deploy.md). Without it copies have no credentials."""

    alarm_email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")] | None = None
    """Who is written to when an alarm goes off; others subscribe to the alarms' topic (a pager, a chat)."""
    monthly_budget_dollars: Annotated[int, Field(ge=1)] | None = None
    """What a month may cost before somebody is told, at 50, 80 and 100%; `make cost` says what to expect."""

    sms_provider: Literal["end-user-messaging", "sns", "notify"]
    sms_origination_identity: str | None = None
    sms_allowed_countries: str = "GB"
    notify_secret_arn: str | None = None
    """Secret of GOV.UK Notify: its API key, and the bearer token of its receipts."""
    notify_template_id: str | None = None
    texts_per_officer_per_minute: Annotated[int, Field(ge=1)] = 10
    texts_per_number_per_day: Annotated[int, Field(ge=1)] = 10
    monthly_texts_dollars: Annotated[int, Field(ge=1)] = 600
    """The provider's own spending limit for texts, as it was granted; somebody is called at 50 and 80% of it."""

    mail_from: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[a-z0-9.-]+\.[a-z]{2,}$")] | None = None
    """Whose address shares come from, of a domain that is verified in SES; without one nothing can be shared."""

    ask_reason: bool = True
    """Whether an officer must say why before they look at sealed evidence (Data Protection Act 2018, section 62)."""
    keep_original: bool = True
    """Whether the force lets phones keep a better copy and send it later; never where the purpose is domestic abuse."""
    blurred_purposes: tuple[PurposeName, ...] = ("domestic-abuse",)
    """Purposes of which live pictures come blurred, until the officer chooses to look."""
    invite_life_minutes: Annotated[int, Field(ge=1, le=1440)] = 30
    working_copy_days: Annotated[int, Field(ge=7, le=366)] = 31
    """How long invites, and the working copies of positions and chat, stay in their tables; manifests keep the latter.
    Met practice, as for `lock_days`."""
    session_abandoned_minutes: Annotated[int, Field(ge=1, le=120)] = 10
    ice_servers: str = "[]"
    """JSON list of RTCIceServer for the browsers."""
    turn_count: Annotated[int, Field(ge=0, le=8)] = 0
    """Relays of our own (coturn), for networks that let no UDP out; each carries some hundred streams."""
    turn_certificate_arn: (
        Annotated[str, StringConstraints(pattern=r"^arn:aws:acm:eu-west-2:\d{12}:certificate/")] | None
    ) = None
    """A certificate of the relay's name for TLS that the force has already; without it and without a zone, no TLS."""

    citizen_concurrency: Annotated[int, Field(ge=1)] | None = None
    officer_concurrency: Annotated[int, Field(ge=1)] | None = None
    """Runs kept for each function of citizens and of officers (six of each), and no more: a flood of one leaves the
    other's alone. The account's limit must leave 100 besides; a new account's does not, so neither is set."""
    tracing: bool = False
    """Whether functions report to X-Ray."""

    synthetic_citizen_minutes: Annotated[int, Field(ge=5, le=720)] | None = None
    """How often a synthetic citizen tries a whole session, with a real picture and real evidence; never by default."""

    worker_count: Annotated[int, Field(ge=0, le=50)] = 1
    """Media workers that run however few call: one is not enough where any of them may be lost."""
    worker_count_most: Annotated[int, Field(ge=0, le=50)] = 6
    worker_headroom: Annotated[int, Field(ge=1)] = 10
    """Places that are to stay free: another worker takes callers a minute or two after it was found missing."""
    worker_shifts: tuple[WorkerShift, ...] = ()
    """When more workers than `worker_count` are to stand ready, and when no longer."""
    worker_places: Annotated[int, Field(ge=1, le=100)] = 20
    """Sessions one worker takes: at most half a core is planned for (a stall starts a storm of key frame requests)."""

    @property
    def federated(self) -> bool:
        """Whether the force signs its officers in itself."""
        return bool(self.idp_metadata_url or self.idp_oidc)

    @property
    def site_origin(self) -> str:
        """Scheme and host of the site."""
        return f"https://{self.site_domain}"

    @property
    def turn_domain(self) -> str:
        """Name of the relay."""
        return f"relay.{self.site_domain}"

    @property
    def turn_tls_domain(self) -> str:
        """Its name by TLS, which a load balancer of its own takes (decisions/0006)."""
        return f"relay-tls.{self.site_domain}"

    @property
    def turn_takes_tls(self) -> bool:
        """Whether a certificate is at hand, or a zone in which ACM's proof can be written."""
        return bool(self.turn_certificate_arn or self.hosted_zone_id)

    @property
    def turn_urls(self) -> tuple[str, ...]:
        """The relay's addresses for browsers (RFC 7065): by UDP, else by the port that a web page comes by."""
        if not self.turn_count:
            return ()
        plain = (
            f"turn:{self.turn_domain}:{TURN_PORT}?transport=udp",
            f"turn:{self.turn_domain}:{TURN_WEB_PORT}?transport=tcp",
        )
        by_tls = f"turns:{self.turn_tls_domain}:{TURN_WEB_PORT}?transport=tcp"
        return (*plain, by_tls) if self.turn_takes_tls else plain

    @property
    def map_origin(self) -> str | None:
        """Scheme and host of another map than our own."""
        return "/".join(self.map_style_url.split("/")[:3]) or None

    @model_validator(mode="after")
    def _refuse_fewer_workers_at_most_than_at_least(self) -> Self:
        if max(self.worker_count, *(shift.workers for shift in self.worker_shifts), 0) > self.worker_count_most:
            message = "worker_count_most must not be below worker_count or what a shift asks for."
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _refuse_governance_in_production(self) -> Self:
        if self.environment == "prod" and self.retention_mode != "COMPLIANCE":
            message = (
                "Production evidence must be locked in COMPLIANCE mode: under GOVERNANCE an insider can delete it."
            )
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _refuse_production_that_keeps_nothing(self) -> Self:
        if self.environment == "prod" and not (self.keep_data and "lock_days" in self.model_fields_set):
            message = "Production must keep what it has: set keep_data = true, and lock_days to what the force decided."
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _refuse_production_without_a_name(self) -> Self:
        if self.environment == "prod" and not (self.hosted_zone_id or self.certificate_arn):
            message = "Production answers by its own name: set hosted_zone_id, or certificate_arn and write the name."
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _refuse_two_sign_ins(self) -> Self:
        if self.idp_metadata_url and self.idp_oidc:
            message = "The force has one sign-in of its own: set idp_metadata_url (SAML) or idp_oidc, not both."
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _refuse_a_sign_in_that_gives_nobody_a_role(self) -> Self:
        if self.federated and not self.idp_roles:
            message = "With the force's own sign-in, say in idp_roles which of its groups has which role."
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _refuse_a_provider_without_its_settings(self) -> Self:
        missing = [name for name in TEXTING_NEEDS[self.sms_provider] if not getattr(self, name)]
        if missing:
            message = f"To send texts by {self.sms_provider}, set {' and '.join(missing)}."
            raise ValueError(message)
        return self

    @field_validator("ice_servers")
    @classmethod
    def _refuse_ice_servers_that_are_no_list(cls, text: str) -> str:
        try:
            TypeAdapter(list[dict[str, Any]]).validate_json(text)
        except ValidationError as error:
            message = "ice_servers must be a JSON list of RTCIceServer."
            raise ValueError(message) from error
        return text


def read_settings(environment: str, directory: Path = ENVIRONMENTS) -> DeploymentSettings:
    """Read an environment's file, or raise SettingsRefusedError with a sentence for the person who deploys."""
    path = directory / f"{environment}.toml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in directory.glob("*.toml")))
        message = f"There is no environment {environment!r}; there are: {known}."
        raise SettingsRefusedError(message)
    try:
        return DeploymentSettings.model_validate({"environment": environment, **tomllib.loads(path.read_text())})
    except ValidationError as error:
        raise SettingsRefusedError(_sentence(environment, error)) from error


def _sentence(environment: str, error: ValidationError) -> str:
    """Say which key is wrong and why, for each mistake."""
    reasons = (
        f"{'.'.join(map(str, mistake['loc'])) or 'the whole'}: {_reason(mistake['type'], mistake['msg'])}"
        for mistake in error.errors()
    )
    return f"The settings of {environment} are refused. " + " ".join(reasons)


def _reason(kind: str, message: str) -> str:
    said = {"extra_forbidden": "there is no such setting.", "missing": "this setting is missing."}
    return said.get(kind, message.removeprefix("Value error, "))
