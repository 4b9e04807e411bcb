"""What the outside must offer to the use cases, as Protocols; adapters and fakes implement them.

Every write that can race is conditional, and says so by returning whether it won.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sightline.domain.fragment import FragmentName


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Entropy(Protocol):
    """Where randomness comes from."""

    def token(self, bits: int = 128) -> str:
        """Return that many random bits as base64url without padding."""
        ...


class FragmentStore(Protocol):
    """Where a worker puts what it records. All calls block; they raise StoreUnavailableError if it fails.

    Storing is idempotent: an object that already stands under its key with the same SHA-256 counts
    as stored; nothing is ever overwritten.
    """

    def put_fragment(self, name: FragmentName, body: bytes, notes: dict[str, str]) -> None:
        """Store a fragment under its key, locked, with `notes` as object metadata (ASCII, 2 KB)."""
        ...

    def put_object(self, key: str, body: bytes, content_type: str) -> None:
        """Store an initialisation segment or a finish note, locked."""
        ...




class EvidenceStore(Protocol):
    """What the evidence functions read from and write to the bucket."""

    def list_keys(self, prefix: str) -> Iterable[str]:
        """Return all keys under a prefix, in order."""
        ...

    def read_digests(self, keys: Sequence[str]) -> dict[str, tuple[str, int, dict[str, str]]]:
        """Return (SHA-256 in hex, bytes, notes) of each key as the store has verified them."""
        ...

    def read_object(self, key: str) -> bytes | None:
        """Return a small object's bytes, or None if there is none."""
        ...

    def put_once(self, key: str, body: bytes, content_type: str) -> bool:
        """Store an object, locked, unless there is one already; return whether this call stored it."""
        ...

    def presign(self, key: str, life: timedelta) -> str:
        """Return a URL by which a browser can fetch the object until `life` is over."""
        ...


class Signer(Protocol):
    """Signs seals: ECDSA P-256 with SHA-256 over at most 4,096 bytes."""

    def sign(self, statement: bytes) -> bytes:
        """Return the DER signature."""
        ...

    def public_key(self) -> tuple[str, str]:
        """Return (key id, public key as PEM)."""
        ...


__all__ = [
    "Clock",
    "Entropy",
    "EvidenceStore",
    "FragmentStore",
    "Signer",
]
