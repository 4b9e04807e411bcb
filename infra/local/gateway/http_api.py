"""The HTTP API: finds the route, asks its authorizer, invokes its function, answers in its words."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from infra.local.gateway.answer import FAILED, NOT_FOUND, TOO_LARGE, TOO_LATE, Answer, RefusedError, answer_of
from infra.local.gateway.authorizers import Authorizer
from infra.local.gateway.call import ApiCall
from infra.local.gateway.http_event import payload_1
from infra.local.gateway.routing import Matched, RouteTable
from infra.local.lambdas.function import FunctionFailedError, FunctionTimedOutError

BODY_LIMIT = 10 * 1024 * 1024
LAMBDA_PAYLOAD_LIMIT = 6 * 1024 * 1024
INTEGRATION_SECONDS = 30.0

Invoke = Callable[[Any], Awaitable[Any]]


@dataclass(frozen=True)
class HttpTarget:
    """What lies behind a route: an authorizer, then a function."""

    authorizer: Authorizer
    invoke: Invoke


class HttpApi:
    """One API at one stage."""

    def __init__(self, api_id: str, stage: str, routes: Iterable[tuple[str, HttpTarget]]) -> None:
        """Take the routes by their keys."""
        self._api_id = api_id
        self._stage = stage
        self._routes = RouteTable(routes)

    async def answer(self, call: ApiCall) -> Answer:
        """Answer one request, whose path begins with the stage."""
        matched = self._match(call)
        if matched is None:
            return NOT_FOUND
        if len(call.body) > BODY_LIMIT:
            return TOO_LARGE
        try:
            return await self._pass_on(call, matched)
        except RefusedError as refusal:
            return refusal.answer
        except (FunctionFailedError, FunctionTimedOutError):
            return FAILED

    def _match(self, call: ApiCall) -> Matched[HttpTarget] | None:
        stage, _, path = call.path.removeprefix("/").partition("/")
        return self._routes.match(call.method, f"/{path}") if stage == self._stage else None

    async def _pass_on(self, call: ApiCall, matched: Matched[HttpTarget]) -> Answer:
        event = payload_1(
            call,
            api_id=self._api_id,
            stage=self._stage,
            route_path=matched.key.partition(" ")[2] or matched.key,
            parameters=matched.parameters,
            authorizer=await matched.target.authorizer.admit(call, matched.key),
        )
        if len(json.dumps(event)) > LAMBDA_PAYLOAD_LIMIT:
            return TOO_LARGE
        return await _in_time(matched.target.invoke(event))


async def _in_time(invocation: Awaitable[Any]) -> Answer:
    """Wait for a function as long as API Gateway does; the function itself goes on."""
    running = asyncio.ensure_future(invocation)
    try:
        async with asyncio.timeout(INTEGRATION_SECONDS):
            return answer_of(await asyncio.shield(running))
    except TimeoutError:
        running.add_done_callback(lambda late: late.cancelled() or late.exception())
        return TOO_LATE
