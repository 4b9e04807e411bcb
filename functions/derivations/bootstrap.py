"""Where the function's adapters meet: the evidence bucket to read from, the derived one to write to."""

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from derivations.masters import Masters
from sightline.adapters.copy_store import S3CopyStore, s3_for_copies
from sightline.adapters.evidence_store import S3EvidenceStore
from sightline.config import read_settings, required
from sightline.ports import CopyWriter


class CopyStore(CopyWriter, Protocol):
    """The derived bucket, as far as this function may use it."""

    def put_progress(self, key: str, body: bytes) -> None:
        """Store a document in place of what stood there before."""
        ...


@dataclass(frozen=True)
class Workshop:
    """What copies are made of, and where they go."""

    masters: Masters
    copies: CopyStore


@cache
def workshop() -> Workshop:
    """Return the deployment's; a warm function keeps its clients."""
    settings, client = read_settings(), s3_for_copies()
    masters = S3EvidenceStore(client, client, required(settings, "evidence_bucket"))
    return Workshop(masters, S3CopyStore(client, required(settings, "derived_bucket")))
