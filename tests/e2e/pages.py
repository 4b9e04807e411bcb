"""The pages as the people who use them see them: what they tap, type and read."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from tests.e2e.film import READ_VIDEO, Stamp, read_pixels
from tests.e2e.laptop import Laptop, wait_for

CHROMIUM = "/usr/bin/chromium-headless-shell"
"""Chromium without its own windows, which take as much of a core as our pages do."""
CHROMIUM_THAT_ASKS = "/usr/bin/chromium"
"""The whole Chromium: the shell knows no prompt that a person could say no to."""
SLOW = 20_000
"""Milliseconds for what waits on media, text messages or several machines' turns."""

FILES = "Photos, videos"
"""What an invite asks for if the phone is to send what it has already."""

TIME_FIRST_FRAME = """() => {
  window.firstFrame = new Promise((resolve) => {
    addEventListener("click", ({ timeStamp }) => {
      const look = () => {
        const video = document.querySelector("video");
        if (video) video.requestVideoFrameCallback((shown) => resolve((shown - timeStamp) / 1000));
        else requestAnimationFrame(look);
      };
      look();
    }, { once: true, capture: true });
  });
}"""
"""Time the next click's picture."""


@contextmanager
def chromium(
    playwright: Playwright, film: Path | None = None, *more: str, program: str = CHROMIUM
) -> Iterator[Browser]:
    """Start a Chromium whose camera, if it has one, plays a film."""
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] if film else []
    source = [f"--use-file-for-fake-video-capture={film}"] if film else []
    browser = playwright.chromium.launch(
        executable_path=program,
        args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required", *camera, *source, *more],
    )
    try:
        yield browser
    finally:
        browser.close()


class Officer:
    """An officer at the viewer."""

    def __init__(self, browser: Browser, laptop: Laptop, name: str, *, dark: bool = True) -> None:
        """Open the viewer and sign in by the name on the sign-in page."""
        self.context = browser.new_context(
            viewport={"width": 1440, "height": 900}, color_scheme="dark" if dark else "light"
        )
        self.page = self.context.new_page()
        self.laptop = laptop
        self.page.goto(self.laptop.addresses["viewer"])
        self.sign_in(name)

    def sign_in(self, name: str) -> None:
        """Go through the identity provider."""
        self.page.get_by_role("button", name=re.compile("sign in", re.IGNORECASE)).click()
        self.page.get_by_role("button", name=re.compile(name)).click()
        expect(self.page.get_by_role("navigation", name="Sessions and invites")).to_be_visible(timeout=SLOW)

    def invite(
        self,
        incident_ref: str,
        number: str = "07700 900123",
        *,
        only: tuple[str, ...] = (),
        keep_original: bool = False,
        files: bool = False,
    ) -> None:
        """Fill in a new invite and send it; `only` leaves just these things asked for, `files` adds files."""
        self.page.keyboard.press("n")
        self.page.get_by_label("Caller's mobile number").fill(number)
        self.page.get_by_label("Incident reference").fill(incident_ref)
        for name in ("Video", "Sound", "Location"):
            self.page.get_by_role("checkbox", name=name, exact=True).set_checked(not only or name in only)
        self.page.get_by_role("checkbox", name=FILES).set_checked(files or FILES in only)
        self.page.get_by_role("checkbox", name="Keep full quality").set_checked(keep_original)
        self.page.get_by_role("button", name="Send the text").click()

    def watch(self, incident_ref: str) -> None:
        """Put a running session on the stage."""
        self.row(incident_ref).click()

    def replay(self, incident_ref: str, reason: str = "Investigation") -> None:
        """Open a sealed session, and say why."""
        self.row(incident_ref).click()
        self.page.get_by_role("button", name=reason).click()

    def watch_timed(self, incident_ref: str) -> float:
        """Put a running session on the stage; return the seconds from the click to the first frame."""
        self.page.evaluate(TIME_FIRST_FRAME)
        self.watch(incident_ref)
        return float(self.page.evaluate("window.firstFrame"))

    @property
    def stage(self) -> Locator:
        """The middle of the screen."""
        return self.page.locator("#stage")

    def row(self, incident_ref: str) -> Locator:
        """Return a session's or invite's row in the rail."""
        rail = self.page.get_by_role("navigation", name="Sessions and invites")
        return rail.get_by_role("button", name=incident_ref)

    def pixels(self, session_id: str | None = None) -> list[int] | None:
        """Return the grey values of a session's picture, or of the first one on the stage, if there is one."""
        tile = f"[data-session-id='{session_id}'] " if session_id else ""
        pixels: list[int] | None = self.page.locator(f"{tile}video").first.evaluate(READ_VIDEO)
        return pixels

    def stamp(self, session_id: str | None = None) -> Stamp | None:
        """Read the picture that the officer sees."""
        pixels = self.pixels(session_id)
        return read_pixels(pixels) if pixels else None


class Citizen:
    """A member of the public with a phone."""

    def __init__(
        self,
        browser: Browser,
        link: str,
        *,
        allow: tuple[str, ...] = ("camera", "microphone", "geolocation"),
        size: tuple[int, int] = (390, 844),
        before: Callable[[BrowserContext], None] | None = None,
    ) -> None:
        """Tap the link on a phone that says yes to `allow` when the browser asks."""
        self.context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=2,
            is_mobile=True,
            has_touch=True,
            permissions=list(allow),
            geolocation={"latitude": 51.50072, "longitude": -0.12463, "accuracy": 12},
            locale="en-GB",
        )
        if before:
            before(self.context)
        self.page: Page = self.context.new_page()
        self.page.goto(link)

    def agree(self) -> None:
        """Say yes to all that is asked."""
        self.page.get_by_role("button", name="Yes, I agree").click()

    def share(self) -> None:
        """Agree, turn on the camera, and share the position."""
        self.agree()
        self.page.get_by_role("button", name="Turn on the camera").click()
        self.page.get_by_role("button", name="Share where I am").click(timeout=SLOW)

    def move(self, latitude: float, longitude: float) -> None:
        """Walk somewhere else."""
        self.context.set_geolocation({"latitude": latitude, "longitude": longitude, "accuracy": 8})


def newest_link(laptop: Laptop, phone_number: str, after: int = 0) -> str:
    """Wait for a text to this number and return its link; `after` texts to it are not looked at."""

    def look() -> str | None:
        texts = [text for text in laptop.texts() if text["phone_number"] == phone_number]
        found = re.search(r"https?://\S+/j#\S+", texts[-1]["text"]) if len(texts) > after else None
        return found[0] if found else None

    return wait_for(look, f"a text to {phone_number[:4]}...")


def wait_for_picture(officer: Officer, film: int, after: int | None = None, session_id: str | None = None) -> Stamp:
    """Wait until the officer sees a frame of the right film, and another one than `after`."""

    def look() -> Stamp | None:
        stamp = officer.stamp(session_id)
        return stamp if stamp and stamp.film == film and stamp.frame != after else None

    return wait_for(look, "the picture")
