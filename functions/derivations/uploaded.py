"""A file that was brought in, as its sealed manifest says, on the function's own disk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from derivations.masters import MasterReader
from sightline.domain.copy import Span, film_span
from sightline.domain.photograph import is_photograph, photograph_span
from sightline.messages.copies import SourceObject


@dataclass(frozen=True)
class UploadedFile:
    """Where it lies, what its first bytes say it is, and from when to when copies of it can be."""

    key: str
    path: Path
    media_type: str
    span: Span


def is_uploaded(manifest: Mapping[str, Any]) -> bool:
    """Say whether a manifest is of a file that was brought in: a recording's names many objects."""
    return "object" in manifest


def save_uploaded(
    manifest: Mapping[str, Any], reader: MasterReader, folder: Path, on_read: Callable[[], None]
) -> UploadedFile:
    """Write the file that a manifest names to a folder; raise MasterAlteredError or FilmTooLargeError."""
    master, media_type, path = manifest["object"], manifest["media_type"], folder / "master"
    span = _find_span(manifest, media_type)
    reader.save(SourceObject(key=master["key"], sha256=master["sha256"]), path, on_read)
    return UploadedFile(master["key"], path, media_type, span)


def _find_span(manifest: Mapping[str, Any], media_type: str) -> Span:
    said, size = manifest.get("captured_at"), manifest["object"]["bytes"]
    captured_at = datetime.fromisoformat(said) if said else None
    return photograph_span(captured_at, size) if is_photograph(media_type) else film_span(captured_at, size)
