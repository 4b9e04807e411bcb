"""Holding and disposing of a recording of 40,000 objects: does each end within what Lambda gives its function?

The bucket is played, with the times that S3 takes for a request on an ordinary day (an assumption: below); ours are the
order of the requests, how many go at a time, and how often a run must come again.
"""

import time
from itertools import islice
from typing import Any

from infra.constructs.function_table import DISPOSAL_SECONDS, HOLD_SECONDS
from sightline.adapters.object_locks import S3ObjectLocks
from sightline.usecases.securing import OBJECTS_A_RUN
from tests.bench.figures import Figures
from tests.bench.report import say

OBJECTS = 40_000
"""A day of one stream, or two hours of four with stills and what a phone has kept."""
LIST_SECONDS, HEAD_SECONDS, HOLD_PUT_SECONDS, DELETE_SECONDS = 0.15, 0.02, 0.03, 1.0


class _PlayedBucket:
    """As much of an S3 client as is asked of it: a page, a head, a hold, a deletion of a thousand."""

    def __init__(self, objects: int, pace: float) -> None:
        self.pace = pace
        self.keys = [f"force/s1/recordings/r1/{index:08}.m4s" for index in range(objects)]
        self.held: set[str] = set()

    def list_object_versions(self, *, MaxKeys: int, KeyMarker: str = "", **_: Any) -> dict[str, Any]:  # noqa: N803
        time.sleep(LIST_SECONDS * self.pace)
        page = [key for key in self.keys if key > KeyMarker][: MaxKeys + 1]
        versions = [{"Key": key, "VersionId": "v1", "Size": 300_000} for key in page[:MaxKeys]]
        following = {"NextKeyMarker": versions[-1]["Key"], "NextVersionIdMarker": "v1"} if len(page) > MaxKeys else {}
        return {"Versions": versions, "IsTruncated": len(page) > MaxKeys, **following}

    def head_object(self, **_: Any) -> dict[str, Any]:
        time.sleep(HEAD_SECONDS * self.pace)
        return {}

    def put_object_legal_hold(self, *, Key: str, LegalHold: dict[str, str], **_: Any) -> None:  # noqa: N803
        time.sleep(HOLD_PUT_SECONDS * self.pace)
        (self.held.add if LegalHold["Status"] == "ON" else self.held.discard)(Key)

    def delete_objects(self, *, Delete: dict[str, Any], **_: Any) -> dict[str, Any]:  # noqa: N803
        time.sleep(DELETE_SECONDS * self.pace)
        asked = {each["Key"] for each in Delete["Objects"]}
        self.keys = [key for key in self.keys if key not in asked or key in self.held]
        return {"Errors": [{"Key": key, "Code": "AccessDenied"} for key in asked & self.held]}


async def measure_ends(figures: Figures, rounds: int, objects: int = OBJECTS, pace: float = 1.0) -> None:
    """Hold all of it, in runs as the function has them, then dispose of it in one; `pace` is 0 for a bucket at once."""
    holds: list[float] = []
    ends: list[float] = []
    for _ in range(rounds):
        client: Any = _PlayedBucket(objects, pace)
        locks = S3ObjectLocks(client, "evidence")
        holds += _hold(locks)
        ends.append(_dispose(locks))
        if client.keys:
            message = f"{len(client.keys)} objects are left"
            raise RuntimeError(message)
    say(f"  {len(holds)} runs of {HOLD_SECONDS} s at most, and {len(ends)} of {DISPOSAL_SECONDS} s at most")
    figures.add(f"legal hold on {objects:,} objects: a run of {OBJECTS_A_RUN:,}", "Sightline", "s", holds)
    figures.add(f"disposal of {objects:,} objects on hold: the run", "Sightline", "s", ends)


def _hold(locks: S3ObjectLocks) -> list[float]:
    """Return the seconds of each run."""
    seconds, after = [], ""
    while True:
        began = time.perf_counter()
        versions = list(islice(locks.list_versions("force/s1/", after), OBJECTS_A_RUN))
        locks.hold(versions)
        seconds.append(time.perf_counter() - began)
        if len(versions) < OBJECTS_A_RUN:
            return seconds
        after = versions[-1].key


def _dispose(locks: S3ObjectLocks) -> float:
    """Look at each lock, then delete, as the use case does; return the seconds."""
    began = time.perf_counter()
    locks.locked_until(list(locks.list_versions("force/s1/")))
    locks.delete(locks.list_versions("force/s1/"))
    return time.perf_counter() - began
