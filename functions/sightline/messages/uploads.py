"""Files that officers bring in and citizens send: what the browser asks and is told, part by part."""

from typing import Annotated

from pydantic import Field, StringConstraints

from sightline.domain.invite import RetentionCategory
from sightline.domain.upload import MOST_BYTES, UploadState
from sightline.messages.base import Identifier, Instant, Model, Sha256
from sightline.messages.views import SentFileView

FileName = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^/\\\x00-\x1f\x7f]+$")]
"""The file's own name, without a path."""
FileBytes = Annotated[int, Field(strict=True, ge=1, le=MOST_BYTES)]
IncidentRef = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class UploadRequest(Model):
    """An officer brings in a file."""

    incident_ref: IncidentRef
    file_name: FileName
    bytes: FileBytes
    captured_at: Instant | None = None
    """When it was recorded, if the officer knows."""
    retention_category: RetentionCategory = RetentionCategory.NOT_EVIDENTIAL


class FileRequest(Model):
    """A citizen sends a file. The same one again, by all three, is the one that is on its way already."""

    file_name: FileName
    bytes: FileBytes
    modified_at: Instant
    """When it was last changed, by the phone's clock."""


class FileStanding(Model):
    """How far a file is. `stored` names the parts that need not be sent again, counted from 1."""

    upload_id: Identifier
    file_name: str
    bytes: int
    part_bytes: int
    part_count: int
    stored: list[int]
    state: UploadState
    refusal: str | None
    """The code of why it was refused."""
    refusal_text: str | None


class UploadView(FileStanding):
    """The same as an officer sees it."""

    incident_ref: str


class SentFiles(Model):
    """What a citizen has begun to send in a session, in the order chosen."""

    files: list[SentFileView]
    closes_at: Instant | None
    """When no more is taken; None while the session runs."""


class PartRequest(Model):
    """The browser wants to send a part."""

    number: Annotated[int, Field(strict=True, ge=1)]
    sha256: Sha256


class PartAddress(Model):
    """Where to PUT exactly these bytes within 15 minutes, and with which headers."""

    url: str
    headers: dict[str, str]


class UploadCompletion(Model):
    """All parts are there; this is the SHA-256 of the whole file as the browser has read it."""

    sha256: Sha256
