"""Where a copy lies, and what of a recording can be copied."""

from datetime import datetime, timedelta

import pytest

from sightline.domain.copy import (
    CopyTooLongError,
    OutsideRecordingError,
    Span,
    TimesReversedError,
    check_span,
    copy_prefix,
    derivation_key,
    failure_key,
    progress_key,
    saved_name,
)
from sightline.domain.errors import SightlineError
from tests.fakes.clock import NOON


def at(hours: float) -> datetime:
    """Return an instant of a recording that begins at noon."""
    return NOON + timedelta(hours=hours)


RECORDED = Span(at(0), at(24))


def refusal_of(
    asked: Span, *, is_snapshot: bool, longest: timedelta = timedelta(hours=12)
) -> type[SightlineError] | None:
    """Return how a copy of a span is refused, if it is."""
    try:
        check_span(asked, RECORDED, is_snapshot=is_snapshot, longest=longest)
    except SightlineError as error:
        return type(error)
    return None


def test_a_copy_lies_below_its_master_in_a_place_of_its_own() -> None:
    """Files and what is said of them share a prefix that no other copy has."""
    prefix = copy_prefix("avon", "session-1", "copy-1")
    assert prefix == "avon/session-1/copy-1/"
    names = {derivation_key(prefix), failure_key(prefix), progress_key(prefix)}
    assert len(names) == 3
    assert all(name.startswith(prefix) for name in names)


@pytest.mark.parametrize(("began", "ended"), [(0, 12), (12, 24), (23, 24)])
def test_what_lies_within_and_is_short_enough_can_be_copied(began: float, ended: float) -> None:
    """To the very edges of the recording, and to the longest that there is time for."""
    assert refusal_of(Span(at(began), at(ended)), is_snapshot=False) is None
    assert refusal_of(Span(at(began), None), is_snapshot=True, longest=timedelta(0)) is None


@pytest.mark.parametrize(
    ("asked", "is_snapshot", "refusal"),
    [
        (Span(at(-0.1), at(1)), False, OutsideRecordingError),
        (Span(at(1), at(24.1)), False, OutsideRecordingError),
        (Span(at(24.1), None), True, OutsideRecordingError),
        (Span(at(2), at(1)), False, TimesReversedError),
        (Span(at(1), at(1)), False, TimesReversedError),
        (Span(at(1), None), False, TimesReversedError),
        (Span(at(1), at(2)), True, TimesReversedError),
        (Span(at(0), at(12.1)), False, CopyTooLongError),
    ],
)
def test_what_cannot_be_copied_is_refused(asked: Span, refusal: type[SightlineError], *, is_snapshot: bool) -> None:
    """Outside, the wrong way round, or too long."""
    assert refusal_of(asked, is_snapshot=is_snapshot) is refusal


def test_a_file_is_saved_under_a_name_that_every_system_takes() -> None:
    """The incident stands before the name by which all records know it."""
    assert saved_name("CAD 8101/21NOV", "clip-1-0f.mp4") == "CAD 8101-21NOV clip-1-0f.mp4"
