"""A session without a picture over the running system: sockets, positions, chat, a refused offer, end and seal."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from infra.local.signin.client import sign_in
from tests.e2e.laptop import Laptop

INVITE = {
    "phone_number": "+447700900789",
    "incident_ref": "CAD 7002",
    "purpose": "incident-assessment",
    "capabilities": ["video", "location"],
}
FIX = {"sequence": 0, "latitude": 51.4545, "longitude": -2.5879, "accuracy": 8.5, "fixed_at": "2026-11-21T12:00:00Z"}


@dataclass
class Party:
    """One end of the session: its WebSocket and its way over HTTP."""

    laptop: Laptop
    web: aiohttp.ClientSession
    headers: dict[str, str]
    socket: aiohttp.ClientWebSocketResponse

    async def hear(self, kind: str) -> Any:
        """Return the next message of a type."""
        async with asyncio.timeout(20):
            while (said := await self.socket.receive_json())["type"] != kind:
                pass
            return said

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Call a route and return what it answered."""
        async with self.web.request(
            method, f"{self.laptop.addresses['api']}{path}", json=body, headers=self.headers
        ) as answer:
            assert answer.status < 300, (answer.status, await answer.text())
            return await answer.json(content_type=None)


@dataclass
class Call:
    """A citizen and an officer in one session."""

    session_id: str
    citizen: Party
    officer: Party


@pytest.fixture
async def call(laptop: Laptop) -> AsyncIterator[Call]:
    """Return a session that has just begun, with both ends connected and the officer watching."""
    async with aiohttp.ClientSession(skip_auto_headers={"Content-Type"}) as web:
        officer = {"Authorization": f"Bearer {sign_in(laptop.addresses, 'call-handler')}"}
        ticket = (await _post(laptop, web, "/tickets", officer))["ticket"]
        desk = Party(laptop, web, officer, await _open(laptop, web, ticket))
        await _post(laptop, web, "/invites", {**officer, "Idempotency-Key": str(uuid.uuid4())}, INVITE)
        token = await _newest_token(laptop, web)
        consent = {"capabilities": ["video", "location"], "wording_version": "en-1", "language": "en"}
        yes = {"token": token, "device_key": "D" * 22, **consent}
        accepted = await _post(laptop, web, "/citizen/accept", {}, yes)
        credential = {"Authorization": f"Bearer {accepted['credential']}"}
        phone = Party(laptop, web, credential, await _open(laptop, web, accepted["ticket"]))
        await desk.socket.send_json({"type": "watch", "session_id": accepted["session_id"]})
        await desk.hear("positions")
        yield Call(accepted["session_id"], phone, desk)


async def test_a_session_without_a_picture(call: Call) -> None:
    """Positions, chat and refusals cross the system in time, and the end brings a seal over what there was."""
    about = {"session_id": call.session_id}
    assert await call.citizen.ask("POST", "/positions", {"positions": [FIX]}) == {"stored": 1}
    assert (await call.officer.hear("positions"))["positions"][0]["latitude"] == FIX["latitude"]

    await call.citizen.socket.send_json({"type": "chat", **about, "text": "I see smoke", "ref": "c1"})
    assert (await call.officer.hear("chat"))["message"]["text"] == "I see smoke"
    await call.officer.socket.send_json({"type": "chat", **about, "text": "Stay back", "ref": "o1"})
    assert (await call.citizen.hear("chat"))["message"]["text"] == "I see smoke"
    assert (await call.citizen.hear("chat"))["message"]["sender"] == "officer"

    await call.citizen.socket.send_json({"type": "offer", **about, "leg_id": "up-1", "sdp": "this is no SDP"})
    assert (await call.citizen.hear("refusal"))["code"] == "invalid-offer"
    await call.citizen.socket.send_json({"type": "watch", **about})
    assert (await call.citizen.hear("error"))["code"] == "invalid-request"

    await call.officer.socket.send_json({"type": "end", **about})
    assert (await call.citizen.hear("ended"))["reason"] == "officer"
    sealed = await _wait_for_seal(call.officer)
    assert sealed["session_id"] == call.session_id
    why = {"reason": "Investigation"}
    assert (await call.officer.ask("POST", f"/materials/{call.session_id}/viewings", why))["reason"] == "Investigation"
    papers = await call.officer.ask("GET", f"/sessions/{call.session_id}/manifest")
    assert [each["sequence"] for each in papers["manifest"]["trail"]] == [0]
    assert [each["text"] for each in papers["manifest"]["chat"]] == ["I see smoke", "Stay back"]


async def _wait_for_seal(officer: Party) -> Any:
    """Return the session as the officers' list shows it once it is sealed."""
    async with asyncio.timeout(90):
        while True:
            said = await officer.socket.receive_json()
            if said["type"] == "session" and said["session"]["seal"]:
                return said["session"]


async def _post(
    laptop: Laptop, web: aiohttp.ClientSession, path: str, headers: dict[str, str], body: Any = None
) -> Any:
    async with web.post(f"{laptop.addresses['api']}{path}", json=body, headers=headers) as answer:
        assert answer.status == 201, (path, answer.status, await answer.text())
        return await answer.json()


async def _open(laptop: Laptop, web: aiohttp.ClientSession, ticket: str) -> aiohttp.ClientWebSocketResponse:
    socket = await web.ws_connect(f"{laptop.addresses['ws']}?ticket={ticket}", headers={"Origin": laptop.origin})
    await socket.send_json({"type": "hello"})
    return socket


async def _newest_token(laptop: Laptop, web: aiohttp.ClientSession) -> str:
    """Return the token in the text that came to the invited phone."""
    async with asyncio.timeout(20):
        while True:
            async with web.get(f"{laptop.addresses['phone']}texts") as answer:
                texts = (await answer.json())["texts"]
            mine = [text["link"] for text in texts if text["phone_number"] == INVITE["phone_number"]]
            if mine:
                return str(mine[0]).rpartition("#")[2]
            await asyncio.sleep(0.1)
