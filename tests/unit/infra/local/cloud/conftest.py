"""moto behind the strict layer, in a thread, with nothing in it but what a test makes."""

from collections.abc import Iterator
from threading import Thread

import pytest
from werkzeug.serving import make_server

from infra.local.cloud.__main__ import Cloud, QuietHandler
from infra.local.cloud.clients import Clients


@pytest.fixture(scope="session")
def moto() -> Iterator[str]:
    """Return the address of a strict moto."""
    server = make_server("127.0.0.1", 0, Cloud(), threaded=True, request_handler=QuietHandler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def clients(moto: str) -> Clients:
    """Return clients of it."""
    return Clients(moto, "eu-west-2")
