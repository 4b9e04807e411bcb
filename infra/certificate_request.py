"""`python -m infra.certificate_request "Example Police"`: asks an authority for the certificate of copies' credentials.

Prints a request (PKCS #10, RFC 2986) in PEM, signed by the key that KMS keeps. It reads SIGHTLINE_PROVENANCE_KEY_ID, as
function `provenance` does, and needs the rights `kms:GetPublicKey` and `kms:Sign`.
"""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_public_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from sightline.adapters import aws
from sightline.adapters.signer import KmsSigner
from sightline.config import read_settings, required


class DistantKey(ec.EllipticCurvePrivateKey):
    """A private key that stays where it is, and signs there."""

    def __init__(self, public_key: ec.EllipticCurvePublicKey, sign: Callable[[bytes], bytes]) -> None:
        """Take its public half, and what returns a DER signature with SHA-256."""
        self._public_key = public_key
        self._sign = sign

    def sign(self, data: Any, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        """Have something signed."""
        if not isinstance(signature_algorithm.algorithm, hashes.SHA256):
            self._refuse()
        return self._sign(bytes(data))

    def public_key(self) -> ec.EllipticCurvePublicKey:
        """Return its public half."""
        return self._public_key

    @property
    def curve(self) -> ec.EllipticCurve:
        """What it is a point on."""
        return self._public_key.curve

    @property
    def key_size(self) -> int:
        """Return its bits."""
        return self._public_key.key_size

    def exchange(self, *_: object) -> bytes:
        """Refuse: it signs, and that is all."""
        self._refuse()

    def private_numbers(self) -> ec.EllipticCurvePrivateNumbers:
        """Refuse: nobody has them."""
        self._refuse()

    def private_bytes(self, *_: object) -> bytes:
        """Refuse: nobody has them."""
        self._refuse()

    def __copy__(self) -> "DistantKey":
        """Return itself, which never changes."""
        return self

    def __deepcopy__(self, _memo: object) -> "DistantKey":
        """Return itself, which never changes."""
        return self

    def _refuse(self) -> NoReturn:
        message = "This key signs with ECDSA and SHA-256, and does nothing else."
        raise NotImplementedError(message)


def write_request(key: DistantKey, organisation: str) -> str:
    """Return a request in PEM, with the uses that C2PA wants of a certificate."""
    parts = {NameOID.COUNTRY_NAME: "GB", NameOID.ORGANIZATION_NAME: organisation, NameOID.COMMON_NAME: "Sightline"}
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in parts.items()])
    uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    request = x509.CertificateSigningRequestBuilder(name).add_extension(uses, critical=False)
    return request.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


def main() -> int:
    """Print the request for the force that is named."""
    if len(sys.argv) != 2:  # noqa: PLR2004 the program's name and the force's
        sys.stderr.write('Name the force, as in: python -m infra.certificate_request "Example Police"\n')
        return 1
    signer = KmsSigner(aws.kms(), required(read_settings(), "provenance_key_id"))
    public_key = load_pem_public_key(signer.public_key()[1].encode())
    if not isinstance(public_key, ec.EllipticCurvePublicKey):
        sys.stderr.write("The key of SIGHTLINE_PROVENANCE_KEY_ID does not sign by ECDSA.\n")
        return 1
    sys.stdout.write(write_request(DistantKey(public_key, signer.sign), sys.argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
