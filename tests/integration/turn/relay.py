"""coturn from Debian's package, started by the very command and configuration that the template carries."""

import asyncio
import os
import socket
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aioice.turn import TurnClientUdpProtocol

from infra.local.template.assembly import Json
from sightline.domain.relay import CREDENTIAL_LIFE, RelayCredential, draw_relay_credential

SECRET = "shared with the functions"  # noqa: S105 made up
START_SECONDS = 20


@dataclass(frozen=True)
class Relay:
    """A relay that runs."""

    address: str
    port: int
    log: Path

    def credential(
        self, holder: str = "citizen", *, life: timedelta = CREDENTIAL_LIFE, secret: str = SECRET
    ) -> RelayCredential:
        """Draw a credential as the functions do, of another life than theirs perhaps."""
        return draw_relay_credential(secret, holder, datetime.now(UTC) - CREDENTIAL_LIFE + life)

    def url(self, transport: str) -> str:
        """Return its address for browsers."""
        return f"turn:{self.address}:{self.port}?transport={transport}"

    async def allocate(self, credential: RelayCredential) -> TurnClientUdpProtocol:
        """Ask for a relayed address; raise TransactionFailed if it is refused."""
        _, client = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: TurnClientUdpProtocol(
                (self.address, self.port),
                credential.username,
                credential.password,
                lifetime=600,
                channel_refresh_time=500,
            ),
            remote_addr=(self.address, self.port),
        )
        await client.connect()
        return client


def own_address() -> str:
    """Return an address of this machine that is not loopback; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


def free_port(address: str) -> int:
    """Return a port that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def run_relay(container: Json, directory: Path) -> AsyncIterator[Relay]:
    """Start the container's command; told besides: a port, and that this machine's own address may be a peer."""
    address = own_address()
    relay = Relay(address, free_port(address), directory / "log")
    environment = {one["Name"]: one["Value"] for one in container["Environment"]}
    told = {"TURN_SECRET": SECRET, "TURN_DIRECTORY": str(directory), "TURN_ADDRESS": address}
    with relay.log.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *container["EntryPoint"],
            f"--listening-port={relay.port}",
            f"--allowed-peer-ip={address}",
            env={**environment, **told, "PATH": os.environ["PATH"]},
            stdout=log,
            stderr=log,
        )
    try:
        await _until_it_listens(relay)
        yield relay
    finally:
        process.terminate()
        await process.wait()


async def _until_it_listens(relay: Relay) -> None:
    """Wait until it answers."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _, writer = await asyncio.open_connection(relay.address, relay.port)
        except OSError:
            assert time.monotonic() < deadline, relay.log.read_text()
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


@asynccontextmanager
async def end_tls(relay: Relay, trust: ssl.SSLContext) -> AsyncIterator[int]:
    """Play the load balancer: take TLS, and pass on what was in it; yield the port."""

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            writer.write(data)
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner = await asyncio.open_connection(relay.address, relay.port)
        await asyncio.gather(copy(reader, inner[1]), copy(inner[0], writer))

    server = await asyncio.start_server(serve, relay.address, 0, ssl=trust)
    async with server:
        yield int(server.sockets[0].getsockname()[1])
