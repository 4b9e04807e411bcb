"""The worker's certificate, with which it also speaks to peers whose own is an RSA one.

aiortc offers ECDSA alone, so that where the worker begins the handshake nobody with an RSA certificate can
answer: GStreamer, and cameras that are built on it. Relied on, with a contract test: `_create_ssl_context`.
"""

from collections.abc import Iterable

from aiortc import RTCCertificate, RTCDtlsFingerprint
from aiortc.rtcdtlstransport import SRTPProtectionProfile
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate as X509Certificate
from OpenSSL import SSL

_CIPHERS = (
    b"ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA"
    b":ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305"
)


class Certificate(RTCCertificate):
    """One for the whole process; made by `generateCertificate`."""

    def _create_ssl_context(self, srtp_profiles: list[SRTPProtectionProfile]) -> SSL.Context:
        context = super()._create_ssl_context(srtp_profiles)
        context.set_cipher_list(_CIPHERS)
        return context


def is_named(certificate: X509Certificate, fingerprints: Iterable[RTCDtlsFingerprint]) -> bool:
    """Tell whether a description names a peer's certificate (RFC 8122)."""
    shown = certificate.fingerprint(SHA256()).hex()
    named = (mark.value.replace(":", "").lower() for mark in fingerprints if mark.algorithm.lower() == "sha-256")
    return shown in named
