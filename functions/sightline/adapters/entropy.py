"""The machine's randomness."""

import secrets


class SystemEntropy:
    """An Entropy: the operating system's generator."""

    def token(self, bits: int = 128) -> str:
        """Return that many random bits, rounded up to bytes, as base64url without padding."""
        return secrets.token_urlsafe(-(-bits // 8))
