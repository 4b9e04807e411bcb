"""The two words by which a caller knows the force's own link from a scam: read out, and shown by the page."""

import hashlib

from sightline.domain.spoken_words import WORDS


def choose_spoken_code(random: str) -> str:
    """Return two words for a random text; every pair is equally likely, as there are 256 words for a byte."""
    first, second = hashlib.sha256(random.encode()).digest()[:2]
    return f"{WORDS[first]} {WORDS[second]}"
