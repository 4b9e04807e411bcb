"""Writes what the worker knows of itself as metrics, for alarms, dashboards and scaling.

A line of CloudWatch's embedded metric format goes to standard output each half minute; CloudWatch reads it from the
container's log, and nothing is called. All workers write under one name: sums are the fleet's.
"""

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Callable, Mapping

from media_worker.health import Health

EVERY_SECONDS = 30.0
NAMESPACE = "Sightline"
SERVICE = "media-worker"

_FIGURES: Mapping[str, tuple[str, Callable[[Health], float]]] = {
    "FreePlaces": ("Count", lambda health: health.free_places),
    "LiveSessions": ("Count", lambda health: health.sessions),
    "SpooledObjects": ("Count", lambda health: health.spooled),
    "WaitingBytes": ("Bytes", lambda health: health.waiting_bytes),
    "RoomTaken": ("Percent", lambda health: 100 * health.waiting_bytes / health.room_bytes),
    "RefusedObjects": ("Count", lambda health: health.refused),
    "StoreAway": ("Count", lambda health: health.store_away),
    "DiskFailing": ("Count", lambda health: health.disk_failing),
    "Unconnected": ("Count", lambda health: not health.connected),
    "LagSeconds": ("Seconds", lambda health: health.lag_p99_seconds),
}
"""By name: unit, and how it is read."""


def write_measures(health: Health, at: float) -> str:
    """Return one line of JSON; `at` is the time in seconds since 1970."""
    units = [{"Name": name, "Unit": unit} for name, (unit, _) in _FIGURES.items()]
    kinds = [{"Namespace": NAMESPACE, "Dimensions": [["service"]], "Metrics": units}]
    values = {name: float(read(health)) for name, (_, read) in _FIGURES.items()}
    return json.dumps({"_aws": {"Timestamp": int(at * 1000), "CloudWatchMetrics": kinds}, "service": SERVICE, **values})


async def keep_measuring(read: Callable[[], Health], every_seconds: float = EVERY_SECONDS) -> None:
    """Write a line now and after each interval, for as long as the process lives; no recording ends over a line."""
    while True:
        with contextlib.suppress(OSError):
            sys.stdout.write(f"{write_measures(read(), time.time())}\n")
            sys.stdout.flush()
        await asyncio.sleep(every_seconds)
