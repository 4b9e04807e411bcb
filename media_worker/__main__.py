"""Starts the worker: `python -m media_worker`."""

import logging
import sys

import uvloop

from media_worker.bootstrap import serve
from sightline.config import read_worker_settings
from sightline.domain.errors import ConfigurationError


def main() -> None:
    """Run until SIGTERM, then finish what is being recorded."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # aioice logs addresses and ICE names at INFO.
    logging.getLogger("aioice").setLevel(logging.WARNING)
    try:
        uvloop.run(serve(read_worker_settings()))
    except ConfigurationError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
