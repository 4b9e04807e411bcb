"""Signs what the bucket is to vouch for: a document and a seal over it, side by side.

Signing may run twice, and at the same time: the first document and the first seal in the bucket stand,
and every later run takes them for its own.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import rfc8785

from sightline.domain.errors import StoreUnavailableError
from sightline.domain.instant import write_instant
from sightline.ports import Clock, EvidenceStore, Signer

Document = Mapping[str, object]


class Signing(Protocol):
    """The ports that signing needs."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...

    @property
    def signer(self) -> Signer:
        """Who signs seals."""
        ...


@dataclass(frozen=True)
class Signed:
    """A manifest and its seal, byte for byte as they lie in the bucket."""

    manifest: bytes
    seal: bytes


def sign_manifest(signing: Signing, session_id: str, prefix: str, manifest: Document) -> Signed:
    """Store `{prefix}manifest.json` and `{prefix}seal.json`; return what stands there."""
    body = put_or_read(signing.evidence, f"{prefix}manifest.json", manifest)
    said = {
        "session_id": session_id,
        "manifest_sha256": sha256(body).hexdigest(),
        "sealed_at": write_instant(signing.clock.now()),
    }
    return Signed(body, put_or_read(signing.evidence, f"{prefix}seal.json", sign_statement(signing.signer, said)))


def sign_statement(signer: Signer, said: Document) -> Document:
    """Return what is said as one canonical line (RFC 8785), with its signature and the key that checks it."""
    statement = write_canonical(said)
    key_id, public_key = signer.public_key()
    return {
        "statement": statement.decode(),
        "signature": b64encode(signer.sign(statement)).decode(),
        "key_id": key_id,
        "public_key": public_key,
    }


def put_or_read(evidence: EvidenceStore, key: str, document: Document) -> bytes:
    """Store a document in its one canonical form, or return the one that stands there."""
    body = write_canonical(document)
    if evidence.put_once(key, body, "application/json"):
        return body
    earlier = evidence.read_object(key)
    if earlier is None:
        raise StoreUnavailableError
    return earlier


def write_canonical(document: Document) -> bytes:
    """Return a document in its one canonical form (RFC 8785)."""
    return rfc8785.dumps(dict(document))  # type: ignore[arg-type]  # its type of JSON does not take a mapping of objects
