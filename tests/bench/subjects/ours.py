"""Our worker as it is deployed: `python -m media_worker`, given its work over a WebSocket, storing over HTTP."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sightline.messages.signalling import OpenLeg
from tests.bench.child import ROOT
from tests.bench.parties import Party
from tests.integration.media_worker.parties import eventually
from tests.integration.media_worker.servers import Cloud, open_cloud

_PLACES = 200


class Acknowledgements(dict[str, bytes]):
    """What the store has answered for, and when; bodies are kept only where a measure reads them."""

    def __init__(self, *, keeps: bool) -> None:
        """Begin with an empty bucket."""
        super().__init__()
        self._keeps = keeps
        self.at: dict[str, float] = {}
        """In seconds of the wall clock, by key."""

    def __setitem__(self, key: str, body: bytes) -> None:
        """Note an object, as the answer goes out."""
        self.at[key] = time.time()
        super().__setitem__(key, body if self._keeps else b"")


@dataclass
class Ours:
    """The worker's process, and the server and bucket that it sees."""

    pid: int
    cloud: Cloud
    store: Acknowledgements
    health_port: int
    name: str = "Sightline"
    _legs: int = 0

    async def publish(self, stream: str, party: Party) -> None:
        """Open an up leg."""
        await party.accept(await self._ask("up", stream, await party.offer()))

    async def view(self, stream: str, party: Party) -> None:
        """Open a down leg."""
        await party.accept(await self._ask("down", stream, await party.offer()))

    async def end(self, stream: str) -> None:
        """End a session; its recording is finished."""
        assert self.cloud.socket is not None
        await self.cloud.socket.send_json({"type": "end", "session_id": stream})

    def forget(self) -> None:
        """Forget all that was said and stored so far: looking through an hour of it would slow the bench itself."""
        self.cloud.said.clear()
        self.store.at.clear()
        self.store.clear()

    async def _ask(self, direction: Literal["up", "down"], stream: str, sdp: str) -> str:
        self._legs += 1
        leg = OpenLeg(
            reply_to="bench",
            participant_id="bench",
            force_id="bench",
            session_id=stream,
            leg_id=f"leg-{self._legs}",
            direction=direction,
            sdp=sdp,
        )
        assert self.cloud.socket is not None
        await self.cloud.socket.send_str(leg.model_dump_json())
        answers: list[str] = []
        await eventually(lambda: self._find_answer(leg.leg_id, answers))
        return answers[0]

    def _find_answer(self, leg_id: str, answers: list[str]) -> bool:
        said = [
            each for each in self.cloud.said if each.get("leg_id") == leg_id and each["type"] in {"answer", "refusal"}
        ]
        refused = [each["text"] for each in said if each["type"] == "refusal"]
        if refused:
            raise ConnectionRefusedError(refused[0])
        answers += [each["sdp"] for each in said]
        return bool(said)


@asynccontextmanager
async def open_ours(folder: Path, *prefix: str, keeps: bool = False) -> AsyncIterator[Ours]:
    """Start the worker; `prefix` stands before its command, as `taskset -c 0`."""
    async with open_cloud() as cloud:
        cloud.objects = store = Acknowledgements(keeps=keeps)
        port = _free_port()
        process = await asyncio.create_subprocess_exec(
            *prefix,
            sys.executable,
            "-m",
            "media_worker",
            cwd=ROOT,
            env=_environment(cloud.origin, folder, port),
            stdout=(log := (folder / "worker.log").open("wb")),
            stderr=log,
        )
        try:
            await eventually(lambda: "announce" in cloud.types())
            yield Ours(process.pid, cloud, store, port)
        finally:
            process.kill()
            await process.wait()


def _environment(origin: str, folder: Path, health_port: int) -> dict[str, str]:
    return {
        **os.environ,
        "SIGHTLINE_WORKER_API_URL": f"http://{origin}/api",
        "SIGHTLINE_WORKER_WS_URL": f"ws://{origin}/ws",
        "SIGHTLINE_WORKER_KEY": "secret",
        "SIGHTLINE_WORKER_PLACES": str(_PLACES),
        "SIGHTLINE_WORKER_ALLOW_PRIVATE_CANDIDATES": "true",
        "SIGHTLINE_WORKER_SPOOL_DIRECTORY": str(folder / "spool"),
        "SIGHTLINE_WORKER_HEALTH_PORT": str(health_port),
        "SIGHTLINE_EVIDENCE_BUCKET": "evidence",
        "AWS_ENDPOINT_URL": f"http://{origin}",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "eu-west-2",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
