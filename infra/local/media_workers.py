"""Media workers as ECS would run them: environment and secrets of the task definition, started again when they die."""

import asyncio
import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

from infra.local.cloud.clients import Clients, aws_environment
from infra.local.deployed import Deployed
from infra.local.overrides import worker_overrides
from infra.local.places import Places
from infra.local.process.children import ChildDiedError, bare_environment, end, start_python

if TYPE_CHECKING:
    from asyncio.subprocess import Process

RESTART_SECONDS = 1.0
GRACE_SECONDS = 8.0
PROBE_SECONDS = 0.1
FIRST_CONNECTION_SECONDS = 30.0


@dataclass(frozen=True)
class WorkerSpec:
    """One worker."""

    worker_id: str
    health: str
    environment: Mapping[str, str]
    log: Path


class MediaWorker:
    """One worker process, and the next one when it is gone."""

    def __init__(self, spec: WorkerSpec) -> None:
        """Start nothing yet."""
        self._spec = spec
        self._process: Process | None = None

    def description(self) -> dict[str, Any]:
        """Return what the ready-file says of it."""
        pid = self._process.pid if self._process else None
        return {"id": self._spec.worker_id, "pid": pid, "health": self._spec.health}

    async def run(self) -> None:
        """Keep a process running until cancelled; then end it while the rest still answers."""
        try:
            while True:
                self._process = await start_python(
                    "media_worker", environment=self._spec.environment, log=self._spec.log
                )
                await self._process.wait()
                await asyncio.sleep(RESTART_SECONDS)
        finally:
            if self._process:
                await end(self._process, GRACE_SECONDS)

    async def connected(self, session: aiohttp.ClientSession) -> None:
        """Wait until it says that it hears the server."""
        try:
            async with asyncio.timeout(FIRST_CONNECTION_SECONDS):
                while not await self._is_connected(session):  # noqa: ASYNC110 it is another process
                    await asyncio.sleep(PROBE_SECONDS)
        except TimeoutError:
            message = f"{self._spec.worker_id} found no way to the server; {self._spec.log} says why."
            raise ChildDiedError(message) from None

    async def _is_connected(self, session: aiohttp.ClientSession) -> bool:
        with suppress(aiohttp.ClientError):
            async with session.get(self._spec.health) as response:
                return bool((await response.json())["connected"])
        return False


def task_environment(deployed: Deployed, clients: Clients, moto: str) -> dict[str, str]:
    """Return the environment of the task definition's container, its secrets read."""
    (container,) = deployed.one("AWS::ECS::TaskDefinition").properties["ContainerDefinitions"]
    plain = {each["Name"]: str(each["Value"]) for each in container.get("Environment", [])}
    secret = {each["Name"]: _read_secret(clients, each["ValueFrom"]) for each in container.get("Secrets", [])}
    return {**bare_environment(), **aws_environment(moto, deployed.region), **plain, **secret}


def _read_secret(clients: Clients, value_from: str) -> str:
    """Read `arn:aws:secretsmanager:region:account:secret:name[:json key::]`, as ECS does."""
    parts = value_from.split(":")
    arn, key = ":".join(parts[:7]), ":".join(parts[7:8])
    value: str = clients("secretsmanager").get_secret_value(SecretId=arn)["SecretString"]
    return str(json.loads(value)[key]) if key else value


def make_worker(number: int, environment: Mapping[str, str], places: Places, ca_file: str | None) -> MediaWorker:
    """Make one worker, with what differs from one to the next."""
    worker_id = f"worker-{number}"
    port = free_port()
    spool = places.spool(worker_id)
    spool.mkdir(parents=True, exist_ok=True)
    overrides = worker_overrides(worker_id, str(spool), port, ca_file)
    health = f"http://127.0.0.1:{port}/health"
    return MediaWorker(WorkerSpec(worker_id, health, {**environment, **overrides}, places.logs / f"{worker_id}.log"))


def free_port() -> int:
    """Return a port that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
