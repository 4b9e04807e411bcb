"""Between aiohttp and the players: requests become calls, answers become responses."""

from aiohttp import web

from infra.local.gateway.answer import Answer
from infra.local.gateway.call import ApiCall


async def read_call(request: web.Request, host: str) -> ApiCall:
    """Read a request as API Gateway gets it from CloudFront: all of it but the Host header."""
    headers = tuple((name, value) for name, value in request.headers.items() if name.lower() != "host")
    source = request.remote or ""
    return ApiCall(
        method=request.method,
        path=request.rel_url.raw_path,
        host=host,
        source_ip=source,
        headers=(*headers, ("Host", host), ("X-Forwarded-For", source), ("X-Forwarded-Proto", request.scheme)),
        query=tuple(request.query.items()),
        raw_query=request.rel_url.raw_query_string,
        body=await request.read(),
    )


def response_of(answer: Answer) -> web.Response:
    """Return an answer as aiohttp sends it."""
    response = web.Response(status=answer.status, body=answer.body)
    for name, value in answer.headers:
        response.headers.add(name, value)
    return response
