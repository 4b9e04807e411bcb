"""Schedules run at their rate, with the event that EventBridge sends."""

from datetime import UTC, datetime

import pytest

from infra.local.events.schedules import UnknownScheduleError, scheduled_event, seconds_until_next

EVENING = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "seconds"), [("rate(1 minute)", 60), ("rate(5 minutes)", 300), ("rate(2 days)", 172_800)]
)
def test_a_rate_is_read(expression: str, seconds: int) -> None:
    """Minutes, hours and days are understood, one or many."""
    assert seconds_until_next(expression, EVENING) == seconds


@pytest.mark.parametrize(
    ("expression", "hours"), [("cron(30 23 * * ? *)", 1), ("cron(0 2 * * ? *)", 3.5), ("cron(30 22 * * ? *)", 24)]
)
def test_a_time_of_each_day_is_waited_for(expression: str, hours: float) -> None:
    """Later this day, or on the next one."""
    assert seconds_until_next(expression, EVENING) == hours * 3600


def test_another_form_is_refused() -> None:
    """A schedule that is not understood stops the start instead of never running."""
    with pytest.raises(UnknownScheduleError, match="cron"):
        seconds_until_next("cron(0 8 ? * MON *)", EVENING)


def test_the_event_names_rule_and_time() -> None:
    """A run says which rule it is of and when it was."""
    event = scheduled_event("rule", "eu-west-2", datetime(2026, 11, 21, 10, 30, tzinfo=UTC))
    assert (event["detail-type"], event["time"]) == ("Scheduled Event", "2026-11-21T10:30:00Z")
    assert event["resources"] == ["arn:aws:events:eu-west-2:123456789012:rule/rule"]
