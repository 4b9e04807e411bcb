"""Metrics say what health knows."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from media_worker.measures import keep_measuring, write_measures
from tests.fakes.health import WELL


def _told(**changed: Any) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(write_measures(replace(WELL, **changed), 1_700_000_000.5))
    return line


def test_a_line_is_one_that_cloudwatch_reads() -> None:
    """Namespace, time in milliseconds, one dimension that is the same for all workers, and a value for each name."""
    line = _told()
    (kind,) = line["_aws"]["CloudWatchMetrics"]
    assert line["_aws"]["Timestamp"] == 1_700_000_000_500
    assert (kind["Namespace"], kind["Dimensions"], line["service"]) == ("Sightline", [["service"]], "media-worker")
    assert {metric["Name"] for metric in kind["Metrics"]} == set(line) - {"_aws", "service"}


def test_free_places_and_sessions_are_told() -> None:
    """While a worker drains it has no free place, and sessions still."""
    line = _told(free_places=0, sessions=3, draining=True)
    assert (line["FreePlaces"], line["LiveSessions"]) == (0, 3)


def test_troubles_are_ones_and_noughts() -> None:
    """So that a sum over workers counts those in trouble."""
    line = _told(store_away=True, connected=False)
    assert (line["StoreAway"], line["Unconnected"], line["DiskFailing"]) == (1, 1, 0)


def test_room_is_told_in_percent() -> None:
    """Of the bytes that may wait."""
    assert _told(waiting_bytes=250, room_bytes=1000)["RoomTaken"] == 25


async def test_it_goes_on_writing(capsys: pytest.CaptureFixture[str]) -> None:
    """A line at once, and more as time goes by."""
    reads = asyncio.Event()
    count = 0

    def read() -> Any:
        nonlocal count
        count += 1
        if count == 3:
            reads.set()
        return WELL

    task = asyncio.create_task(keep_measuring(read, 0.001))
    await asyncio.wait_for(reads.wait(), 5)
    task.cancel()
    assert [json.loads(line)["FreePlaces"] for line in capsys.readouterr().out.splitlines()][:3] == [3, 3, 3]
