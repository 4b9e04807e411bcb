"""The two words by which a caller knows the force's own link from a scam: read out, and shown by the page."""

from sightline.domain.spoken_words import WORDS


def choose_spoken_code(number: int) -> str:
    """Return two words for a number of at least 16 random bits; every pair is equally likely."""
    first, second = divmod(number % len(WORDS) ** 2, len(WORDS))
    return f"{WORDS[first]} {WORDS[second]}"
