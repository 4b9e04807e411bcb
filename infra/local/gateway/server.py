"""The two servers of the gateway: the one that browsers see, and the APIs' own address, for functions only."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from infra.local.events.topics import notification_event
from infra.local.gateway.answer import TOO_LARGE
from infra.local.gateway.bridge import read_call, response_of
from infra.local.gateway.cloudfront import Origin, add_policy_headers
from infra.local.gateway.connections import Connections
from infra.local.gateway.http_api import BODY_LIMIT, HttpApi
from infra.local.gateway.websocket_api import WebSocketApi
from infra.local.lambdas.function import FunctionFailedError, FunctionTimedOutError

Invoke = Callable[[Any], Awaitable[Any]]


@dataclass(frozen=True)
class HttpOrigin:
    """The HTTP API as an origin of CloudFront."""

    api: HttpApi
    host: str

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        """Answer a request."""
        try:
            call = await read_call(request, self.host)
        except web.HTTPRequestEntityTooLarge:
            return response_of(TOO_LARGE)
        return response_of(await self.api.answer(call))


@dataclass(frozen=True)
class WebSocketOrigin:
    """The WebSocket API as an origin of CloudFront."""

    api: WebSocketApi
    host: str

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        """Open a connection, or refuse it."""
        opened = await self.api.accept(request, await read_call(request, self.host))
        return opened if isinstance(opened, web.StreamResponse) else response_of(opened)


def make_site_app(cloudfront: Origin, beside: Mapping[str, Origin]) -> web.Application:
    """Return what browsers see: CloudFront, and beside it what only the laptop has at this origin, by path."""
    app = web.Application(client_max_size=BODY_LIMIT + 1024)
    for path, answer in beside.items():
        app.router.add_route("*", f"{path}/{{rest:.*}}", answer)
    app.router.add_route("*", "/{path:.*}", cloudfront)
    app.on_response_prepare.append(add_policy_headers)
    return app


def make_inner_app(stage: str, connections: Connections, function: Callable[[str], Invoke]) -> web.Application:
    """Return the APIs' own address: @connections, and where moto posts what topics are told."""

    async def notify(request: web.Request) -> web.Response:
        event = notification_event(json.loads(await request.text()))
        try:
            await function(request.match_info["arn"])(event)
        except (FunctionFailedError, FunctionTimedOutError):
            return web.Response(status=500)
        return web.Response()

    app = web.Application()
    app.router.add_route("*", f"/{stage}/@connections/{{connection_id}}", connections.answer)
    app.router.add_post("/_sns/{arn}", notify)
    return app
