"""The citizen's page, screen by screen, held against WCAG 2.2 AA by axe: in both languages, on light and on dark."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.laptop import Laptop
from tests.e2e.pages import SLOW, Citizen, Officer, newest_link

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NARROWEST = (320, 568)


def hold(page: Page, screen: str) -> None:
    """Check the screen that is shown, in both themes; nothing may stick out at the side, with large letters too."""
    expect(page.locator(f"body[data-screen={screen}]")).to_be_attached(timeout=SLOW)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        violations = Axe().run(page, options=RULES).response["violations"]
        assert not violations, (screen, theme, [(found["id"], found["nodes"][0]["html"]) for found in violations])
    for size in ("200%", ""):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (screen, size)


@pytest.fixture
def citizen(laptop: Laptop, phones: Browser, call_handler: Officer, numbers: Iterator[str]) -> Iterator[Citizen]:
    """Someone with a very narrow phone who has tapped the link."""
    number = next(numbers)
    call_handler.invite("CAD 6001/21NOV", number, files=True)
    citizen = Citizen(phones, newest_link(laptop, number), size=NARROWEST)
    yield citizen
    citizen.context.close()


def test_every_screen_from_the_link_to_the_thanks(citizen: Citizen) -> None:
    """Who asks, camera, position, live, messages, stopping, thanks."""
    page = citizen.page
    hold(page, "asking")
    citizen.agree()
    hold(page, "camera")
    page.get_by_role("button", name="Turn on the camera").click()
    hold(page, "position")
    page.get_by_role("button", name="Share where I am").click()
    expect(page.get_by_role("button", name="Send photos or videos you already have")).to_be_visible(timeout=SLOW)
    hold(page, "live")
    page.get_by_role("button", name="Messages").click()
    expect(page.get_by_label("Your message")).to_be_focused()
    hold(page, "live")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Messages")).to_be_focused()
    page.get_by_role("button", name="Stop", exact=True).click()
    hold(page, "live")
    page.get_by_role("button", name="Stop sharing").click()
    hold(page, "ended")


def test_the_first_question_in_welsh(citizen: Citizen) -> None:
    """The language is changed on the page, which says so to screen readers."""
    citizen.page.get_by_role("button", name="Cymraeg").click()
    expect(citizen.page.locator("html")).to_have_attribute("lang", "cy")
    hold(citizen.page, "asking")
    citizen.page.get_by_role("button", name="Dim diolch").click()
    hold(citizen.page, "declined")


def test_a_link_that_does_not_work(laptop: Laptop, phones: Browser) -> None:
    """The shortest way to a dead end, which must still be readable by everyone."""
    citizen = Citizen(phones, f"{laptop.origin}/j#AAAAAAAAAAAAAAAAAAAAAA")
    hold(citizen.page, "failed")
    citizen.context.close()


def test_the_accessibility_statement(laptop: Laptop, phones: Browser) -> None:
    """The statement itself is accessible."""
    page = phones.new_page()
    page.goto(f"{laptop.origin}/j/accessibility.html")
    assert not Axe().run(page, options=RULES).response["violations"]
    page.close()


def test_escape_leaves_at_once(citizen: Citizen) -> None:
    """Escape replaces the page, so that the back button does not lead to it again."""
    page = citizen.page
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather", content_type="text/html"))
    hold(page, "asking")
    page.keyboard.press("Escape")
    expect(page).to_have_url("https://www.bbc.co.uk/weather")
    page.go_back()
    assert "/j" not in page.url
