"""KMS signs, and anybody can check it with the public key alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from tests.conformance.conftest import Account

STATEMENT = b'{"sealed":true}'


@dataclass(frozen=True)
class Key:
    """A key that signs as the seal's does."""

    kms: Any
    key_id: str

    def sign(self, message: bytes, kind: str) -> bytes:
        """Return a signature over a message, or over its digest."""
        asked = {"KeyId": self.key_id, "Message": message, "MessageType": kind, "SigningAlgorithm": "ECDSA_SHA_256"}
        return bytes(self.kms.sign(**asked)["Signature"])

    @property
    def public(self) -> ec.EllipticCurvePublicKey:
        """The half that everybody may have."""
        key = load_der_public_key(self.kms.get_public_key(KeyId=self.key_id)["PublicKey"])
        assert isinstance(key, ec.EllipticCurvePublicKey)
        return key


@pytest.fixture(scope="module")
def key(account: Account) -> Iterator[Key]:
    """Make a key for this run; it is deleted a week later, the soonest that KMS allows."""
    kms = account.client("kms")
    key_id = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    yield Key(kms, key_id)
    kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=7)


def test_a_signature_holds_outside_of_aws(key: Key) -> None:
    """Promise: a court checks a seal with the public key and any library."""
    key.public.verify(key.sign(STATEMENT, "RAW"), STATEMENT, ec.ECDSA(SHA256()))


def test_a_changed_statement_does_not_hold(key: Key) -> None:
    """Promise: one changed byte shows."""
    signature = key.sign(STATEMENT, "RAW")
    with pytest.raises(InvalidSignature):
        key.public.verify(signature, STATEMENT + b" ", ec.ECDSA(SHA256()))


def test_a_digest_is_signed_as_it_is(account: Account, key: Key) -> None:
    """Promise: what is too large to send is signed by its SHA-256, and the signature is the statement's."""
    account.require_real("moto hashes a digest once more")
    digest = sha256(STATEMENT).digest()
    signature = key.sign(digest, "DIGEST")
    key.public.verify(signature, digest, ec.ECDSA(Prehashed(SHA256())))
    key.public.verify(signature, STATEMENT, ec.ECDSA(SHA256()))
