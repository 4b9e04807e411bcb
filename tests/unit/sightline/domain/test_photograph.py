"""A photograph is a film of one picture that lasts a second."""

from datetime import UTC, datetime, timedelta

import pytest

from sightline.domain.copy import UNDATED, CopyNotPossibleError, FilmTooLargeError, Span
from sightline.domain.photograph import DECODED, LARGEST, is_photograph, photograph_span, require_decoded

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize("captured_at", [NOON, None])
def test_it_lasts_a_second_from_when_it_was_taken(captured_at: datetime | None) -> None:
    """Or from the beginning of 1970, where nobody has said when."""
    began_at = captured_at or UNDATED
    assert photograph_span(captured_at, LARGEST) == Span(began_at, began_at + timedelta(seconds=1))


def test_one_too_large_is_refused() -> None:
    """It would not fit into memory beside its picture."""
    with pytest.raises(FilmTooLargeError):
        photograph_span(NOON, LARGEST + 1)


@pytest.mark.parametrize(
    ("media_type", "is_picture", "is_decoded"),
    [
        ("image/jpeg", True, True),
        ("image/heif", True, False),
        ("video/mp4", False, False),
        ("application/octet-stream", False, False),
        (None, False, False),
    ],
)
def test_of_some_kinds_there_is_no_decoder(media_type: str | None, *, is_picture: bool, is_decoded: bool) -> None:
    """They are photographs all the same, and are kept as they are."""
    assert is_photograph(media_type) is is_picture
    assert (media_type in DECODED) is is_decoded
    if not is_decoded:
        with pytest.raises(CopyNotPossibleError):
            require_decoded(media_type)
