"""Signs a manifest: the document and a seal over it, side by side in the bucket.

Signing may run twice, and at the same time: the first manifest and the first seal in the bucket stand,
and every later run takes them for its own.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import rfc8785

from sightline.domain.errors import StoreUnavailableError
from sightline.domain.instant import write_instant
from sightline.usecases.archive import Archive

Document = Mapping[str, object]


@dataclass(frozen=True)
class Signed:
    """A manifest and its seal, byte for byte as they lie in the bucket."""

    manifest: bytes
    seal: bytes


def sign_manifest(archive: Archive, session_id: str, prefix: str, manifest: Document) -> Signed:
    """Store `{prefix}manifest.json` and `{prefix}seal.json`; return what stands there."""
    body = _put_or_read(archive, f"{prefix}manifest.json", manifest)
    return Signed(body, _put_or_read(archive, f"{prefix}seal.json", _seal(archive, session_id, body)))


def _seal(archive: Archive, session_id: str, manifest: bytes) -> Document:
    said = {
        "session_id": session_id,
        "manifest_sha256": sha256(manifest).hexdigest(),
        "sealed_at": write_instant(archive.clock.now()),
    }
    statement = rfc8785.dumps(said)
    key_id, public_key = archive.signer.public_key()
    return {
        "statement": statement.decode(),
        "signature": b64encode(archive.signer.sign(statement)).decode(),
        "key_id": key_id,
        "public_key": public_key,
    }


def _put_or_read(archive: Archive, key: str, document: Document) -> bytes:
    """Store a document in its one canonical form (RFC 8785), or return the one that stands there."""
    body = rfc8785.dumps(dict(document))  # type: ignore[arg-type]  # its type of JSON does not take a mapping of objects
    if archive.evidence.put_once(key, body, "application/json"):
        return body
    earlier = archive.evidence.read_object(key)
    if earlier is None:
        raise StoreUnavailableError
    return earlier
