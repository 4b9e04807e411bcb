"""Lengths of time as the law speaks of them: days, months or years of the calendar (ISO 8601, section 5.5.2.2)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


@dataclass(frozen=True)
class Period:
    """So many years, months and days."""

    years: int = 0
    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Return the day that lies so much later; where a month is too short, its last day, as lawyers count."""
        months = day.month - 1 + self.months
        year, month = day.year + self.years + months // 12, months % 12 + 1
        last = monthrange(year, month)[1]
        return date(year, month, min(day.day, last)) + timedelta(days=self.days)


def read_period(text: str) -> Period:
    """Read `P31D`, `P6Y`, `P1Y6M`; raise ValueError for anything else."""
    match = _WRITTEN.fullmatch(text)
    if match is None or not any(match.groups()):
        message = f"{text!r} is no period: write it as in P31D, P18M or P6Y."
        raise ValueError(message)
    return Period(*(int(part or 0) for part in match.groups()))
