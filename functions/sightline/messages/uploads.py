"""Files that officers bring in: what the browser asks and is told, part by part."""

from typing import Annotated

from pydantic import Field, StringConstraints

from sightline.domain.invite import RetentionCategory
from sightline.domain.upload import MOST_BYTES, UploadState
from sightline.messages.base import Identifier, Instant, Model
from sightline.messages.originals import Sha256

FileName = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^/\\\x00-\x1f\x7f]+$")]
"""The file's own name, without a path."""


IncidentRef = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class UploadRequest(Model):
    """An officer brings in a file."""

    incident_ref: IncidentRef
    file_name: FileName
    bytes: Annotated[int, Field(strict=True, ge=1, le=MOST_BYTES)]
    captured_at: Instant | None = None
    """When it was recorded, if the officer knows."""
    retention_category: RetentionCategory = RetentionCategory.NOT_EVIDENTIAL


class UploadView(Model):
    """How far a file is. `stored` names the parts that need not be sent again, counted from 1."""

    upload_id: Identifier
    incident_ref: str
    file_name: str
    bytes: int
    part_bytes: int
    part_count: int
    stored: list[int]
    state: UploadState
    refusal: str | None
    """The code of why it was refused."""
    refusal_text: str | None


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


class FileAddress(Model):
    """Where to fetch a file for the next 60 seconds; it is saved, not shown."""

    url: str
