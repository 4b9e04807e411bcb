"""Randomness that comes out the same in every run."""

import base64
import hashlib
from dataclasses import dataclass, field
from itertools import count


@dataclass
class CountedEntropy:
    """An Entropy: the hashes of 0, 1, 2 ..."""

    numbers: "count[int]" = field(default_factory=count)

    def token(self, bits: int = 128) -> str:
        """Return the next token."""
        digest = hashlib.sha256(str(next(self.numbers)).encode()).digest()
        return base64.urlsafe_b64encode(digest[: bits // 8]).decode().rstrip("=")
