"""A recipient's page by itself, before a server that is played: each step and its end, on the smallest screen."""

import io
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, ViewportSize, expect

from infra.constructs.page_headers import content_security_policy
from tests.e2e.pages import chromium
from tests.e2e.test_pictures import picture

DIST = Path(__file__).parents[2] / "web" / "dist"
ORIGIN = "http://127.0.0.1:9"
TOKEN = f"share-1.{'x' * 22}"
CODE = "012345"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
SHARE = {
    "force_name": "Avon Police",
    "officer_name": "DC Hughes",
    "kind": "session",
    "incident_ref": "CAD 8101/21NOV",
    "recipient_name": "Ann Moss",
    "organisation": "CPS East",
    "email_hint": "a…@example.org",
    "expires_at": "2026-12-01T00:00:00Z",
    "may_download": True,
}
RECORDING = {
    "session_id": "session-1",
    "state": "ended",
    "began_at": "2026-11-21T12:00:00Z",
    "ended_at": "2026-11-21T12:01:00Z",
    "duration_seconds": 50,
    "fragment_count": 0,
    "codecs": [],
    "gaps": [
        {
            "track": "video",
            "began_at": "2026-11-21T12:00:20Z",
            "ended_at": "2026-11-21T12:00:30Z",
            "reason": "stream-interrupted",
        }
    ],
    "sealed": True,
    "voices": [],
    "original": None,
}
EPOCH_OF_CLIP = int(datetime.fromisoformat("2026-11-21T12:00:05Z").timestamp() * 1000)
REVOKED = {"code": "share-revoked", "status": 410, "title": "Gone", "detail": "The police have withdrawn this."}
WRONG = {"code": "share-code-wrong", "status": 403, "title": "Forbidden", "detail": "That is not the code."}


CLIP: dict[str, Any] = {
    "copy_id": "clip-1",
    "kind": "clip",
    "began_at": "2026-11-21T12:00:05Z",
    "ended_at": "2026-11-21T12:00:07Z",
    "files": [
        {
            "file": "clip-1.mp4",
            "media_type": "video/mp4",
            "bytes": 9_000,
            "began_at": "2026-11-21T12:00:05Z",
            "ended_at": "2026-11-21T12:00:07Z",
        }
    ],
}


@dataclass
class Server:
    """The site and its API, as far as this page asks for them."""

    kind: str = "session"
    revoked: bool = False
    asked: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """Answer a request."""
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if path == "/store/clip-1.mp4":
            route.fulfill(body=make_film(), content_type="binary/octet-stream")
            return
        if path.startswith("/api/"):
            self.asked.append(route.request.url.removeprefix(f"{ORIGIN}/api"))
            status, body = self._say(path, route.request.post_data)
            route.fulfill(status=status, content_type="application/json", body=json.dumps(body))
            return
        file = DIST / (f"{path}index.html" if path.endswith("/") else path).lstrip("/")
        headers = {"Content-Type": TYPES[file.suffix], "Content-Security-Policy": content_security_policy([])}
        route.fulfill(body=file.read_bytes(), headers=headers)

    def _say(self, path: str, body: str | None) -> tuple[int, object]:
        if self.revoked:
            return 410, REVOKED
        if path == "/api/share/open" and json.loads(body or "{}")["code"] != CODE:
            return 403, WRONG
        said = {
            "/api/share/look-up": SHARE | {"kind": self.kind},
            "/api/share/code": {"email_hint": SHARE["email_hint"], "expires_at": SHARE["expires_at"]},
            "/api/share/open": {"credential": TOKEN, "ends_at": SHARE["expires_at"]},
            "/api/share/viewing": {"ends_at": SHARE["expires_at"]},
            "/api/share/recording": RECORDING,
            "/api/share/stills": {"stills": [], "total": 0},
            "/api/share/copies": {"copies": [] if self.kind == "session" else [CLIP], "file": None},
            "/api/share/copies/clip-1/files": {"files": [CLIP["files"][0] | {"url": f"{ORIGIN}/store/clip-1.mp4"}]},
        }
        return 200, said[path]


def make_film() -> bytes:
    """Return two seconds of grey as MP4."""
    body = io.BytesIO()
    with av.open(body, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for shade in range(20):
            frame = av.VideoFrame.from_ndarray(np.full((90, 160, 3), 60 + 8 * shade, np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return body.getvalue()


@pytest.fixture(scope="module")
def screen(playwright: Playwright) -> Iterator[Browser]:
    """A browser somewhere else."""
    with chromium(playwright) as browser:
        yield browser


@pytest.fixture
def server() -> Server:
    """Return the server."""
    return Server()


@pytest.fixture
def page(screen: Browser, server: Server) -> Iterator[Page]:
    """A small screen; what its page complains of, or its policy stops, fails the test."""
    context = screen.new_context(viewport=ViewportSize(width=320, height=640), color_scheme="light", locale="en-GB")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.route("**/*", server.answer)
    yield page
    context.close()
    assert complaints == []


def test_from_the_link_to_the_end(page: Page, server: Server) -> None:
    """Who shares what, a wrong code, the right one, the recording under a watermark; withdrawn, it goes within 5 s."""
    page.goto(f"{ORIGIN}/s/#{TOKEN}")
    expect(page.get_by_text("DC Hughes of Avon Police shares with you a recording of incident")).to_be_visible()
    expect(page.get_by_text("until the end of 30 November 2026")).to_be_visible()
    assert page.url == f"{ORIGIN}/s/"
    picture(page, "share-welcome")
    page.get_by_role("button", name="Send me a code").click()
    field = page.get_by_label("Code from the e-mail")
    expect(field).to_be_focused()
    field.fill("543210")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("share-code-wrong")
    picture(page, "share-code")
    field.fill(CODE)
    field.press("Enter")
    _check_recording(page)

    server.revoked = True
    withdrawn = time.monotonic()
    expect(page.get_by_role("heading", name="This has been withdrawn")).to_be_visible(timeout=5_000)
    assert time.monotonic() - withdrawn < 5
    expect(page.get_by_role("alert")).to_contain_text("share-revoked")
    assert page.locator("video").count() == 0
    picture(page, "share-withdrawn")


def _check_recording(page: Page) -> None:
    expect(page.locator(".watermark span").first).to_contain_text("Ann Moss, CPS East")
    expect(page.get_by_text("1 gap in the recording")).to_be_visible()
    expect(page.get_by_role("heading", name="To save")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        picture(page, f"share-viewing-{theme}")


def test_a_clip_is_shown_whole(page: Page, server: Server) -> None:
    """Fetched to be viewed, played at its time under the watermark; saved by a press; withdrawn, it goes."""
    server.kind = "clip"
    page.goto(f"{ORIGIN}/s/#{TOKEN}")
    expect(page.get_by_role("heading", name="A film is shared with you")).to_be_visible()
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the e-mail").fill(CODE)
    page.get_by_role("button", name="View the film").click()

    film = page.get_by_label(f"Film of incident {SHARE['incident_ref']}")
    page.wait_for_function("film => film.duration > 1.5 && film.videoWidth === 160", arg=film.element_handle())
    expect(page.get_by_label("Time shown")).to_have_attribute("min", str(EPOCH_OF_CLIP))
    expect(page.locator(".watermark span").first).to_contain_text("Ann Moss, CPS East")
    expect(page.get_by_role("button", name="Clip from 12:00:05, 9.0 KB")).to_be_visible()
    assert "/share/copies/clip-1/files?to=view" in server.asked
    picture(page, "share-clip")

    server.revoked = True
    expect(page.get_by_role("heading", name="This has been withdrawn")).to_be_visible(timeout=5_000)
    assert page.locator("video").count() == 0


def test_a_page_without_its_link_says_where_to_find_it(page: Page, server: Server) -> None:
    """Loaded again, it asks for nothing."""
    page.goto(f"{ORIGIN}/s/")
    expect(page.get_by_role("alert")).to_contain_text("Open the link from the e-mail again")
    assert server.asked == []
