"""The officers' viewer before a server that is played, which says at once what the real one says late or never."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, WebSocketRoute

from infra.constructs.page_headers import content_security_policy
from tests.e2e.played_provider import CLIENT, ISSUER, ORIGIN, answer_sign_in, claims_at, write_token

DIST = Path(__file__).parents[2] / "web" / "dist"
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
BYTES = "application/octet-stream"
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)

WELCOME = {
    "type": "welcome",
    "participant_id": "officer-1",
    "name": "Priya Nair",
    "role": "supervisor",
    "server_time": "2026-11-22T12:00:00Z",
    "reconnect_after_seconds": 6600,
    "ping_every_seconds": 240,
    "session": None,
}

SIGN_IN = """([key, user]) => {
  if (location.protocol === "about:" || sessionStorage.getItem("signed-in-once")) return;
  sessionStorage.setItem("signed-in-once", "yes");
  sessionStorage.setItem(key, user);
}"""
"""What the provider's answer leaves in the tab; a page that is loaded again finds what the viewer has kept of it."""

Answer = Any
"""The body of a 200; a Problem by `problem`; or what makes one of these of the request's body."""


def problem(status: int, code: str, detail: str) -> tuple[int, dict[str, Any]]:
    """Return a refusal."""
    return status, {"code": code, "status": status, "title": code, "detail": detail}


@dataclass
class PlayedServer:
    """The site, its sign-in and its API: whatever a test says, by method and path."""

    role: str = "supervisor"
    now: float = NOON
    """Seconds; where the clock of the page begins."""
    answers: dict[str, Answer] = field(default_factory=dict)
    stored: dict[str, bytes] = field(default_factory=dict)
    """What lies in the bucket, by path."""
    settings: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """Each request of the API, with the token that it came with."""

    def answer(self, route: Route) -> None:
        """Answer a request."""
        path, _, _ = route.request.url.removeprefix(ORIGIN).partition("?")
        if path.startswith("/provider/"):
            answer_sign_in(route, claims_at(self.now, self.role))
        elif path.startswith("/store/"):
            self._store(route, path)
        elif path.startswith("/api/"):
            self._api(route, path.removeprefix("/api"))
        elif path == "/config.json":
            said = {"issuer": ISSUER, "client_id": CLIENT, "force_name": "Avon Police", **self.settings}
            route.fulfill(json=said)
        else:
            file = DIST / (f"{path}index.html" if path.endswith("/") else path).lstrip("/")
            kind = TYPES.get(file.suffix, BYTES)
            headers = {"Content-Type": kind, "Content-Security-Policy": content_security_policy([])}
            route.fulfill(body=file.read_bytes(), headers=headers)

    def _store(self, route: Route, path: str) -> None:
        if route.request.method == "PUT":
            self.stored[path] = route.request.post_data_buffer or b""
            route.fulfill(status=200)
        else:
            _send(route, self.stored[path])

    def _api(self, route: Route, path: str) -> None:
        request = route.request
        self.asked.append((f"{request.method} {path}", request.headers.get("authorization")))
        said = {**EMPTY_DESK, **self.answers}.get(f"{request.method} {path}", NOT_FOUND)
        body = said(request.post_data_json) if callable(said) else said
        if isinstance(body, str):
            route.fulfill(content_type="application/vnd.apple.mpegurl", body=body)
            return
        status, body = body if isinstance(body, tuple) else (200, body)
        route.fulfill(status=status, json=body)


def _send(route: Route, body: bytes) -> None:
    """Answer with what is stored, or with the part of it that was asked for, as players do who seek."""
    part = re.fullmatch(r"bytes=(\d+)-(\d*)", route.request.headers.get("range", ""))
    if part is None:
        route.fulfill(body=body, content_type=BYTES)
        return
    first, last = int(part[1]), min(int(part[2] or len(body)), len(body) - 1)
    headers = {"Content-Range": f"bytes {first}-{last}/{len(body)}", "Content-Type": BYTES}
    route.fulfill(status=206, headers=headers, body=body[first : last + 1])


EMPTY_DESK: dict[str, Answer] = {
    "POST /tickets": {"ticket": "ticket", "expires_at": "2026-11-22T12:00:30Z", "ice_servers": []},
    "GET /invites": {"invites": []},
    "GET /sessions": {"sessions": [], "next": None},
}
NOT_FOUND = problem(404, "not-found", "There is no such thing.")


def _signal(socket: WebSocketRoute) -> None:
    """Welcome whoever says hello."""

    def heard(message: str | bytes) -> None:
        if json.loads(message)["type"] == "hello":
            socket.send(json.dumps(WELCOME))

    socket.on_message(heard)


@contextmanager
def open_desk(browser: Browser, server: PlayedServer, place: str) -> Iterator[Page]:
    """Open a place of the viewer, signed in; what the page complains of, or its policy stops, fails the test."""
    context = browser.new_context(viewport=WIDE, color_scheme="dark", locale="en-GB", timezone_id="Europe/London")
    complaints = _listen(context)
    context.route("**/*", server.answer)
    context.route_web_socket(re.compile(r"/ws"), _signal)
    claims = claims_at(server.now, server.role)
    user = {"id_token": write_token(claims), "token_type": "Bearer", "profile": claims, "expires_at": claims["exp"]}
    key = f"oidc.user:{ISSUER}:{CLIENT}"
    context.add_init_script(f"({SIGN_IN})({json.dumps([key, json.dumps(user)])})")
    context.clock.install(time=server.now)
    page = context.new_page()
    page.goto(f"{ORIGIN}/{place}")
    yield page
    context.unroute_all(behavior="ignoreErrors")
    context.close()
    assert complaints == [], complaints


def _listen(context: BrowserContext) -> list[str]:
    complaints: list[str] = []
    context.on("weberror", lambda said: complaints.append(str(said.error)))
    context.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    return complaints
