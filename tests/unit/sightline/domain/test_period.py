"""Periods of the calendar."""

from datetime import date

import pytest

from sightline.domain.period import Period, read_period


@pytest.mark.parametrize(
    ("text", "period"),
    [("P31D", Period(days=31)), ("P6Y", Period(years=6)), ("P1Y6M2D", Period(1, 6, 2))],
)
def test_reads_what_iso_8601_writes(text: str, period: Period) -> None:
    """Years, months, days, each of which may be left out."""
    assert read_period(text) == period


@pytest.mark.parametrize("text", ["", "P", "6Y", "P6", "PT5M", "P-1D", "P1D1Y", "31 days"])
def test_refuses_what_is_no_period(text: str) -> None:
    """A mistake in the settings is told, and not taken for no time at all."""
    with pytest.raises(ValueError, match="no period"):
        read_period(text)


@pytest.mark.parametrize(
    ("period", "day", "after"),
    [
        (Period(days=31), date(2026, 3, 1), date(2026, 4, 1)),
        (Period(years=6), date(2026, 3, 1), date(2032, 3, 1)),
        (Period(years=1), date(2028, 2, 29), date(2029, 2, 28)),
        (Period(months=1), date(2026, 12, 31), date(2027, 1, 31)),
        (Period(months=18), date(2026, 8, 31), date(2028, 2, 29)),
    ],
)
def test_counts_by_the_calendar(period: Period, day: date, after: date) -> None:
    """A month that is too short ends on its last day."""
    assert period.after(day) == after
