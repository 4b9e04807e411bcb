"""The public address is believed only if it is one."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import web

from media_worker.public_address import ask_for_public_address
from sightline.domain.errors import ConfigurationError


@dataclass
class Teller:
    """A server that tells what it is told to tell."""

    text: str = ""
    url: str = ""

    async def tell(self, _: web.Request) -> web.Response:
        """Answer."""
        return web.Response(text=self.text)


@pytest.fixture
async def teller() -> AsyncIterator[Teller]:
    """Run a server on loopback."""
    teller, app = Teller(), web.Application()
    app.router.add_get("/", teller.tell)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    teller.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield teller
    await runner.cleanup()


async def test_the_address_is_taken_from_the_answer(teller: Teller) -> None:
    """Line ends do not matter."""
    teller.text = "203.0.113.9\n"
    assert await ask_for_public_address(teller.url) == "203.0.113.9"


@pytest.mark.parametrize("text", ["", "<html>sign in to this network</html>"])
async def test_an_answer_that_is_no_address_stops_the_worker(teller: Teller, text: str) -> None:
    """A worker that offers nonsense would take sessions and show nothing."""
    teller.text = text
    with pytest.raises(ConfigurationError):
        await ask_for_public_address(teller.url)


async def test_a_server_that_is_not_there_stops_the_worker() -> None:
    """It says which one."""
    with pytest.raises(ConfigurationError, match="does not tell"):
        await ask_for_public_address("http://127.0.0.1:9/")
