"""The HTTP API finds the route, asks the authorizer, invokes the function, and keeps the limits."""

import asyncio
from typing import Any

import pytest

from infra.local.gateway import http_api
from infra.local.gateway.authorizers import NobodyAsks
from infra.local.gateway.call import ApiCall
from infra.local.gateway.http_api import BODY_LIMIT, LAMBDA_PAYLOAD_LIMIT, HttpApi, HttpTarget
from infra.local.lambdas.function import FunctionFailedError, FunctionTimedOutError


async def echo(event: Any) -> Any:
    """Answer with what was asked for."""
    return {"statusCode": 200, "body": f"{event['httpMethod']} {event['pathParameters']}"}


def api_of(function: Any = echo) -> HttpApi:
    """Return an API with one route."""
    return HttpApi("abc", "api", [("POST /things/{id}", HttpTarget(NobodyAsks(), function))])


def call(path: str = "/api/things/7", body: bytes = b"") -> ApiCall:
    """Return a request to it."""
    return ApiCall("POST", path, "host", "192.0.2.7", headers=(("content-type", "text/plain"),), body=body)


async def test_a_request_reaches_its_function() -> None:
    """Stage and route are taken off the path."""
    answer = await api_of().answer(call())
    assert (answer.status, answer.body) == (200, b"POST {'id': '7'}")


@pytest.mark.parametrize("path", ["/api/others", "/other/things/7", "/things/7"])
async def test_what_has_no_route_is_not_found(path: str) -> None:
    """Another path or stage is 404 by the gateway itself."""
    answer = await api_of().answer(call(path))
    assert (answer.status, answer.body) == (404, b'{"message":"Not Found"}')


@pytest.mark.parametrize("length", [BODY_LIMIT + 1, LAMBDA_PAYLOAD_LIMIT + 1])
async def test_too_large_a_body_is_refused(length: int) -> None:
    """10 MB is API Gateway's limit, and 6 MB that of an invocation."""
    assert (await api_of().answer(call(body=b"x" * length))).status == 413


@pytest.mark.parametrize("error", [FunctionFailedError("x"), FunctionTimedOutError("x")])
async def test_a_failing_function_is_an_internal_error(error: Exception) -> None:
    """The cause stays in the log."""

    async def fail(_event: Any) -> Any:
        raise error

    answer = await api_of(fail).answer(call())
    assert (answer.status, answer.body) == (500, b'{"message":"Internal Server Error"}')


async def test_a_slow_function_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the integration's time the caller is told, while the function goes on."""
    monkeypatch.setattr(http_api, "INTEGRATION_SECONDS", 0.01)
    may_end, has_ended = asyncio.Event(), asyncio.Event()

    async def slow(_event: Any) -> Any:
        await may_end.wait()
        has_ended.set()

    answer = await api_of(slow).answer(call())
    assert (answer.status, answer.body) == (503, b'{"message":"Service Unavailable"}')
    may_end.set()
    await asyncio.wait_for(has_ended.wait(), 5)
