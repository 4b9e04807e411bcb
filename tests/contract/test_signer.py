"""What every Signer does."""

from typing import Any

import boto3
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from sightline.adapters.signer import KmsSigner
from sightline.ports import Signer
from tests.fakes.evidence import SignerInMemory


@pytest.fixture(params=["memory", "kms"])
def signer(request: pytest.FixtureRequest) -> Signer:
    """Return a signer of each kind."""
    if request.param == "memory":
        return SignerInMemory()
    request.getfixturevalue("aws")
    client: Any = boto3.client("kms", region_name="eu-west-2")
    key = client.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    return KmsSigner(client, key["KeyMetadata"]["KeyId"])


def test_signs_what_its_public_key_verifies(signer: Signer) -> None:
    """Whoever has the public key can check the signature without us."""
    signature = signer.sign(b"a statement")

    key_id, pem = signer.public_key()
    key = load_pem_public_key(pem.encode())
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp256r1"
    key.verify(signature, b"a statement", ec.ECDSA(hashes.SHA256()))
    assert key_id


def test_knows_its_own_signature(signer: Signer) -> None:
    """Another statement, another signature and another key's are none."""
    signature = signer.sign(b"a statement")
    assert signer.verify(b"a statement", signature)
    assert not signer.verify(b"another statement", signature)
    assert not signer.verify(b"a statement", SignerInMemory().sign(b"a statement"))
