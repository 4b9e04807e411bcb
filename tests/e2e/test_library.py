"""The library: what was recorded is found again, cut, and accounted for."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import FILM, Live
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Officer, wait_for_picture
from tests.e2e.test_pictures import picture
from tests.e2e.verify import wait_for_seal

INCIDENT = "CAD 8001/21NOV"


@pytest.fixture
def investigator(desks: Browser, laptop: Laptop) -> Iterator[Officer]:
    """An investigator who has signed in."""
    officer = Officer(desks, laptop, "Tom Hughes")
    yield officer
    officer.context.close()


def test_a_recording_is_found_clipped_and_accounted_for(
    laptop: Laptop, start_session: Callable[[str], Live], investigator: Officer
) -> None:
    """Found by its incident, however it is typed; a part becomes a clip, and the history says who had it made."""
    live = start_session(INCIDENT)
    wait_for(lambda: len(laptop.kept(live.session_id)) >= 6, "some fragments")
    live.end()
    wait_for_seal(laptop, live.session_id)
    page = investigator.page
    _find(page)
    page.get_by_role("button", name="Investigation").click()
    wait_for_picture(investigator, FILM)
    _mark(page)
    page.get_by_label("Reason").first.fill("Charging advice")
    page.get_by_role("button", name="Make the copy").click()
    expect(page.get_by_role("button", name=re.compile(r"\.mp4"))).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Tom Hughes had a clip made of it")).to_be_visible(timeout=SLOW)
    picture(page, "viewer-clip")


def _find(page: Page) -> None:
    page.keyboard.press("l")
    page.get_by_role("searchbox", name="Search by incident").fill("cad8001/ 21nov")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name=INCIDENT)
    expect(link).to_have_count(1, timeout=SLOW)
    expect(page.get_by_text("1 found")).to_be_visible()
    picture(page, "viewer-found")
    link.click()


def _mark(page: Page) -> None:
    """Mark a part of two seconds as it plays."""
    page.get_by_role("button", name="Mark the beginning here").click(timeout=SLOW)
    began = page.locator("video").first.evaluate("video => video.currentTime")
    page.wait_for_function("began => document.querySelector('video').currentTime > began + 2", arg=began)
    page.get_by_role("button", name="Mark the end here").click()
    expect(page.get_by_text(re.compile(r"^Marked .* to .*[1-9]"))).to_be_visible()
