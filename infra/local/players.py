"""Everything that is played, built from what was deployed."""

import logging
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import cache, partial

import aiohttp
from aiohttp import web

from infra.local.deployed import Deployed
from infra.local.deployment import Deployment
from infra.local.events.logs import LogSubscriptions
from infra.local.events.queues import queue_sources
from infra.local.events.schedules import schedules
from infra.local.foundations import Foundations
from infra.local.gateway.building import Apis, Stages
from infra.local.gateway.cloudfront import Origin
from infra.local.gateway.distribution import build_cloudfront, build_site
from infra.local.gateway.keys import IssuerKeys
from infra.local.gateway.limits import SocketLimits
from infra.local.gateway.proxy import PresignedObjects, Upstream
from infra.local.gateway.server import HttpOrigin, WebSocketOrigin, make_inner_app, make_site_app
from infra.local.gateway.websocket_api import WebSocketApi
from infra.local.lambdas.fleet import Fleet, make_fleet
from infra.local.phone.network import MobileNetwork
from infra.local.phone.receipts import report
from infra.local.phone.server import make_phone
from infra.local.signin.provider import Client, SignIn, serve_in_thread


@dataclass(frozen=True)
class Players:
    """The servers' applications and the endless tasks."""

    site: web.Application
    inner: web.Application
    phone: web.Application
    websocket: WebSocketApi
    stages: Stages
    fleet: Fleet
    network: MobileNetwork
    deployment: Deployment

    def tasks(self) -> Iterator[Coroutine[None, None, None]]:
        """Return what goes on for as long as the laptop runs."""
        deployed, function = self.deployment.deployed, self.fleet.function
        yield from schedules(deployed, function)
        yield from queue_sources(deployed, self.deployment.clients("sqs"), function)
        yield self.network.run()


async def make_players(foundations: Foundations, deployment: Deployment, stack: AsyncExitStack) -> Players:
    """Build them all; `stack` closes what they hold open."""
    deployed = deployment.deployed
    session = await stack.enter_async_context(aiohttp.ClientSession(auto_decompress=False))
    fleet = make_fleet(deployment, foundations.fork_server, foundations.places, _warn)
    trust = foundations.certificate.trust() if foundations.certificate else None
    apis = Apis(deployed, fleet.function, cache(lambda issuer: IssuerKeys(issuer, trust)))
    websocket = apis.websocket(SocketLimits())
    cloudfront = build_cloudfront(
        deployed,
        {
            apis.host("HTTP"): HttpOrigin(apis.http(), apis.host("HTTP")),
            apis.host("WEBSOCKET"): WebSocketOrigin(websocket, apis.host("WEBSOCKET")),
        },
        build_site(deployed, foundations.dist, foundations.assembly).answer,
    )
    moto = deployment.addresses.moto
    logs = LogSubscriptions(deployed, fleet.function)
    network = MobileNetwork(session, moto, partial(report, region=deployed.region, logs=logs))
    return Players(
        site=make_site_app(cloudfront.answer, _beside(deployment, session, stack)),
        inner=make_inner_app(apis.stages().websocket, websocket.connections, fleet.function),
        phone=make_phone(network),
        websocket=websocket,
        stages=apis.stages(),
        fleet=fleet,
        network=network,
        deployment=deployment,
    )


def _beside(deployment: Deployment, session: aiohttp.ClientSession, stack: AsyncExitStack) -> dict[str, Origin]:
    """Return what only the laptop has at the site's origin: the bucket's presigned objects, and the sign-in."""
    addresses, deployed = deployment.addresses, deployment.deployed
    server = serve_in_thread(SignIn(addresses.issuer, _viewer(deployed)))
    stack.callback(server.shutdown)
    sign_in = Upstream(session, f"http://127.0.0.1:{server.server_port}")
    bucket = PresignedObjects(Upstream(session, addresses.moto))
    names = ("SIGHTLINE_EVIDENCE_BUCKET", "SIGHTLINE_DERIVED_BUCKET")
    return {"/oidc": sign_in.pass_on, **{f"/{deployed.setting(name)}": bucket.answer for name in names}}


def _viewer(deployed: Deployed) -> Client:
    client = deployed.one("AWS::Cognito::UserPoolClient")
    return Client(client.exists.ref, client.properties["CallbackURLs"])


def _warn(function: str, what: str) -> None:
    logging.getLogger("infra.local").warning("%s: %s", function, what)
