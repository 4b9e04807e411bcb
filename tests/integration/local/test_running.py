"""The laptop plays the cloud: sign-in, a text and its receipt, the WebSocket, the bucket, the logs."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import boto3
import pytest
from botocore.config import Config

from infra.local.cloud.clients import ACCESS_KEY_ID, SECRET_ACCESS_KEY
from infra.local.signin.client import sign_in
from tests.e2e.laptop import Laptop

NUMBER = "+447700900456"
INVITE = {
    "phone_number": NUMBER,
    "incident_ref": "CAD 7001",
    "purpose": "incident-assessment",
    "capabilities": ["video", "location"],
}


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    """Return an HTTP client."""
    async with aiohttp.ClientSession(skip_auto_headers={"Content-Type"}) as session:
        yield session


async def until(look: Callable[[], Awaitable[Any]], what: str) -> Any:
    """Return the first truthy thing that `look` finds."""
    async with asyncio.timeout(20):
        while not (found := await look()):  # noqa: ASYNC110 - another process is asked
            await asyncio.sleep(0.1)
    assert found, what
    return found


def officer(laptop: Laptop, role: str = "call-handler") -> dict[str, str]:
    """Return the headers of an officer."""
    return {"Authorization": f"Bearer {sign_in(laptop.addresses, role)}"}


async def send_invite(laptop: Laptop, web: aiohttp.ClientSession, headers: dict[str, str]) -> str:
    """Send an invite and return its id."""
    asked = {**headers, "Idempotency-Key": str(uuid.uuid4())}
    async with web.post(f"{laptop.addresses['api']}/invites", json=INVITE, headers=asked) as answer:
        assert answer.status == 201
        return str((await answer.json())["invite_id"])


async def read_json(web: aiohttp.ClientSession, url: str, headers: dict[str, str] | None = None) -> Any:
    """Return what an address says."""
    async with web.get(url, headers=headers) as answer:
        assert answer.status == 200
        return await answer.json()


async def invite_when(laptop: Laptop, web: aiohttp.ClientSession, invite_id: str, field: str) -> Any:
    """Wait until an invite has something, and return it."""
    headers = officer(laptop)

    async def look() -> Any:
        invite = await read_json(web, f"{laptop.addresses['api']}/invites/{invite_id}", headers)
        return invite["funnel"].get(field) if field != "trouble" else invite["trouble"]

    return await until(look, field)


async def test_a_text_reaches_the_phone_and_its_receipt_the_invite(laptop: Laptop, web: aiohttp.ClientSession) -> None:
    """The phone shows the text with its link and QR code; the network's receipt makes the invite delivered."""
    invite_id = await send_invite(laptop, web, officer(laptop))
    assert await invite_when(laptop, web, invite_id, "delivered")
    (text, *_) = (await read_json(web, f"{laptop.addresses['phone']}texts"))["texts"]
    assert text["phone_number"] == NUMBER
    assert text["link"].startswith(f"{laptop.origin}/j#")
    assert text["qr"].startswith("data:image/svg+xml")
    async with web.get(text["link"]) as page:
        assert page.status == 200
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]


async def test_a_text_to_a_phone_that_is_off_is_reported(laptop: Laptop, web: aiohttp.ClientSession) -> None:
    """While the phone is off the invite learns of the failure."""
    switch = f"{laptop.addresses['phone']}switch"
    await web.post(switch, json={"on": False})
    try:
        invite_id = await send_invite(laptop, web, officer(laptop))
        assert await invite_when(laptop, web, invite_id, "trouble")
    finally:
        await web.post(switch, json={"on": True})


async def test_a_ticket_opens_one_websocket(laptop: Laptop, web: aiohttp.ClientSession) -> None:
    """The door asks the authorizer: a ticket is taken once, from the site's own origin."""
    async with web.post(f"{laptop.addresses['api']}/tickets", headers=officer(laptop)) as answer:
        address = f"{laptop.addresses['ws']}?ticket={(await answer.json())['ticket']}"
    here = {"Origin": laptop.origin}
    async with web.ws_connect(address, headers=here) as socket:
        await socket.send_json({"type": "hello"})
        assert (await socket.receive_json(timeout=10))["role"] == "call-handler"
    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        await web.ws_connect(address, headers=here)
    assert refusal.value.status == 403


async def test_presigned_reads_go_through_the_site(laptop: Laptop, web: aiohttp.ClientSession) -> None:
    """A presigned URL at the site's origin gives a range of a locked object, and nothing once changed."""
    key = f"tests/{uuid.uuid4()}"
    laptop.client("s3").put_object(Bucket=laptop.bucket, Key=key, Body=b"evidence", IfNoneMatch="*")
    signer = boto3.session.Session().client(
        "s3",
        endpoint_url=laptop.origin,
        region_name=laptop.addresses["region"],
        aws_access_key_id=ACCESS_KEY_ID,
        aws_secret_access_key=SECRET_ACCESS_KEY,
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )
    url = signer.generate_presigned_url("get_object", Params={"Bucket": laptop.bucket, "Key": key}, ExpiresIn=60)
    async with web.get(url, headers={"Range": "bytes=0-3"}) as answer:
        assert (answer.status, await answer.read()) == (206, b"evid")
    async with web.get(url.replace("Expires=60", "Expires=600")) as answer:
        assert answer.status == 403


async def test_no_log_holds_a_number_a_token_or_a_ticket(laptop: Laptop, web: aiohttp.ClientSession) -> None:
    """What passed through here is in no log line; the functions' logs are JSON, line for line."""
    headers = officer(laptop)
    await send_invite(laptop, web, headers)
    texts = (await read_json(web, f"{laptop.addresses['phone']}texts"))["texts"]
    secrets = {NUMBER, NUMBER[3:], headers["Authorization"].split()[1], *(each["link"].split("#")[1] for each in texts)}
    scan_logs(Path(laptop.addresses["logs"]), secrets)


def scan_logs(folder: Path, secrets: set[str]) -> None:
    """Fail at the first log that holds a secret, or a line that is no JSON where all should be."""
    logs = sorted(folder.iterdir())
    assert any(log.suffix == ".jsonl" and log.stat().st_size for log in logs)
    for log in logs:
        written = log.read_text()
        assert not [secret for secret in secrets if secret in written], log.name
        if log.suffix == ".jsonl":
            assert all(json.loads(line) for line in written.splitlines()), log.name
