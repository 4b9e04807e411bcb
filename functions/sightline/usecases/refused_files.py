"""Lets go of files that were refused: they are no evidence, so nothing keeps them once the store's lock has ended.

The lock itself stays as it is for everything: whoever can have a file refused must not be able to make it vanish. What
goes is named in a report of its own before it goes, one a force and night.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from sightline.domain.errors import NotFoundError
from sightline.domain.instant import write_instant
from sightline.domain.object_version import Stretch
from sightline.domain.period import Period
from sightline.domain.retention import RetentionRules
from sightline.domain.upload import LONGEST_ON_ITS_WAY, Upload, UploadState
from sightline.ports import Clock, EvidenceStore, MaterialQueue, ObjectLocks, UploadStore
from sightline.usecases.signing import put_or_read

FORMAT = "sightline-refused-files/1"

log = logging.getLogger(__name__)


class Clearing(Protocol):
    """The ports of what both the nightly job and a disposal need."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def uploads(self) -> UploadStore:
        """What is on its way in, and what was refused."""
        ...


class RefusalNight(Clearing, Protocol):
    """The ports of the nightly job."""

    @property
    def retention(self) -> RetentionRules:
        """The force's rules."""
        ...

    @property
    def evidence(self) -> EvidenceStore:
        """Where reports lie."""
        ...

    @property
    def disposal_queue(self) -> MaterialQueue:
        """What is to go now."""
        ...


class Discarding(Clearing, Protocol):
    """The ports of deleting."""

    @property
    def locks(self) -> ObjectLocks:
        """The evidence's locks."""
        ...


def report_refused(night: RefusalNight) -> None:
    """Name the refused files whose lock has ended, and ask for them to go."""
    going: dict[str, list[Upload]] = defaultdict(list)
    for upload in night.uploads.list_refused():
        if _is_due(night, upload):
            going[upload.force_id].append(upload)
    for force_id, uploads in going.items():
        _report(night, force_id, uploads)
        for upload in uploads:
            night.disposal_queue.put(Stretch(upload.upload_id))


def discard_refused(discarding: Discarding, upload_id: str) -> bool:
    """Delete a refused file unless the store still locks it; return whether the id is that of a refused file."""
    try:
        upload = discarding.uploads.get(upload_id)
    except NotFoundError:
        return False
    if upload.state is not UploadState.REFUSED:
        return False
    versions = list(discarding.locks.list_versions(upload.prefix))
    locked_until = discarding.locks.locked_until(versions)
    if locked_until is None or locked_until <= discarding.clock.now():
        discarding.locks.delete(versions)
        discarding.uploads.remove(upload_id)
        log.info("refused file deleted", extra={"upload_id": upload_id, "bytes": upload.byte_count})
    return True


def _is_due(night: RefusalNight, upload: Upload) -> bool:
    arrived_by = (upload.created_at + LONGEST_ON_ITS_WAY).date()
    return Period(days=1).after(night.retention.lock.after(arrived_by)) <= night.clock.now().date()


def _report(night: RefusalNight, force_id: str, uploads: Iterable[Upload]) -> None:
    day = night.clock.now().date().isoformat()
    lines = [
        {
            "upload_id": upload.upload_id,
            "bytes": upload.byte_count,
            "refusal": upload.refusal,
            "created_at": write_instant(upload.created_at),
        }
        for upload in uploads
    ]
    said = {"format": FORMAT, "force_id": force_id, "day": day, "count": len(lines), "refused": lines}
    put_or_read(night.evidence, f"{force_id}/disposals/{day}-refused.json", said)
    log.info("refused files go", extra={"count": len(lines)})
