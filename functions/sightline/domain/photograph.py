"""A photograph that was brought in: to copies and searches it is a film of one picture that lasts a second."""

from datetime import datetime, timedelta

from sightline.domain.copy import CopyNotPossibleError, FilmTooLargeError, Span, film_span

LASTS = timedelta(seconds=1)
LARGEST = 128 * 2**20
"""Bytes: a decoder takes such a file whole, in the memory that its picture needs as well."""
DECODED = frozenset({"image/jpeg", "image/png", "image/webp", "image/tiff", "image/gif", "image/x-ms-bmp"})
"""Kinds in which faces can be hidden, by what an upload's first bytes say; of one that moves, the first picture."""


def is_photograph(media_type: str | None) -> bool:
    """Say whether a file that was brought in is a picture, of whatever kind."""
    return (media_type or "").startswith("image/")


def photograph_span(captured_at: datetime | None, byte_count: int) -> Span:
    """Return the second of a photograph, from when it was taken or from UNDATED; raise FilmTooLargeError."""
    if byte_count > LARGEST:
        raise FilmTooLargeError
    began_at = film_span(captured_at, byte_count).began_at
    return Span(began_at, began_at + LASTS)


def require_decoded(media_type: str | None) -> None:
    """Raise CopyNotPossibleError unless faces can be hidden in photographs of this kind."""
    if media_type not in DECODED:
        message = "Faces cannot be hidden in a photograph of this kind. Bring it in as a JPEG or PNG as well."
        raise CopyNotPossibleError(message)
