"""The settings that differ on the laptop: all of them, in one place. Everything else is the template's."""

from collections.abc import Mapping

from infra.local.addresses import Addresses
from infra.local.cloud.mail_sender import MAIL_FROM


def function_overrides(declared: Mapping[str, str], addresses: Addresses, content_chain: str) -> dict[str, str]:
    """Return what a function is told instead, or besides."""
    overrides = {}
    if "SIGHTLINE_SMS_PROVIDER" in declared:
        overrides["SIGHTLINE_SMS_PROVIDER"] = "sns"  # moto has no End User Messaging
    if "SIGHTLINE_MAIL_CONFIGURATION_SET" in declared:
        overrides["SIGHTLINE_MAIL_FROM"] = MAIL_FROM  # verified in moto
    if "SIGHTLINE_EVIDENCE_BUCKET" in declared:
        overrides["SIGHTLINE_PRESIGN_ENDPOINT"] = addresses.origin  # browsers reach the bucket through the gateway
    if "SIGHTLINE_PROVENANCE_KEY_ID" in declared:
        overrides["SIGHTLINE_PROVENANCE_CHAIN"] = content_chain  # of an authority that only this laptop knows
    return overrides


def worker_overrides(worker_id: str, spool: str, health_port: int, ca_file: str | None) -> dict[str, str]:
    """Return what a media worker is told instead, or besides."""
    overrides = {
        "SIGHTLINE_WORKER_ID": worker_id,
        "SIGHTLINE_WORKER_ALLOW_PRIVATE_CANDIDATES": "true",  # media goes over loopback or the local network
        "SIGHTLINE_WORKER_SPOOL_DIRECTORY": spool,
        "SIGHTLINE_WORKER_HEALTH_PORT": str(health_port),
        "SIGHTLINE_WORKER_DRAIN_SECONDS": "2",  # who ends the laptop does not want to wait
    }
    return {**overrides, "SIGHTLINE_WORKER_CA_FILE": ca_file} if ca_file else overrides
