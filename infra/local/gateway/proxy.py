"""Passing requests on to the laptop's inner servers: presigned reads and pieces to moto, sign-in to its provider."""

from datetime import UTC, datetime
from http import HTTPStatus
from xml.sax.saxutils import escape

import aiohttp
from aiohttp import web
from yarl import URL

from infra.local.cloud.clients import SECRET_ACCESS_KEY
from infra.local.gateway.presigned import PresignedCall, UrlRefusedError, check_presigned

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-encoding", "content-length", "server", "date"}


class Upstream:
    """One inner server."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        """Pass requests on to `address`, paths unchanged."""
        self._session = session
        self._address = address

    async def pass_on(self, request: web.Request) -> web.StreamResponse:
        """Return the inner server's answer as it comes."""
        url = URL(self._address + request.rel_url.raw_path_qs, encoded=True)
        async with self._session.request(
            request.method, url, headers=_forwarded(request), data=await request.read(), allow_redirects=False
        ) as inner:
            return await _streamed(request, inner)


def _forwarded(request: web.Request) -> dict[str, str]:
    dropped = HOP_BY_HOP | {"host", "accept-encoding"}
    return {name: value for name, value in request.headers.items() if name.lower() not in dropped}


async def _streamed(request: web.Request, inner: aiohttp.ClientResponse) -> web.StreamResponse:
    response = web.StreamResponse(status=inner.status)
    for name, value in inner.headers.items():
        if name.lower() not in HOP_BY_HOP:
            response.headers.add(name, value)
    if inner.content_length is not None:
        response.content_length = inner.content_length
    await response.prepare(request)
    async for chunk in inner.content.iter_chunked(64 * 1024):
        await response.write(chunk)
    await response.write_eof()
    return response


class PresignedObjects:
    """What browsers read from the bucket and put into it: presigned and alive."""

    def __init__(self, upstream: Upstream) -> None:
        """Read from moto, and put there."""
        self._upstream = upstream

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer `GET` or `PUT /{bucket}/{key}?X-Amz-...`, or refuse as S3 does."""
        try:
            check_presigned(_presigned_call(request), SECRET_ACCESS_KEY, datetime.now(UTC))
        except (UrlRefusedError, ValueError) as refusal:
            body = f"<Error><Code>AccessDenied</Code><Message>{escape(str(refusal))}</Message></Error>"
            return web.Response(status=HTTPStatus.FORBIDDEN, text=body, content_type="application/xml")
        return await self._upstream.pass_on(request)


def _presigned_call(request: web.Request) -> PresignedCall:
    headers = {name.lower(): value for name, value in request.headers.items()}
    return PresignedCall(request.method, request.rel_url.raw_path, list(request.query.items()), headers)
