"""Slows down whoever tries tokens that do not exist; a token that does exist is never held up."""

import hashlib
from datetime import timedelta

from sightline.domain.errors import TooManyRequestsError
from sightline.ports import Clock, TokenStore

GUESSES_PER_MINUTE = 30
"""From one address. People mistype nothing here, so this is far more than a family behind one router needs."""


def count_guess(tokens: TokenStore, clock: Clock, address: str) -> None:
    """Count one more unknown token from an address, or raise TooManyRequestsError."""
    digest = hashlib.sha256(address.encode()).hexdigest()
    if not tokens.count(f"guess#{digest}#{clock.now():%Y-%m-%dT%H:%M}", GUESSES_PER_MINUTE, timedelta(minutes=5)):
        raise TooManyRequestsError
