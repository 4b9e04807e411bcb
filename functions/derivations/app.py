"""Lambda function derivations: makes the copies that its queue asks for, looks for faces, and leaves how it came about.

A copy is bare until function provenance has given it its credentials: this one has no network but to S3. What can never
be done is an outcome too, `failure.json`; what failed for now comes again.
"""

import logging
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from pydantic import TypeAdapter

from derivations.bootstrap import Workshop, workshop
from derivations.making import make_copy
from derivations.searching import search_faces
from derivations.watch import Watch
from sightline.domain.bare_copy import bare_prefix
from sightline.domain.copy import (
    CopyTooLongError,
    FilmTooLargeError,
    MasterAlteredError,
    MasterUnreadableError,
    NothingToCopyError,
    TurnUnknownError,
    derivation_key,
    failure_key,
    progress_key,
)
from sightline.domain.errors import SightlineError
from sightline.domain.face_track import faces_key
from sightline.messages.copies import CopiedFile, CopyFailure, CopyJob, CopyProgress, Derivation
from sightline.messages.faces import FaceJob, FacesFound

MOST_TRIES = 3
TIME_TO_SAY_SO_SECONDS = 20.0
"""What is left for the outcome once a copy has taken too long."""

FINAL = (
    MasterAlteredError,
    MasterUnreadableError,
    NothingToCopyError,
    CopyTooLongError,
    FilmTooLargeError,
    TurnUnknownError,
)

Job = CopyJob | FaceJob
JOBS: TypeAdapter[Job] = TypeAdapter(Job)

log = logging.getLogger("sightline.derivations")
log.setLevel(logging.INFO)


class Context(Protocol):
    """What Lambda says of a run, as far as we need it."""

    def get_remaining_time_in_millis(self) -> int:
        """Return how long the run may still last."""
        ...


def derive(event: Mapping[str, Any], context: Context) -> None:
    """Make the copy that the queue's message names; raise, so that it comes again, where that may help."""
    seconds = context.get_remaining_time_in_millis() / 1000 - TIME_TO_SAY_SO_SECONDS
    for record in event["Records"]:
        job = JOBS.validate_json(record["body"])
        tries = int(record["attributes"]["ApproximateReceiveCount"])
        run_job(job, workshop(), seconds, is_last=tries >= MOST_TRIES)


def run_job(job: Job, shop: Workshop, seconds: float, *, is_last: bool) -> None:
    """Make a copy, or look for faces, and leave what came of it or, if nothing can, why."""
    try:
        key, outcome = _do(job, shop, _begin(job, shop, seconds))
    except FINAL as failure:
        _fail(job, shop, failure)
    except Exception:
        log.exception("a job failed", extra={"target": job.target})
        if not is_last:
            raise
        _fail(job, shop, SightlineError())
    else:
        shop.copies.put_outcome(key, outcome.model_dump_json().encode())
        log.info("a job is done", extra={"target": job.target})


def _begin(job: Job, shop: Workshop, seconds: float) -> Watch:
    def tell(share: float) -> None:
        body = CopyProgress(progress=share).model_dump_json().encode()
        shop.copies.put_progress(progress_key(job.target), body)

    tell(0.0)
    return Watch(tell, seconds)


def _do(job: Job, shop: Workshop, watch: Watch) -> tuple[str, Derivation | FacesFound]:
    """Return what came of a job, and the key that it is kept under."""
    if isinstance(job, FaceJob):
        return faces_key(job.target), _search(job, shop, watch)
    return derivation_key(bare_prefix(job.target)), _make(job, shop, watch)


def _make(job: CopyJob, shop: Workshop, watch: Watch) -> Derivation:
    def keep(path: Path, file: CopiedFile) -> None:
        shop.copies.put_file(bare_prefix(job.target) + file.file, path, file.media_type, file.sha256)

    with TemporaryDirectory() as folder:
        return make_copy(job, shop.masters, Path(folder), keep, watch)


def _search(job: FaceJob, shop: Workshop, watch: Watch) -> FacesFound:
    from derivations.faces import find_boxes, name_detector  # noqa: PLC0415 - what makes copies needs no detector

    with TemporaryDirectory() as folder:
        return search_faces(job, shop.masters, Path(folder), watch, find_boxes, name_detector())


def _fail(job: Job, shop: Workshop, failure: SightlineError) -> None:
    key = failure.key if isinstance(failure, MasterAlteredError | MasterUnreadableError) else None
    log.warning("a job cannot be done", extra={"target": job.target, "code": failure.code})
    body = CopyFailure(code=failure.code, text=failure.detail, key=key).model_dump_json().encode()
    shop.copies.put_outcome(failure_key(job.target), body)
