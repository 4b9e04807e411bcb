"""Lambda functions uploads and check: files that officers bring in and citizens send, and whether they are evidence."""

import json
import logging
from typing import Any

from boundary.apps import make_app
from boundary.endpoints import endpoint
from boundary.events import SQSEvent
from sightline.bootstrap import ports
from sightline.domain.errors import NotFoundError
from sightline.domain.participant import Participant
from sightline.domain.sent_file import FilesClosedError, TooManyFilesError
from sightline.domain.upload import FileNotShownError, NoSuchPartError, PartsMissingError, UploadClosedError
from sightline.messages.base import Model
from sightline.messages.copies import Wish
from sightline.messages.materials import FileAddress
from sightline.messages.uploads import (
    FileRequest,
    FileStanding,
    PartAddress,
    PartRequest,
    SentFiles,
    UploadCompletion,
    UploadRequest,
    UploadView,
)
from sightline.usecases import citizen_uploads, uploads
from sightline.usecases.upload_checks import check_upload

log = logging.getLogger("sightline.uploads")

app = make_app("uploads")

CLOSED = (UploadClosedError, FilesClosedError)


class MasterFileQuery(Model):
    """What a file is wanted for; only photographs are shown as they came."""

    to: Wish = "save"


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


@endpoint(app, "POST", "/citizen/uploads", status=201, refusals=(NotFoundError, FilesClosedError, TooManyFilesError))
def post_file_of_citizen(citizen: Participant, body: FileRequest) -> FileStanding:
    """Open a place for a file that the phone has already, or go on with it."""
    return citizen_uploads.begin_file(ports(), citizen, body)


@endpoint(app, "GET", "/citizen/uploads", refusals=(NotFoundError, FilesClosedError))
def get_files_of_citizen(citizen: Participant) -> SentFiles:
    """Name the files that were begun, so that those that broke off can be chosen again."""
    return citizen_uploads.list_files(ports(), citizen)


@endpoint(app, "GET", "/citizen/uploads/{upload_id}", refusals=(FilesClosedError,))
def get_file_of_citizen(citizen: Participant, upload_id: str) -> FileStanding:
    """Say which parts are stored, and what has become of the file."""
    return citizen_uploads.show_file(ports(), citizen, upload_id)


@endpoint(app, "POST", "/citizen/uploads/{upload_id}/parts", status=201, refusals=(*CLOSED, NoSuchPartError))
def post_part_of_citizen(citizen: Participant, upload_id: str, body: PartRequest) -> PartAddress:
    """Ask where to put one part."""
    return citizen_uploads.address_file_part(ports(), citizen, upload_id, body)


@endpoint(app, "POST", "/citizen/uploads/{upload_id}/complete", status=202, refusals=(*CLOSED, PartsMissingError))
def post_completion_of_citizen(citizen: Participant, upload_id: str, body: UploadCompletion) -> FileStanding:
    """Say that all parts are there; the file is checked from now on."""
    return citizen_uploads.complete_file(ports(), citizen, upload_id, body)


@endpoint(app, "POST", "/materials/{material_id}/file", refusals=(FileNotShownError,))
def post_file(officer: Participant, material_id: str, query: MasterFileQuery) -> FileAddress:
    """Give the address of an uploaded file for the next minute, to be saved or shown, and note that it was fetched."""
    return uploads.hand_out_file(ports(), officer, material_id, query.to)


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
        citizen_uploads.note_standing(ports(), decided)
        log.info("checked", extra={"upload_id": upload_id, "state": decided.state, "refusal": decided.refusal})
    except NotFoundError:
        log.warning("no such upload to check", extra={"upload_id": upload_id})
    except Exception:
        log.exception("checking failed", extra={"upload_id": upload_id})
        return False
    return True
