"""Goes the way of a caller, from the invite to a recorded picture: `python -m media_worker.synthetic_citizen`.

It runs now and then beside the workers, from their image, against its own site, and counts how it fared. It is told
what a worker is told, with its own key in place of the workers'. Its session belongs to a force that no officer is in
(`sightline.usecases.synthetic`).
"""

import asyncio
import json
import logging
import ssl
import sys
import time

import aiohttp
from pydantic import ValidationError

from media_worker.synthetic_session import Citizen, Site, StepFailedError
from sightline.config import WorkerSettings, read_worker_settings, required

NAMESPACE = "Sightline"
SERVICE = "synthetic-citizen"
WHOLE_SECONDS = 90.0
"""Longer than a caller would wait."""

_log = logging.getLogger(__name__)


def write_measures(first_frame_seconds: float | None, at: float) -> str:
    """Return one line of CloudWatch's embedded metric format: came through, or not; `at` in seconds since 1970."""
    figures: dict[str, float] = {
        "SyntheticCitizenSucceeded": float(first_frame_seconds is not None),
        "SyntheticCitizenFailed": float(first_frame_seconds is None),
    }
    units = [{"Name": name, "Unit": "Count"} for name in figures]
    if first_frame_seconds is not None:
        figures["SyntheticFirstFrameSeconds"] = round(first_frame_seconds, 3)
        units.append({"Name": "SyntheticFirstFrameSeconds", "Unit": "Seconds"})
    kinds = [{"Namespace": NAMESPACE, "Dimensions": [["service"]], "Metrics": units}]
    return json.dumps(
        {"_aws": {"Timestamp": int(at * 1000), "CloudWatchMetrics": kinds}, "service": SERVICE, **figures}
    )


async def try_once(site: Site) -> float | None:
    """Go the way once; return the seconds to the first frame, or None, with the step that failed in the log."""
    async with aiohttp.ClientSession() as web:
        citizen = Citizen(site, web)
        try:
            async with asyncio.timeout(WHOLE_SECONDS):
                return await citizen.live_through()
        except StepFailedError as failure:
            why = str(failure)
        except (aiohttp.ClientError, OSError, TimeoutError, ValidationError) as error:
            why = type(error).__name__  # what it says may quote the key or the token
    _log.error("The synthetic citizen did not come through: %s: %s", citizen.step, why)
    return None


def site_of(settings: WorkerSettings) -> Site:
    """Read where the site is from what a worker is told."""
    trust = ssl.create_default_context(cafile=settings.ca_file) if settings.ca_file else True
    return Site(required(settings, "api_url"), required(settings, "ws_url"), required(settings, "key"), trust)


def main() -> int:
    """Try once, count it, and say by how the process ends whether it came through."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("aioice").setLevel(logging.WARNING)
    seconds = asyncio.run(try_once(site_of(read_worker_settings())))
    sys.stdout.write(f"{write_measures(seconds, time.time())}\n")
    return 0 if seconds is not None else 1


if __name__ == "__main__":
    sys.exit(main())
