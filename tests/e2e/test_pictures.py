"""The pages as a person sees them, live: held against WCAG 2.2 AA by axe, and kept as pictures for the README.

The pictures go to test-results/screenshots; `make screenshots` takes them over into docs/.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Citizen, Officer, chromium, newest_link
from tests.e2e.scene import film_scene
from tests.e2e.test_citizen_accessibility import RULES
from tests.e2e.verify import wait_for_seal

FOLDER = Path(__file__).parents[2] / "test-results" / "screenshots"
INCIDENT = "CAD 7001/21NOV"


def picture(page: Page, name: str) -> None:
    """Keep a picture, and fail if axe finds a fault on it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
    violations = Axe().run(page, options=RULES).response["violations"]
    assert not violations, (name, [(found["id"], found["nodes"][0]["html"]) for found in violations])


@pytest.fixture
def street(playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    """A phone that looks at a street."""
    with chromium(playwright, film_scene(playwright, tmp_path / "scene.mjpeg")) as browser:
        yield browser


def test_every_page_of_a_session_in_both_themes(
    laptop: Laptop, call_handler: Officer, street: Browser, desks: Browser, numbers: Iterator[str]
) -> None:
    """Invite, link, consent, camera, live at both ends, replay, library: dark and light, desktop and phone."""
    number, desk = next(numbers), call_handler.page
    picture(desk, "viewer-empty")
    desk.keyboard.press("n")
    picture(desk, "viewer-new-invite")
    desk.keyboard.press("Escape")
    call_handler.invite(INCIDENT, number)
    citizen = Citizen(street, newest_link(laptop, number))
    phone = citizen.page
    expect(call_handler.stage.get_by_text("Waiting for them to agree.").first).to_be_visible(timeout=SLOW)
    picture(desk, "viewer-invite")
    picture(phone, "citizen-asking")
    citizen.agree()
    expect(phone.get_by_role("button", name="Turn on the camera")).to_be_visible()
    picture(phone, "citizen-camera")
    phone.get_by_role("button", name="Turn on the camera").click()
    phone.get_by_role("button", name="Share where I am").click(timeout=SLOW)
    expect(phone.locator(".bar")).to_contain_text("Police can see and hear you", timeout=SLOW)
    call_handler.watch(INCIDENT)
    _talk(desk, phone)
    _walk(citizen, desk)
    picture(phone, "citizen-live")
    picture(desk, "viewer-live")
    desk.emulate_media(color_scheme="light")
    desk.get_by_role("button", name="light", exact=False).first.click()
    picture(desk, "viewer-live-light")
    desk.set_viewport_size({"width": 390, "height": 844})
    picture(desk, "viewer-live-phone")
    desk.set_viewport_size({"width": 1440, "height": 900})
    _replay(laptop, call_handler)
    citizen.context.close()
    _keep(Officer(desks, laptop, "Tom Hughes"))


def _talk(desk: Page, phone: Page) -> None:
    desk.get_by_label("Message to the caller").fill("Officers are two minutes away. Are you both out of the cars?")
    desk.keyboard.press("Enter")
    expect(phone.get_by_text("Officers are two minutes away.")).to_be_attached()
    phone.get_by_role("button", name="Messages").click()
    phone.get_by_label("Your message").fill("Yes. Nobody is hurt badly")
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(desk.get_by_text("Nobody is hurt badly")).to_be_visible()
    phone.get_by_role("button", name="Close").click()


def _walk(citizen: Citizen, desk: Page) -> None:
    for step in range(1, 6):
        citizen.move(51.50072 + step * 0.00012, -0.12463 + step * 0.00018)
        citizen.page.wait_for_timeout(1100)
    expect(desk.get_by_text("TQ 3032 7971")).to_be_visible(timeout=SLOW)


def _ask_why(desk: Page) -> None:
    """Give the reason by the keyboard alone, once its sheet was seen in both themes, wide and narrow."""
    expect(desk.get_by_role("heading", name="Why are you looking at this recording?")).to_be_focused(timeout=SLOW)
    for theme, other in (("light", "dark"), ("dark", "light")):
        picture(desk, f"viewer-reason-{theme}")
        desk.set_viewport_size({"width": 390, "height": 844})
        picture(desk, f"viewer-reason-{theme}-phone")
        desk.set_viewport_size({"width": 1440, "height": 900})
        desk.get_by_role("button", name=other, exact=False).first.click()
    desk.get_by_role("button", name="Other…").press("Enter")
    expect(desk.get_by_label("Other reason")).to_be_focused()
    desk.keyboard.type("Called back by the family")
    desk.keyboard.press("Enter")


def _replay(laptop: Laptop, officer: Officer) -> None:
    session_id = laptop.session_id(INCIDENT)
    wait_for(lambda: len(laptop.kept(session_id)) >= 8, "some fragments")
    officer.page.get_by_role("button", name="End session").click()
    officer.page.get_by_role("button", name="End it").click()
    wait_for_seal(laptop, session_id)
    officer.row(INCIDENT).click()
    _ask_why(officer.page)
    wait_for(lambda: max(officer.pixels() or [0]) > 50, "the street", 60)
    expect(officer.page.get_by_text("Reading …")).to_have_count(0)
    picture(officer.page, "viewer-replay")


def _played(page: Page) -> float:
    return float(page.locator("video").first.evaluate("video => video.currentTime"))


def _keep(investigator: Officer) -> None:
    """Have a clip made; then the recording's own page, and the library in which both are found."""
    page = investigator.page
    page.set_viewport_size({"width": 1440, "height": 1300})
    investigator.replay(INCIDENT)
    wait_for(lambda: max(investigator.pixels() or [0]) > 50, "the street", 60)
    page.get_by_role("button", name="Mark the beginning here").click()
    began = _played(page)
    wait_for(lambda: _played(page) > began + 2, "two seconds more")
    page.get_by_role("button", name="Mark the end here").click()
    page.get_by_label("Reason").first.fill("Charging advice")
    page.get_by_role("button", name="Make the copy").click()
    expect(page.get_by_role("button", name=re.compile(r"\.mp4"))).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Reading …")).to_have_count(0)
    page.locator("#stage").evaluate("stage => stage.scrollTo(0, 0)")
    picture(page, "viewer-recording")
    page.set_viewport_size({"width": 1440, "height": 700})
    page.keyboard.press("l")
    expect(page.get_by_text("newest first")).to_be_visible(timeout=SLOW)
    picture(page, "viewer-library")
    investigator.context.close()
