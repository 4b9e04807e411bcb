"""Where the function's adapters meet: the derived bucket, and the key that signs credentials."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from provenance.embedding import Issuer
from sightline.adapters import aws
from sightline.adapters.bare_copy_store import S3BareCopyStore
from sightline.adapters.copy_store import s3_for_copies
from sightline.adapters.signer import KmsSigner
from sightline.config import Settings, read_settings, required
from sightline.ports import CopyWriter


class CopyStore(CopyWriter, Protocol):
    """The derived bucket, as far as this function may use it."""

    def read_object(self, key: str) -> bytes | None:
        """Return a document's bytes, or None if there is none."""
        ...

    def fetch_file(self, key: str, path: Path) -> str | None:
        """Write an object to a file and return its SHA-256 (hex); None if there is none."""
        ...

    def delete(self, key: str) -> None:
        """Delete an object."""
        ...


@dataclass(frozen=True)
class Office:
    """Where copies lie, and in whose name they get credentials; in nobody's where no certificate is set."""

    copies: CopyStore
    issuer: Issuer | None


@cache
def office() -> Office:
    """Return the deployment's; a warm function keeps its clients."""
    settings = read_settings()
    return Office(S3BareCopyStore(s3_for_copies(), required(settings, "derived_bucket")), _issuer(settings))


def _issuer(settings: Settings) -> Issuer | None:
    if not settings.provenance_chain:
        return None
    signer = KmsSigner(aws.kms(), required(settings, "provenance_key_id"))
    return Issuer(signer.sign, settings.provenance_chain, settings.timestamp_url)
