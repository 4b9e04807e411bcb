"""An officer lets a camera in that no citizen holds, and puts it out again."""

import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.laptop import Laptop
from tests.e2e.pages import SLOW, Officer

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def offer_nothing(laptop: Laptop, token: str) -> int:
    """Post what is no offer with a token; return the status, which tells whether the token was taken."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/sdp"}
    return requests.post(f"{laptop.addresses['api']}/whip", data="v=0", headers=headers, timeout=20).status_code


def hold(page: Page) -> None:
    """Check the page by axe."""
    violations = Axe().run(page, options=RULES).response["violations"]
    assert not violations, [(found["id"], found["nodes"][0]["html"]) for found in violations]


def test_a_camera_is_made_shown_its_token_once_and_revoked(laptop: Laptop, call_handler: Officer) -> None:
    """What is missing is said where it is missing; the token works as shown, and no more after its revocation."""
    page = call_handler.page
    page.get_by_role("button", name="Cameras").click()
    page.get_by_role("button", name="New camera").click()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_label("Name")).to_be_focused()
    hold(page)

    page.get_by_label("Name").fill("M4 J3 camera 2")
    page.get_by_label("Incident reference").fill("CAD 7100/21NOV")
    page.get_by_label("Kind").select_option("Roadside")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", name="Set up “M4 J3 camera 2”")).to_be_focused(timeout=SLOW)
    assert page.locator("[data-whip-address]").inner_text() == f"{laptop.origin}/api/whip"
    token = page.locator("[data-whip-token]").inner_text()
    hold(page)
    assert offer_nothing(laptop, token) == 422

    page.get_by_role("button", name="I have it").click()
    expect(page.get_by_text("Has not sent yet").or_(page.get_by_text("Does not send now"))).to_be_visible()
    assert token not in page.content()
    page.get_by_role("button", name="Revoke M4 J3 camera 2").click()
    page.get_by_role("button", name="Revoke it").click()
    expect(page.get_by_text("Revoked", exact=True)).to_be_visible(timeout=SLOW)
    assert offer_nothing(laptop, token) == 401
