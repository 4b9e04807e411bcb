"""Lambda functions uploads and check: files that officers bring in, and whether they are taken as evidence."""

import json
import logging
from typing import Any

from chalice.app import SQSEvent

from boundary.apps import make_app
from boundary.endpoints import endpoint
from sightline.bootstrap import ports
from sightline.domain.errors import NotFoundError
from sightline.domain.participant import Participant
from sightline.domain.upload import NoSuchPartError, PartsMissingError, UploadClosedError
from sightline.messages.uploads import (
    FileAddress,
    PartAddress,
    PartRequest,
    UploadCompletion,
    UploadRequest,
    UploadView,
)
from sightline.usecases import uploads
from sightline.usecases.upload_checks import check_upload

log = logging.getLogger("sightline.uploads")

app = make_app("uploads")


@endpoint(app, "POST", "/uploads", status=201)
def post_upload(officer: Participant, body: UploadRequest) -> UploadView:
    """Open a place for a file; the browser sends it in parts."""
    return uploads.begin_upload(ports(), officer, body)


@endpoint(app, "GET", "/uploads/{upload_id}")
def get_upload(officer: Participant, upload_id: str) -> UploadView:
    """Say which parts are stored, and what has become of the file."""
    return uploads.show_upload(ports(), officer, upload_id)


@endpoint(app, "POST", "/uploads/{upload_id}/parts", status=201, refusals=(NoSuchPartError, UploadClosedError))
def post_part(officer: Participant, upload_id: str, body: PartRequest) -> PartAddress:
    """Ask where to put one part."""
    return uploads.address_part(ports(), officer, upload_id, body)


@endpoint(app, "POST", "/uploads/{upload_id}/complete", status=202, refusals=(PartsMissingError, UploadClosedError))
def post_completion(officer: Participant, upload_id: str, body: UploadCompletion) -> UploadView:
    """Say that all parts are there; the file is checked from now on."""
    return uploads.complete_upload(ports(), officer, upload_id, body)


@endpoint(app, "POST", "/materials/{material_id}/file")
def post_file(officer: Participant, material_id: str) -> FileAddress:
    """Give the address of an uploaded file for the next minute, and note that it was fetched."""
    return uploads.hand_out_file(ports(), officer, material_id)


@app.on_sqs_message(queue="uploads")
def check(event: SQSEvent) -> dict[str, Any]:
    """Check the files that a batch of the queue names; those that could not be read come again."""
    failures = [
        {"itemIdentifier": record["messageId"]}
        for record in event.to_dict()["Records"]
        if not _try_to_check(json.loads(record["body"])["material_id"])
    ]
    return {"batchItemFailures": failures}


def _try_to_check(upload_id: str) -> bool:
    try:
        decided = check_upload(ports(), upload_id)
        log.info("checked", extra={"upload_id": upload_id, "state": decided.state, "refusal": decided.refusal})
    except NotFoundError:
        log.warning("no such upload to check", extra={"upload_id": upload_id})
    except Exception:
        log.exception("checking failed", extra={"upload_id": upload_id})
        return False
    return True
