"""A request for a certificate is signed by a key that stays where it is."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from infra.certificate_request import DistantKey, write_request
from tests.fakes.evidence import SignerInMemory


def _distant(signer: SignerInMemory) -> DistantKey:
    return DistantKey(signer.key.public_key(), signer.sign)


def test_an_authority_can_check_the_request() -> None:
    """It names the force and the key, and the key has signed it."""
    signer = SignerInMemory()
    request = x509.load_pem_x509_csr(write_request(_distant(signer), "Example Police").encode())
    assert request.is_signature_valid
    assert request.public_key() == signer.key.public_key()
    (named,) = request.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    assert named.value == "Example Police"


def test_the_key_signs_in_one_way_only() -> None:
    """What KMS would do otherwise is refused before it is asked."""
    with pytest.raises(NotImplementedError, match="SHA-256"):
        _distant(SignerInMemory()).sign(b"", ec.ECDSA(hashes.SHA384()))
