"""When API Gateway cuts a WebSocket: the pages' and workers' clocks are set by it. With `--account` and `--slow`."""

import time
from typing import Any

import aiohttp
import pytest

from infra.settings import read_settings
from tests.conformance.conftest import Account

PING_SECONDS = 240.0
MARGIN_SECONDS = 120.0


@pytest.fixture
def ticket_door(request: pytest.FixtureRequest, account: Account) -> dict[str, str]:
    """Return where a worker draws its ticket and shows it, and the workers' key."""
    account.require_real("only API Gateway itself cuts")
    if not request.config.getoption("--slow", default=False):
        pytest.skip("takes up to two hours (--slow)")
    resources = account.client("cloudformation").describe_stack_resources(StackName="sightline-identity")
    (key_id,) = [
        each["PhysicalResourceId"]
        for each in resources["StackResources"]
        if each["LogicalResourceId"].startswith("WorkerKey")
    ]
    key = account.client("secretsmanager").get_secret_value(SecretId=key_id)["SecretString"]
    assert account.environment is not None
    return {"domain": read_settings(account.environment).site_domain, "key": key}


async def _seconds_until_cut(door: dict[str, str], ping_seconds: float | None) -> float:
    """Connect as a worker that announces nothing, so that nobody is sent to it; return when it is cut."""
    headers = {"Authorization": f"Bearer {door['key']}", "X-Worker-Id": "conformance"}
    async with aiohttp.ClientSession(skip_auto_headers={"Content-Type"}) as web:
        async with web.post(f"https://{door['domain']}/api/worker/tickets", headers=headers) as answer:
            ticket: Any = await answer.json()
        async with web.ws_connect(f"wss://{door['domain']}/ws", params={"ticket": ticket["ticket"]}) as socket:
            began = time.monotonic()
            await socket.send_json({"type": "hello"})
            while True:
                try:
                    heard = await socket.receive(timeout=ping_seconds)
                except TimeoutError:
                    await socket.send_json({"type": "ping"})
                    continue
                if heard.type is not aiohttp.WSMsgType.TEXT:
                    return time.monotonic() - began


async def test_a_silent_connection_is_cut_after_ten_minutes(ticket_door: dict[str, str]) -> None:
    """Promise: a page that pings more often than every ten minutes stays connected."""
    assert await _seconds_until_cut(ticket_door, None) == pytest.approx(600, abs=MARGIN_SECONDS)


async def test_every_connection_is_cut_after_two_hours(ticket_door: dict[str, str]) -> None:
    """Promise: a page and a worker that come back before two hours are never cut."""
    assert await _seconds_until_cut(ticket_door, PING_SECONDS) == pytest.approx(7200, abs=MARGIN_SECONDS)
