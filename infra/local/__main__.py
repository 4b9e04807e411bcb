"""`python -m infra.local`: the whole system on this machine, as one process tree."""

import asyncio
import logging
import os
import signal
import sys
from contextlib import suppress

from infra.local.laptop import run
from infra.local.options import Options, read_options
from infra.local.process.children import ChildDiedError
from infra.local.site_build import BuildFailedError
from infra.local.sockets import PortTakenError
from infra.local.synthesis import SynthesisFailedError

EXPECTED = (BuildFailedError, ChildDiedError, PortTakenError, SynthesisFailedError)
"""What is explained in a sentence; anything else is a defect and shows its traceback."""

LAST_RESORT_SECONDS = 20.0
"""Ending in order takes up to half of this: a worker stores what it still holds."""


def main() -> int:
    """Run until Ctrl-C or SIGTERM."""
    status = 0
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)  # libraries that warn about each other
    try:
        asyncio.run(_until_told_to_stop(read_options()))
    except* EXPECTED as group:
        for error in group.exceptions:
            sys.stderr.write(f"{error}\n")
        status = 1
    return status


async def _until_told_to_stop(options: Options) -> None:
    loop = asyncio.get_running_loop()
    running = loop.create_task(run(options))

    def stop() -> None:
        running.cancel()
        loop.call_later(LAST_RESORT_SECONDS, os._exit, 1)  # the children die with us

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    with suppress(asyncio.CancelledError):
        await running


if __name__ == "__main__":
    sys.exit(main())
