"""An officer lets a camera in that no citizen holds."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.pages import SLOW, Officer

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def test_a_camera_is_made_by_whoever_says_what_it_is(call_handler: Officer) -> None:
    """What is missing is said where it is missing, on a page held by axe; then there is what to set up."""
    page = call_handler.page
    page.get_by_role("button", name="Cameras").click()
    page.get_by_role("button", name="New camera").click()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_label("Name")).to_be_focused()
    violations = Axe().run(page, options=RULES).response["violations"]
    assert not violations, [(found["id"], found["nodes"][0]["html"]) for found in violations]

    page.get_by_label("Name").fill("M4 J3 camera 2")
    page.get_by_label("Incident reference").fill("CAD 7100/21NOV")
    page.get_by_label("Kind").select_option("Roadside")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", name="Set up “M4 J3 camera 2”")).to_be_visible(timeout=SLOW)
