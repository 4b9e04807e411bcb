"""A bundle: what is handed to a court, as a BagIt folder (RFC 8493) in a zip. Its names and its lists are made here.

The layout is written down in `evidence/README.md`; `bundles/verify.py` checks it without any of this.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sightline.domain.bare_copy import is_bare

MOST_BYTES = 50 * 1024**3
"""What can be packed within a function's quarter of an hour, at 60 MB/s and more."""
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ROOT = re.compile(r"/roots/(?P<day>\d{4}-\d\d-\d\d)\.(json|seal\.json|tsr)\Z", re.ASCII)
_UNFINISHED = "progress.json"


class BundleState(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class Bundle:
    """What was asked for, and how far it has come."""

    bundle_id: str
    force_id: str
    material_id: str
    reason: str
    include_copies: bool
    asked_at: datetime
    asked_by: str
    """The participant's id."""
    asked_by_name: str
    exported_as: int
    """The entry of the material's chain that tells of it; the bundle holds it."""
    state: BundleState = BundleState.WAITING
    progress: float = 0.0
    """Of the bytes, from 0 to 1."""
    byte_count: int | None = None
    """Of the zip, once it is ready."""
    failure: str | None = None
    """The code of the error that ended it."""


@dataclass(frozen=True)
class StoredObject:
    """An object of a bucket."""

    key: str
    byte_count: int


@dataclass(frozen=True)
class Member:
    """A file on its way into the zip. Its bytes come once, while it is written."""

    name: str
    chunks: Iterable[bytes]


def zip_key(force_id: str, bundle_id: str) -> str:
    """Name a bundle's zip in the derived bucket."""
    return f"{bundle_prefix(force_id, bundle_id)}zip"


def state_key(force_id: str, bundle_id: str) -> str:
    """Name what says how far a bundle has come, beside it."""
    return f"{bundle_prefix(force_id, bundle_id)}json"


def bundle_prefix(force_id: str, bundle_id: str) -> str:
    """Name the beginning of both keys."""
    return f"{force_id}/bundles/{bundle_id}."


def place_object(key: str) -> str:
    """Return where an object of the evidence bucket lies in the bag: `{force_id}/{material_id}/...`, names kept."""
    _, material_id, rest = key.split("/", 2)
    return f"data/{material_id}/objects/{rest}"


def place_copy(key: str) -> str:
    """Return where a file of a copy lies: `{force_id}/{material_id}/{copy_id}/{file}` in the derived bucket."""
    _, material_id, rest = key.split("/", 2)
    return f"data/{material_id}/copies/{rest}"


def place_root(key: str) -> str:
    """Return where a daily root, its seal or its time-stamp lies."""
    return f"data/roots/{key.rsplit('/', 1)[-1]}"


def roots_since(objects: Iterable[StoredObject], day: date) -> list[StoredObject]:
    """Return what there is of the roots from a day on."""
    found = ((each, _ROOT.search(each.key)) for each in objects)
    return [each for each, match in found if match and date.fromisoformat(match["day"]) >= day]


def finished_copies(objects: Iterable[StoredObject]) -> dict[str, list[StoredObject]]:
    """Group the files of copies by copy; those that are still being made are left out."""
    by_copy: dict[str, list[StoredObject]] = {}
    for each in (each for each in objects if not is_bare(each.key)):
        by_copy.setdefault(each.key.split("/")[2], []).append(each)
    return {
        copy_id: [each for each in files if not each.key.endswith(f"/{_UNFINISHED}")]
        for copy_id, files in by_copy.items()
        if any(each.key.endswith("/derivation.json") for each in files)
    }


def write_sums(sums: Mapping[str, str]) -> bytes:
    """Return a bag's list of SHA-256 in hex by name; line ends in names are escaped (RFC 8493, section 2.1.3)."""
    return "".join(f"{sha256}  {_escape(name)}\n" for name, sha256 in sums.items()).encode()


def write_bag_info(bundle: Bundle, byte_count: int, file_count: int, force_name: str) -> bytes:
    """Return `bag-info.txt` (RFC 8493, section 2.2.2)."""
    lines = {
        "Source-Organization": force_name,
        "External-Identifier": bundle.material_id,
        "Internal-Sender-Identifier": bundle.bundle_id,
        "Bagging-Date": bundle.asked_at.date().isoformat(),
        "Payload-Oxum": f"{byte_count}.{file_count}",
    }
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in lines.items()).encode()


def _escape(name: str) -> str:
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
