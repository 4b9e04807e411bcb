"""An evidence bucket, a signing key and a seal queue in memory."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sightline.domain.errors import KeyTakenError
from sightline.domain.original import PieceBody
from sightline.domain.still import StillName


@dataclass
class EvidenceInMemory:
    """An EvidenceStore and a StillStore."""

    objects: dict[str, bytes] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)

    def list_keys(self, prefix: str) -> Iterable[str]:
        """Return all keys under a prefix, in order."""
        return sorted(key for key in self.objects if key.startswith(prefix))

    def read_digests(self, keys: Sequence[str]) -> dict[str, tuple[str, int, dict[str, str]]]:
        """Return digest, bytes and notes of each key."""
        return {
            key: (hashlib.sha256(self.objects[key]).hexdigest(), len(self.objects[key]), self.notes.get(key, {}))
            for key in keys
        }

    def read_object(self, key: str) -> bytes | None:
        """Return an object's bytes, or None."""
        return self.objects.get(key)

    def stream_object(self, key: str) -> Iterable[bytes]:
        """Yield an object's bytes, a few at a time."""
        body = self.objects.get(key, b"")
        return (body[start : start + 1000] for start in range(0, len(body), 1000))

    def put_once(self, key: str, body: bytes, content_type: str) -> bool:  # noqa: ARG002  the port's signature
        """Store an object unless there is one."""
        stored = key not in self.objects
        self.objects.setdefault(key, body)
        return stored

    def put_still(self, name: StillName, body: bytes, notes: dict[str, str]) -> None:
        """Store a still once."""
        if self.objects.setdefault(name.key, body) != body:
            raise KeyTakenError
        self.notes.setdefault(name.key, notes)

    def presign(self, key: str, life: timedelta) -> str:
        """Return something that looks like a presigned URL."""
        return f"https://bucket.test/{key}?life={life.total_seconds():.0f}"

    def presign_file(self, key: str, file_name: str, life: timedelta) -> str:
        """Return something that looks like a presigned URL that saves."""
        return f"https://bucket.test/{key}?name={file_name}&life={life.total_seconds():.0f}"

    def presign_piece(self, key: str, body: PieceBody, life: timedelta) -> tuple[str, dict[str, str]]:
        """Return something that looks like a presigned URL, and headers."""
        return self.presign(key, life), {"Content-Type": body.mime, "x-amz-meta-sha256": body.sha256}


@dataclass
class SignerInMemory:
    """A Signer with a key of its own."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def sign(self, statement: bytes) -> bytes:
        """Return the DER signature."""
        return self.key.sign(statement, ec.ECDSA(hashes.SHA256()))

    def verify(self, statement: bytes, signature: bytes) -> bool:
        """Say whether the key has made the signature."""
        try:
            self.key.public_key().verify(signature, statement, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True

    def public_key(self) -> tuple[str, str]:
        """Return (key id, PEM)."""
        return "key-in-memory", self._pem

    @cached_property
    def _pem(self) -> str:
        encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        return self.key.public_key().public_bytes(encoding, form).decode()


@dataclass
class SealQueueInMemory:
    """A SealQueue."""

    puts: list[tuple[str, timedelta]] = field(default_factory=list)

    def put(self, session_id: str, delay: timedelta) -> None:
        """Note who waits for a seal."""
        self.puts.append((session_id, delay))
