"""Puts credentials into a file: the one place that knows c2pa, whose parser and writer are the reference ones."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import c2pa

from provenance.claims import Claim

EMBEDDABLE = frozenset({"video/mp4", "image/png"})
"""C2PA knows no place for a manifest in WebM and Matroska."""
MOST_BYTES = 3 * 2**30
"""A bare file, its finished one and what c2pa keeps between the two lie on the function's disk of 10 GB."""

_SETTINGS = {
    "core": {"backing_store_memory_threshold_in_mb": 16},  # else half a gigabyte; hashing takes as much besides
    "builder": {"thumbnail": {"enabled": False}},  # a picture of evidence has no place in what describes it
    "verify": {"verify_after_sign": True, "verify_trust": False},  # who trusts whom is for readers to say
}


class NotIssuedError(Exception):
    """Credentials cannot be given to a file: the certificate has ended or is not the key's, or nobody signed."""

    code = "credentials-not-given"
    """In the log line that is counted, and calls somebody (`infra/stacks/provenance.py`)."""


@dataclass(frozen=True)
class Issuer:
    """In whose name credentials are given."""

    sign: Callable[[bytes], bytes]
    """Returns an ECDSA signature with SHA-256 on P-256, in DER."""
    chain: str
    """The certificate of that key, then those above it, in PEM."""
    timestamp_url: str | None = None
    """An RFC 3161 authority; without one, credentials hold for as long as the certificate does."""


def embed(claim: Claim, source: Path, target: Path, issuer: Issuer) -> None:
    """Write a file with its credentials, and read them back; raise NotIssuedError if they would not be valid."""
    try:
        _sign(claim, source, target, issuer)
    except c2pa.C2paError as error:
        raise NotIssuedError from error


def _sign(claim: Claim, source: Path, target: Path, issuer: Issuer) -> None:
    chain, authority = issuer.chain, issuer.timestamp_url
    with (
        c2pa.Context.from_dict(_SETTINGS) as context,
        c2pa.Builder(json.dumps(claim), context) as builder,
        c2pa.Signer.from_callback(issuer.sign, c2pa.C2paSigningAlg.ES256, chain, authority) as signer,
        source.open("rb") as bare,
        target.open("w+b") as finished,
    ):
        builder.sign(signer, claim["format"], bare, finished)
