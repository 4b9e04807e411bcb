"""The ready-file: every address, for programs that start the laptop."""

import json
import os
from pathlib import Path
from typing import Any

from infra.local.addresses import Addresses
from infra.local.deployed import Deployed
from infra.local.gateway.building import Stages

TABLE_SUFFIX = "_TABLE"
TABLE_PREFIX = "SIGHTLINE_"


def describe(
    deployed: Deployed, addresses: Addresses, stages: Stages, ca_file: Path | None, logs: Path
) -> dict[str, Any]:
    """Return what programs need to know; workers are added by whoever has started them."""
    tables = deployed.settings(TABLE_SUFFIX)
    return {
        "origin": addresses.origin,
        "viewer": f"{addresses.origin}/",
        "phone": addresses.phone,
        "api": f"{addresses.origin}/{stages.http}",
        "ws": f"{addresses.socket_origin}/{stages.websocket}",
        "connections": f"{addresses.inner}/{stages.websocket}",
        "s3": addresses.moto,
        "moto": addresses.moto,
        "oidc": addresses.issuer,
        "client_id": deployed.one("AWS::Cognito::UserPoolClient").exists.ref,
        "evidence_bucket": deployed.setting("SIGHTLINE_EVIDENCE_BUCKET"),
        "tables": {name.removeprefix(TABLE_PREFIX).removesuffix(TABLE_SUFFIX).lower(): tables[name] for name in tables},
        "region": deployed.region,
        "ca_file": str(ca_file) if ca_file else None,
        "logs": str(logs),
        "pid": os.getpid(),
    }


def write_ready_file(path: Path, content: dict[str, Any]) -> None:
    """Let the file appear whole or not at all."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_text(json.dumps(content, indent=2) + "\n")
    unfinished.replace(path)
