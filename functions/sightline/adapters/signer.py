"""Signer: a KMS key on curve NIST P-256 whose private half never leaves KMS."""

from base64 import b64encode
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


class KmsSigner:
    """Signs with one key."""

    def __init__(self, client: "KMSClient", key_id: str) -> None:
        """Take the client and the key's id or ARN."""
        self._client = client
        self._key_id = key_id

    def sign(self, statement: bytes) -> bytes:
        """Return the DER signature; KMS hashes the statement itself."""
        answer = self._client.sign(
            KeyId=self._key_id, Message=statement, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256"
        )
        return answer["Signature"]

    def verify(self, statement: bytes, signature: bytes) -> bool:
        """Say whether this key has signed; KMS raises an error of its own where it has not."""
        try:
            answer = self._client.verify(
                KeyId=self._key_id,
                Message=statement,
                MessageType="RAW",
                Signature=signature,
                SigningAlgorithm="ECDSA_SHA_256",
            )
        except self._client.exceptions.KMSInvalidSignatureException:
            return False
        return answer["SignatureValid"]

    def public_key(self) -> tuple[str, str]:
        """Return (key ARN, public key as PEM, RFC 7468), asked for once: a key's material never changes."""
        return self._public_key

    @cached_property
    def _public_key(self) -> tuple[str, str]:
        answer = self._client.get_public_key(KeyId=self._key_id)
        encoded = b64encode(answer["PublicKey"]).decode()
        lines = [encoded[start : start + 64] for start in range(0, len(encoded), 64)]
        return answer["KeyId"], "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])
