"""Log groups whose events functions subscribe to."""

import base64
import gzip
import json
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from infra.local.deployed import Deployed
from infra.local.lambdas.function import FunctionFailedError, FunctionTimedOutError
from infra.local.template.scope import ACCOUNT

Invoke = Callable[[Any], Awaitable[Any]]


class UnknownFilterError(Exception):
    """A subscription with a pattern; only those to all events are played."""


class LogSubscriptions:
    """Who is told of what is written to which log group."""

    def __init__(self, deployed: Deployed, function: Callable[[str], Invoke]) -> None:
        """Read the template's subscription filters."""
        self._listeners: dict[str, list[Invoke]] = {}
        for each in deployed.of_type("AWS::Logs::SubscriptionFilter"):
            if each.properties.get("FilterPattern"):
                message = f"The filter pattern of {each.logical_id} is not played here."
                raise UnknownFilterError(message)
            listeners = self._listeners.setdefault(each.properties["LogGroupName"], [])
            listeners.append(function(each.properties["DestinationArn"]))

    async def write(self, group: str, line: dict[str, Any], at: datetime) -> None:
        """Write one event to a log group."""
        for invoke in self._listeners.get(group, []):
            with suppress(FunctionFailedError, FunctionTimedOutError):  # its log has it
                await invoke(subscription_event(group, json.dumps(line), at))


def subscription_event(group: str, message: str, at: datetime) -> dict[str, Any]:
    """Build the event of one line."""
    line = {"id": str(uuid.uuid4().int), "timestamp": int(at.timestamp() * 1000), "message": message}
    told = {
        "messageType": "DATA_MESSAGE",
        "owner": ACCOUNT,
        "logGroup": group,
        "logStream": str(uuid.uuid4()),
        "subscriptionFilters": ["local"],
        "logEvents": [line],
    }
    return {"awslogs": {"data": base64.b64encode(gzip.compress(json.dumps(told).encode())).decode()}}
