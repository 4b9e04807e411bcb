"""Instants are written in one way."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sightline.domain.instant import write_instant


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 3, 1, 12, 0, 0, 123_999, UTC), "2026-03-01T12:00:00.123Z"),
        (datetime(2026, 6, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))), "2026-05-31T23:30:00.000Z"),
    ],
)
def test_writes_utc_with_milliseconds(moment: datetime, written: str) -> None:
    """Whatever its offset, an instant is written in UTC, to the millisecond, never rounded up."""
    assert write_instant(moment) == written
