"""A street in the rain as a film: what the pictures in the README show instead of a counter in blocks."""

from pathlib import Path

from playwright.sync_api import Playwright

from tests.e2e.pages import CHROMIUM

SCENE = Path(__file__).with_name("scene.html")
WIDTH, HEIGHT, FRAMES_PER_SECOND = 1280, 720, 15
FRAMES = 2 * FRAMES_PER_SECOND


def film_scene(playwright: Playwright, path: Path) -> Path:
    """Film the scene, frame by frame, as MJPEG."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(SCENE.as_uri())
    with path.open("wb") as film:
        for number in range(FRAMES):
            page.evaluate("show", number / FRAMES_PER_SECOND)
            film.write(page.screenshot(type="jpeg", quality=85))
    browser.close()
    return path
