"""Lambda functions bundles and pack: what is handed to a court, asked for, made, and fetched."""

import json
import logging
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from boundary.apps import make_app
from boundary.endpoints import endpoint
from boundary.events import SQSEvent
from boundary.repeats import CreationHeaders, answer_once
from sightline.bootstrap import ports, settings
from sightline.domain.errors import (
    BundleNotReadyError,
    BundleTooLargeError,
    ChainUnsignedError,
    ExportNotPossibleError,
    ExportTheMasterError,
    FreshSignInRequiredError,
    RepeatedRequestError,
    SightlineError,
)
from sightline.domain.participant import Participant
from sightline.messages.bundles import BundleAddress, BundleRequest, BundleView
from sightline.usecases.bundle_making import make_bundle
from sightline.usecases.bundles import ask_for_bundle, fail_bundle, hand_over_bundle, show_bundle

REFUSALS = (FreshSignInRequiredError, ExportTheMasterError, ExportNotPossibleError, RepeatedRequestError)
BESIDE = ("README.txt", "verify.html", "verify.py")
"""Files of this folder that go with every bundle."""

log = logging.getLogger("sightline.bundles")

app = make_app("bundles")


@endpoint(app, "POST", "/materials/{material_id}/bundle", status=202, refusals=REFUSALS)
def post_bundle(
    officer: Participant,
    material_id: str,
    body: BundleRequest,
    headers: CreationHeaders,
    signed_in_at: datetime | None,
) -> BundleView:
    """Have all that there is of a material packed for a court, with a verifier."""
    key = f"{officer.participant_id}#{material_id}#bundle#{headers.idempotency_key}"
    return answer_once(key, body, lambda: ask_for_bundle(ports(), officer, material_id, body, signed_in_at), BundleView)


@endpoint(app, "GET", "/bundles/{bundle_id}")
def get_bundle(officer: Participant, bundle_id: str) -> BundleView:
    """Say how far a bundle has come."""
    return show_bundle(ports(), officer, bundle_id)


@endpoint(app, "POST", "/bundles/{bundle_id}/download", refusals=(BundleNotReadyError,))
def post_download(officer: Participant, bundle_id: str) -> BundleAddress:
    """Give the address of a bundle for the next minute, and note that it was fetched."""
    return hand_over_bundle(ports(), officer, bundle_id)


@app.on_sqs_message(queue="bundles")
def pack(event: SQSEvent) -> dict[str, Any]:
    """Make the bundles that a batch of the bundle queue names; those that fail come again."""
    failures = [
        {"itemIdentifier": record["messageId"]}
        for record in event.to_dict()["Records"]
        if not _try_to_pack(**json.loads(record["body"]))
    ]
    return {"batchItemFailures": failures}


def _try_to_pack(force_id: str, bundle_id: str) -> bool:
    try:
        make_bundle(ports(), force_id, bundle_id, settings().force_name, _beside())
    except (BundleTooLargeError, ChainUnsignedError, ExportNotPossibleError) as error:
        fail_bundle(ports(), force_id, bundle_id, error)
    except Exception:
        log.exception("packing failed", extra={"bundle_id": bundle_id})
        fail_bundle(ports(), force_id, bundle_id, SightlineError())
        return False
    return True


@cache
def _beside() -> dict[str, bytes]:
    return {name: Path(__file__).with_name(name).read_bytes() for name in BESIDE}
