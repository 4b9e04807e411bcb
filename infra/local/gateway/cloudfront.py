"""CloudFront: the behaviours of the template's distribution, in their order."""

import fnmatch
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from infra.local.gateway.page_headers import Headers

Origin = Callable[[web.Request], Awaitable[web.StreamResponse]]
HEADERS = web.RequestKey("headers", tuple)


@dataclass(frozen=True)
class Behaviour:
    """Which paths go to which origin, and with which headers the answers come."""

    pattern: str
    origin: Origin
    headers: Headers


class CloudFront:
    """One distribution."""

    def __init__(self, behaviours: Sequence[Behaviour]) -> None:
        """Take the behaviours in the order in which they are tried; the default one comes last."""
        self._behaviours = behaviours

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request from the origin of the first behaviour whose pattern its path meets."""
        behaviour = next(each for each in self._behaviours if fnmatch.fnmatchcase(request.path, each.pattern))
        request[HEADERS] = behaviour.headers
        return await behaviour.origin(request)


async def add_policy_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Add a behaviour's headers when an answer begins; for `on_response_prepare`."""
    for name, value in request.get(HEADERS, ()):
        response.headers[name] = value
