"""Schedules: EventBridge rules such as `rate(1 minute)`, or `cron(0 2 * * ? *)` for each night at two."""

import asyncio
import re
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from infra.local.cloud.applier import Applied
from infra.local.deployed import Deployed
from infra.local.lambdas.function import FunctionFailedError, FunctionTimedOutError
from infra.local.template.scope import ACCOUNT

SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
Invoke = Callable[[Any], Awaitable[Any]]


class UnknownScheduleError(Exception):
    """A schedule of a form that the laptop does not play."""


def seconds_until_next(expression: str, now: datetime) -> float:
    """Return how long it is to the next run."""
    if match := re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", expression):
        return int(match[1]) * SECONDS[match[2]]
    if match := re.fullmatch(r"cron\((\d+) (\d+) \* \* \? \*\)", expression):
        next_run = now.replace(hour=int(match[2]), minute=int(match[1]), second=0, microsecond=0)
        return ((next_run - now).total_seconds() - 1) % SECONDS["day"] + 1  # at its own instant, a day
    message = f"The schedule {expression} is not played here: only rate(...) is, and a cron(...) of each day."
    raise UnknownScheduleError(message)


def schedules(deployed: Deployed, function: Callable[[str], Invoke]) -> Iterator[Coroutine[None, None, None]]:
    """Return one endless task for each target of each rule that is enabled."""
    for rule in deployed.of_type("AWS::Events::Rule"):
        if rule.properties.get("State", "ENABLED") == "ENABLED":
            seconds_until_next(rule.properties["ScheduleExpression"], datetime.now(UTC))  # refuses at the start
            for target in rule.properties["Targets"]:
                yield _repeat(rule, deployed.region, function(target["Arn"]))


async def _repeat(rule: Applied, region: str, invoke: Invoke) -> None:
    while True:
        await asyncio.sleep(seconds_until_next(rule.properties["ScheduleExpression"], datetime.now(UTC)))
        with suppress(FunctionFailedError, FunctionTimedOutError):  # its log has it; the next run comes
            await invoke(scheduled_event(rule.exists.ref, region, datetime.now(UTC)))


def scheduled_event(rule: str, region: str, at: datetime) -> dict[str, Any]:
    """Build the event of a run."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": region,
        "resources": [f"arn:aws:events:{region}:{ACCOUNT}:rule/{rule}"],
        "detail": {},
    }
