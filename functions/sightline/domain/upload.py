"""An upload: a file that an officer brings in, or a citizen sends, put into the bucket in parts by the browser itself.

{force_id}/{upload_id}/upload/master        the file, byte for byte; its own name stands in the manifest
{force_id}/{upload_id}/manifest.json and seal.json
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sightline.domain.errors import SightlineError
from sightline.domain.instant import write_instant
from sightline.domain.invite import RetentionCategory

FORMAT = "sightline-upload/1"
MOST_BYTES = 20 * 2**30
MOST_PARTS = 10_000
"""All that S3 takes."""
LONGEST_ON_ITS_WAY = timedelta(days=7)
"""From its beginning until it is decided on; then the store gives up its parts."""
_PART_STEP = 8 * 2**20


class UploadState(StrEnum):
    """Open while parts come, checked once all are there, then stored as evidence or refused for good."""

    OPEN = "open"
    CHECKING = "checking"
    STORED = "stored"
    REFUSED = "refused"


@dataclass(frozen=True)
class Upload:
    """One file on its way in."""

    upload_id: str
    force_id: str
    incident_ref: str
    file_name: str
    byte_count: int
    category: RetentionCategory
    created_at: datetime
    multipart_id: str
    """The store's own id of the file in parts."""
    officer_id: str | None = None
    """Who brings it in; None, as name and role are, where a citizen sends it."""
    officer_name: str | None = None
    officer_role: str | None = None
    session_id: str | None = None
    """The session in which a citizen sends it."""
    captured_at: datetime | None = None
    """When it was recorded, as the officer says."""
    modified_at: datetime | None = None
    """When it was last changed, as the citizen's phone says: of what a camera wrote, about when it was recorded."""
    state: UploadState = UploadState.OPEN
    sha256: str | None = None
    """Of the whole file, as the browser has computed it; None until the browser has read it to its end."""
    refusal: str | None = None
    """The code of why it was refused."""
    version: int = field(default=1, compare=False)
    """Counted up by its store with every change."""

    @property
    def prefix(self) -> str:
        """The beginning of all keys of it."""
        return f"{self.force_id}/{self.upload_id}/"

    @property
    def key(self) -> str:
        """Where the file lies."""
        return f"{self.prefix}upload/master"

    @property
    def part_bytes(self) -> int:
        """Bytes of every part but the last: 8 MiB or, of a large file, so many that the parts suffice."""
        least = -(-self.byte_count // MOST_PARTS)
        return max(1, -(-least // _PART_STEP)) * _PART_STEP

    @property
    def part_count(self) -> int:
        """How many parts there are."""
        return max(1, -(-self.byte_count // self.part_bytes))

    def bytes_of(self, number: int) -> int:
        """Return the bytes of a part, counted from 1; raise NoSuchPartError."""
        if not 1 <= number <= self.part_count:
            raise NoSuchPartError
        return min(self.part_bytes, self.byte_count - (number - 1) * self.part_bytes)

    def completed(self, sha256: str) -> "Upload":
        """Return it with all its parts there; said again, nothing changes. Raise UploadClosedError if it is decided."""
        if self.state is UploadState.OPEN:
            return replace(self, state=UploadState.CHECKING, sha256=sha256)
        self.require_undecided()
        return self

    def decided(self, refusal: str | None) -> "Upload":
        """Return it stored, or refused for that reason; what was decided once stands."""
        if self.state is not UploadState.CHECKING:
            return self
        return replace(self, state=UploadState.REFUSED if refusal else UploadState.STORED, refusal=refusal)

    def require_undecided(self) -> None:
        """Raise UploadClosedError if it is stored or refused."""
        if self.state in {UploadState.STORED, UploadState.REFUSED}:
            raise UploadClosedError


@dataclass(frozen=True)
class FileFinding:
    """What a file turned out to be."""

    media_type: str
    """As its first bytes say; application/octet-stream where they say nothing that is known."""
    is_proprietary: bool
    """Whether it is of no kind that is known here: kept as it is, to be played by its maker's own program."""


def describe_upload(upload: Upload, finding: FileFinding) -> dict[str, object]:
    """Return the manifest of an upload as JSON values: of an officer, or of a citizen's session."""
    return {
        "format": FORMAT,
        "upload_id": upload.upload_id,
        "force_id": upload.force_id,
        "incident_ref": upload.incident_ref,
        "retention_category": upload.category.value,
        "officer": _describe_officer(upload),
        "session_id": upload.session_id,
        "file_name": upload.file_name,
        "media_type": finding.media_type,
        "proprietary": finding.is_proprietary,
        "captured_at": write_instant(upload.captured_at) if upload.captured_at else None,
        "modified_at": write_instant(upload.modified_at) if upload.modified_at else None,
        "created_at": write_instant(upload.created_at),
        "object": {"key": upload.key, "bytes": upload.byte_count, "sha256": upload.sha256},
    }


def _describe_officer(upload: Upload) -> dict[str, str | None] | None:
    """Name the officer who brought it in; None where a citizen sent it in a session."""
    if upload.officer_id is None:
        return None
    return {"officer_id": upload.officer_id, "name": upload.officer_name, "role": upload.officer_role}


class UploadClosedError(SightlineError):
    """The upload is stored or refused: nothing more is taken."""

    code = "upload-closed"
    text = "This upload is finished. Begin a new one to bring in another file."


class NoSuchPartError(SightlineError):
    """The part lies beyond the file's end."""

    code = "no-such-part"
    text = "This part is not one of the file's. Begin the upload anew."


class PartsMissingError(SightlineError):
    """Not all parts are stored yet."""

    code = "parts-missing"
    text = "Parts of the file are still missing. They are sent again by themselves."


class UploadHashMismatchError(SightlineError):
    """What the store holds is not what the browser has read."""

    code = "upload-hash-mismatch"
    text = "What arrived is not the file that you chose. It was not taken as evidence. Upload it again."


class FileNotAllowedError(SightlineError):
    """The file is, or holds, something that runs."""

    code = "file-not-allowed"
    text = "This file is, or contains, a program or a web page. It was not taken as evidence."


class FileKindMismatchError(SightlineError):
    """The file's name says another kind than its first bytes."""

    code = "file-kind-mismatch"
    text = "The file is not what its name says. Give it the right ending, then upload it again."


class PictureTooLargeError(SightlineError):
    """A picture says that it has more pixels than any camera takes."""

    code = "picture-too-large"
    text = "This picture claims a size that no camera has. It was not taken as evidence."


class FileNotShownError(SightlineError):
    """It is no photograph: pages play a copy of films and sounds, and show nothing else of what was brought in."""

    code = "file-not-shown"
    text = "Only photographs are shown as they came. Have a playable copy made, or save the file."


REFUSALS = {
    error.code: error
    for error in (UploadHashMismatchError, FileNotAllowedError, FileKindMismatchError, PictureTooLargeError)
}
"""Why a file that is there can be refused, by code."""
