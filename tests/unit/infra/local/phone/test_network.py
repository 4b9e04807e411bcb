"""Texts reach the phone once each, newest first, and the network reports what became of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from infra.local.phone.network import MobileNetwork
from infra.local.phone.receipts import receipt
from infra.local.phone.server import make_phone
from infra.local.phone.texts import Text


class Provider:
    """A provider of texts that lists what it was asked to send, and the network before it."""

    def __init__(self) -> None:
        """Begin with no text."""
        self.sent: list[dict[str, str]] = []
        self.mailed: list[dict[str, str]] = []
        self.reported: asyncio.Queue[Text] = asyncio.Queue()

    async def list_texts(self, _request: web.Request) -> web.Response:
        """Answer as moto's process does."""
        return web.json_response(self.sent)

    async def list_mails(self, _request: web.Request) -> web.Response:
        """Answer as moto's process does."""
        return web.json_response(self.mailed)

    async def send(self, text: str) -> Text:
        """Send a text and wait until its fate is reported."""
        number = len(self.sent) + 1
        self.sent.append({"message_id": f"id-{number}", "phone_number": "+447700900123", "text": text})
        return await asyncio.wait_for(self.reported.get(), 5)


@pytest.fixture
async def provider() -> Provider:
    """Return a provider."""
    return Provider()


@pytest.fixture
async def network(provider: Provider) -> AsyncIterator[MobileNetwork]:
    """Return the network, running."""
    app = web.Application()
    app.router.add_get("/_laptop/texts", provider.list_texts)
    app.router.add_get("/_laptop/mails", provider.list_mails)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        network = MobileNetwork(session, str(server.make_url("")).rstrip("/"), provider.reported.put)
        running = asyncio.create_task(network.run())
        yield network
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_texts_arrive_once_and_newest_first(provider: Provider, network: MobileNetwork) -> None:
    """Each text is reported once as delivered; the newest stands on top."""
    assert (await provider.send("one")).delivered
    assert (await provider.send("two")).delivered
    assert [text.text for text in network.texts()] == ["two", "one"]
    assert provider.reported.empty()


async def test_a_phone_that_is_off_gets_nothing(provider: Provider, network: MobileNetwork) -> None:
    """While the phone is off, texts fail; switched on again, the next ones arrive."""
    await network.switch(on=False)
    assert not (await provider.send("lost")).delivered
    await network.switch(on=True)
    assert (await provider.send("found")).delivered


async def test_the_page_shows_link_and_code_and_follows_changes(provider: Provider, network: MobileNetwork) -> None:
    """The page's addresses give the texts with link and QR code, each change, and the switch."""
    async with TestClient(TestServer(make_phone(network))) as page:
        assert "Messages" in await (await page.get("/")).text()
        changes = await page.get("/changes")
        assert b'"texts": []' in await changes.content.readline()
        await provider.send("Tap http://127.0.0.1:8080/j#abc now")
        state = await (await page.get("/texts")).json()
        assert state["texts"][0]["link"] == "http://127.0.0.1:8080/j#abc"
        assert state["texts"][0]["qr"].startswith("data:image/svg+xml;base64,")
        await changes.content.readline()
        assert b"abc" in await changes.content.readline()
        assert (await page.post("/switch", json={"on": False})).status == 204
        assert network.phone_is_on is False


async def test_mails_arrive_beside_texts(provider: Provider, network: MobileNetwork) -> None:
    """The page is told of each once, with the link that is in it, whether the phone is on or off."""
    await network.switch(on=False)
    async with TestClient(TestServer(make_phone(network))) as page:
        changes = await page.get("/changes")
        assert b'"mails": []' in await changes.content.readline()
        link = "http://127.0.0.1:8080/s/#abc.def"
        mail = {"message_id": "m-1", "address": "ann@example.org", "subject": "A link", "text": f"Open {link}\n"}
        provider.mailed.append(mail)
        await changes.content.readline()
        assert b"abc.def" in await changes.content.readline()
        [shown] = (await (await page.get("/texts")).json())["mails"]
        assert (shown["address"], shown["subject"], shown["link"]) == ("ann@example.org", "A link", link)


async def test_the_receipt_is_what_sns_logs(provider: Provider, network: MobileNetwork) -> None:
    """Status and message id stand where Amazon SNS writes them."""
    assert network.phone_is_on
    delivered = receipt(await provider.send("one"))
    assert (delivered["status"], delivered["notification"]["messageId"]) == ("SUCCESS", "id-1")
    await network.switch(on=False)
    assert receipt(await provider.send("two"))["status"] == "FAILURE"
