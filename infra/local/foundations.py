"""What has to stand before anything can be played: ports, certificate, moto, fork server, templates, pages."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from infra.local.certificates import Certificate, lan_address, make_certificate
from infra.local.cloud.child import CloudProcess
from infra.local.lambdas.fork_server import ForkServer
from infra.local.options import Options
from infra.local.places import SYNTHESES, Places, make_places
from infra.local.process.children import end
from infra.local.site_build import built_site
from infra.local.sockets import Sockets, bind_sockets, port_of
from infra.local.synthesis import synthesize

EVERYWHERE = {"0.0.0.0", "::"}


@dataclass(frozen=True)
class Foundations:
    """All of it, running."""

    places: Places
    sockets: Sockets
    certificate: Certificate | None
    host: str
    """The name or address under which browsers find us."""
    cloud: CloudProcess
    fork_server: ForkServer
    assembly: Path
    dist: Path

    @property
    def origin(self) -> str:
        """Of the site."""
        scheme = "https" if self.certificate else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{port_of(self.sockets.site)}"


async def lay_foundations(options: Options, stack: AsyncExitStack) -> Foundations:
    """Start everything side by side; `stack` ends it."""
    places, sockets = make_places(), bind_sockets(options)
    host = lan_address() if options.host in EVERYWHERE else options.host
    certificate = make_certificate(places.run, host) if options.https else None
    cloud, fork_server, assembly, dist = await asyncio.gather(
        _start_cloud(places, stack), _start_fork_server(places, stack), synthesize(SYNTHESES), built_site()
    )
    return Foundations(places, sockets, certificate, host, cloud, fork_server, assembly, dist)


async def _start_cloud(places: Places, stack: AsyncExitStack) -> CloudProcess:
    cloud = await CloudProcess.start(places.logs / "moto.log")
    stack.push_async_callback(end, cloud.process)
    await cloud.ready()
    return cloud


async def _start_fork_server(places: Places, stack: AsyncExitStack) -> ForkServer:
    server = await ForkServer.start(places.logs / "functions.log")
    stack.push_async_callback(server.stop)
    await server.ready()
    return server
