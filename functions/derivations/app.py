"""Lambda function derivations: makes the copies that its queue asks for, and leaves beside each how it came about.

It has no network but to S3. What can never be done is an outcome too, `failure.json`; what failed for now comes again.
"""

import logging
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from derivations.bootstrap import Workshop, workshop
from derivations.making import make_copy
from derivations.watch import Watch
from sightline.domain.copy import (
    CopyTooLongError,
    FilmTooLargeError,
    MasterAlteredError,
    MasterUnreadableError,
    NothingToCopyError,
    derivation_key,
    failure_key,
    progress_key,
)
from sightline.domain.errors import SightlineError
from sightline.messages.copies import CopiedFile, CopyFailure, CopyJob, CopyProgress, Derivation

MOST_TRIES = 3
TIME_TO_SAY_SO_SECONDS = 20.0
"""What is left for the outcome once a copy has taken too long."""

FINAL = (MasterAlteredError, MasterUnreadableError, NothingToCopyError, CopyTooLongError, FilmTooLargeError)

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
        job = CopyJob.model_validate_json(record["body"])
        tries = int(record["attributes"]["ApproximateReceiveCount"])
        run_job(job, workshop(), seconds, is_last=tries >= MOST_TRIES)


def run_job(job: CopyJob, shop: Workshop, seconds: float, *, is_last: bool) -> None:
    """Make a copy, and leave its derivation or, if it cannot be made, why."""
    try:
        derivation = _make(job, shop, seconds)
    except FINAL as failure:
        _fail(job, shop, failure)
    except Exception:
        log.exception("a copy failed", extra={"copy_id": job.copy_id})
        if not is_last:
            raise
        _fail(job, shop, SightlineError())
    else:
        shop.copies.put_outcome(derivation_key(job.target), derivation.model_dump_json().encode())
        log.info("a copy was made", extra={"copy_id": job.copy_id, "files": len(derivation.files)})


def _make(job: CopyJob, shop: Workshop, seconds: float) -> Derivation:
    def keep(path: Path, file: CopiedFile) -> None:
        shop.copies.put_file(job.target + file.file, path, file.media_type, file.sha256)

    def tell(share: float) -> None:
        body = CopyProgress(progress=share).model_dump_json().encode()
        shop.copies.put_progress(progress_key(job.target), body)

    tell(0.0)
    with TemporaryDirectory() as folder:
        return make_copy(job, shop.masters, Path(folder), keep, Watch(tell, seconds))


def _fail(job: CopyJob, shop: Workshop, failure: SightlineError) -> None:
    key = failure.key if isinstance(failure, MasterAlteredError | MasterUnreadableError) else None
    log.warning("a copy cannot be made", extra={"copy_id": job.copy_id, "code": failure.code})
    body = CopyFailure(code=failure.code, text=failure.detail, key=key).model_dump_json().encode()
    shop.copies.put_outcome(failure_key(job.target), body)
