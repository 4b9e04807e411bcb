"""A process of the load: `python -m tests.bench.load`; `--deaf` for viewers whose media the kernel drops and counts."""

import asyncio
import sys

import uvloop

from tests.bench.child import answer_requests
from tests.bench.load.line import tap_sockets
from tests.bench.load.peers import Peers
from tests.bench.load.source import make_source


async def main() -> None:
    """Send and count until the bench is gone."""
    make_source()
    tap_sockets()
    peers = Peers(are_deaf="--deaf" in sys.argv)
    sending = asyncio.create_task(peers.run())
    await answer_requests(peers)
    sending.cancel()


if __name__ == "__main__":
    uvloop.run(main())
