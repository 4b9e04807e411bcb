"""Secrets that are known by their hash."""

import hashlib

from sightline.domain.token import hash_token


def test_a_hash_is_sha256_in_hex() -> None:
    """Stores, authorizers and tests must agree on it."""
    assert hash_token("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert hash_token("ŵ") == hashlib.sha256(b"\xc5\xb5").hexdigest()
