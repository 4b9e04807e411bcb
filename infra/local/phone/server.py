"""The phone's page, on a port of its own that only this machine reaches: the texts hold people's links."""

import json
from pathlib import Path

from aiohttp import web

from infra.local.phone.network import MobileNetwork

PAGE = Path(__file__).parent / "page"
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
NETWORK = web.AppKey("network", MobileNetwork)


def make_phone(network: MobileNetwork) -> web.Application:
    """Return the page with its three addresses: texts and mails, their changes, the switch."""
    app = web.Application()
    app[NETWORK] = network
    app.router.add_get("/", _page)
    app.router.add_get("/texts", _texts)
    app.router.add_get("/changes", _changes)
    app.router.add_post("/switch", _switch)
    app.router.add_static("/", PAGE)
    app.on_response_prepare.append(_secure)
    return app


async def _page(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def _texts(request: web.Request) -> web.Response:
    return web.json_response(_state(request.app[NETWORK]))


async def _changes(request: web.Request) -> web.StreamResponse:
    """Send the state at every change, as server-sent events, until the page is closed."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    network = request.app[NETWORK]
    while True:
        await response.write(f"data: {json.dumps(_state(network))}\n\n".encode())
        await network.next_change()


async def _switch(request: web.Request) -> web.Response:
    await request.app[NETWORK].switch(on=bool((await request.json())["on"]))
    return web.Response(status=204)


def _state(network: MobileNetwork) -> dict[str, object]:
    return {
        "phone_is_on": network.phone_is_on,
        "texts": [text.view() for text in network.texts()],
        "mails": [mail.view() for mail in network.mails()],
    }


async def _secure(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(SECURITY)
