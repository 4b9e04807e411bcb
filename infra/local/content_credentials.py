"""A certificate for the key that signs copies' credentials, from an authority that nobody but this laptop knows.

C2PA wants a certificate for signing mail or documents, issued by an authority: none that signs itself (C2PA Technical
Specification, "X.509 Certificates").
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFE = timedelta(days=30)


class ContentAuthority:
    """An authority of a moment, whose key goes with the process."""

    def __init__(self) -> None:
        """Make its key, and its certificate by itself."""
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named("Authority for content on this laptop")
        made = _begin(self._name, self._name, self._key.public_key())
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        made = made.add_extension(_may(sign_content=False), critical=True)
        self._certificate = made.sign(self._key, hashes.SHA256())

    @property
    def pem(self) -> str:
        """What a reader has to trust."""
        return self._certificate.public_bytes(Encoding.PEM).decode()

    def certify(self, public_key: ec.EllipticCurvePublicKey, name: str = "Copies on this laptop") -> str:
        """Return a certificate for a key that may sign content, and the authority's own, in PEM."""
        made = _begin(_named(name), self._name, public_key)
        made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        made = made.add_extension(_may(sign_content=True), critical=True)
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        certificate = made.add_extension(issuer, critical=False).sign(self._key, hashes.SHA256())
        return certificate.public_bytes(Encoding.PEM).decode() + self.pem


def certify_key(authority: ContentAuthority, kms: Any, key_id: str) -> str:
    """Return a chain for a key on P-256 that KMS keeps."""
    key = load_der_public_key(kms.get_public_key(KeyId=key_id)["PublicKey"])
    if not isinstance(key, ec.EllipticCurvePublicKey):
        message = f"The key {key_id} does not sign by ECDSA."
        raise TypeError(message)
    return authority.certify(key)


def _named(name: str) -> x509.Name:
    parts = {NameOID.ORGANIZATION_NAME: "Sightline on this laptop", NameOID.COMMON_NAME: name}
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts.items()])


def _begin(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key)
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + LIFE)
    return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _may(*, sign_content: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=sign_content,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not sign_content,
        crl_sign=not sign_content,
        encipher_only=False,
        decipher_only=False,
    )
