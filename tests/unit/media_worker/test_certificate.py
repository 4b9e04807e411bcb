"""A handshake comes about with either kind of certificate at the other end."""

# ruff: noqa: SLF001 - what certificate.py overrides is what is tested here

import inspect
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from aiortc import RTCDtlsFingerprint, RTCDtlsTransport
from aiortc.rtcdtlstransport import SRTP_PROFILES
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from OpenSSL import SSL

from media_worker.certificate import Certificate, is_named


def make_rsa_key() -> rsa.RSAPrivateKey:
    """Make a key as GStreamer does."""
    return rsa.generate_private_key(65_537, 2048)


def make_ec_key() -> ec.EllipticCurvePrivateKey:
    """Make a key as browsers do."""
    return ec.generate_private_key(ec.SECP256R1())


def make_peer(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> SSL.Connection:
    """Make somebody who waits for our handshake, with a certificate of that key."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "peer")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    now = datetime.now(UTC)
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    context = SSL.Context(SSL.DTLS_METHOD)
    context.use_certificate(builder.sign(key, hashes.SHA256()))
    context.use_privatekey(key)
    context.set_tlsext_use_srtp(SRTP_PROFILES[0].openssl_profile)
    peer = SSL.Connection(context)
    peer.set_accept_state()
    return peer


@pytest.mark.parametrize("make_key", [make_ec_key, make_rsa_key])
def test_we_can_begin_a_handshake(make_key: Callable[[], rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey]) -> None:
    """Both ends come to the same keys for the media."""
    ours = SSL.Connection(Certificate.generateCertificate()._create_ssl_context(SRTP_PROFILES))
    ours.set_connect_state()
    theirs = make_peer(make_key())
    for _ in range(4):
        for sender, receiver in ((ours, theirs), (theirs, ours)):
            with suppress(SSL.WantReadError):
                sender.do_handshake()
            with suppress(SSL.WantReadError):
                while True:
                    receiver.bio_write(sender.bio_read(4096))
    label = b"EXTRACTOR-dtls_srtp"
    assert ours.export_keying_material(label, 60) == theirs.export_keying_material(label, 60)


def test_contract_a_transport_asks_its_certificate_for_the_context() -> None:
    """`RTCDtlsTransport` takes what `_create_ssl_context` makes, and `generateCertificate` makes our own kind."""
    assert "._create_ssl_context(" in inspect.getsource(RTCDtlsTransport)
    assert type(Certificate.generateCertificate()) is Certificate


def test_a_certificate_is_known_by_its_fingerprint() -> None:
    """However a description writes it; one by another function says nothing."""
    ours, other = Certificate.generateCertificate(), Certificate.generateCertificate()
    shown = ours._cert
    (mark,) = (each for each in ours.getFingerprints() if each.algorithm == "sha-256")
    assert is_named(shown, [*other.getFingerprints(), RTCDtlsFingerprint("SHA-256", mark.value.lower())])
    assert not is_named(shown, other.getFingerprints())
    assert not is_named(shown, [RTCDtlsFingerprint("sha-1", mark.value)])
