"""An officer lets in a camera that no citizen holds, and a player that watches."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Live
from tests.e2e.laptop import Laptop
from tests.e2e.pages import SLOW, Officer

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DEAD, ALIVE = 401, 404
"""What one hears who ends a stream that is not there: who they are is asked before what they want."""


def end_nothing(laptop: Laptop, page: Page, path: str, token: str) -> int:
    """Return the status with which a door for programs answers a token: DEAD or ALIVE."""
    headers = {"Authorization": f"Bearer {token}"}
    return page.request.delete(f"{laptop.origin}/api/{path}/nothing", headers=headers).status


def copy(page: Page, what: str) -> str:
    """Press the button that copies, and return what a person would paste."""
    page.get_by_role("button", name=f"Copy {what}").click()
    expect(page.get_by_text(f"Copied: {what}").or_(page.get_by_text("Copied: http")).first).to_be_visible()
    pasted: str = page.evaluate("navigator.clipboard.readText()")
    return pasted


def hold(page: Page) -> None:
    """Check what is shown with axe."""
    violations = Axe().run(page, options=RULES).response["violations"]
    assert not violations, [(found["id"], found["nodes"][0]["html"]) for found in violations]


@pytest.fixture
def engineer(call_handler: Officer) -> Page:
    """Return the page of an officer whose browser lets it copy."""
    call_handler.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return call_handler.page


def test_a_camera_is_made_renewed_and_revoked(laptop: Laptop, engineer: Page) -> None:
    """What is missing is said where it is missing; a token is shown once, and dies with the next one, or for good."""
    _make(engineer)
    assert copy(engineer, "WHIP address") == f"{laptop.origin}/api/whip"
    first = copy(engineer, "Bearer token")
    assert end_nothing(laptop, engineer, "whip", first) == ALIVE
    hold(engineer)
    engineer.get_by_role("button", name="I have it").click()
    expect(engineer.get_by_text(first)).to_have_count(0)

    engineer.get_by_role("button", name="Renew the token of M4 J3 camera 2").click()
    engineer.get_by_role("button", name="Renew it").click()
    expect(engineer.get_by_role("heading", name="Set up “M4 J3 camera 2”")).to_be_focused()
    second = copy(engineer, "Bearer token")
    assert end_nothing(laptop, engineer, "whip", first) == DEAD
    assert end_nothing(laptop, engineer, "whip", second) == ALIVE

    engineer.get_by_role("button", name="Revoke M4 J3 camera 2").click()
    engineer.get_by_role("button", name="Revoke it").click()
    expect(engineer.get_by_role("heading", name="M4 J3 camera 2", exact=True)).to_be_focused()
    expect(engineer.get_by_text("Revoked", exact=True)).to_be_visible()
    assert end_nothing(laptop, engineer, "whip", second) == DEAD


def _make(page: Page) -> None:
    page.get_by_role("button", name="Cameras").click()
    page.get_by_role("button", name="New camera").click()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_label("Name")).to_be_focused()
    hold(page)
    page.get_by_label("Name").fill("M4 J3 camera 2")
    page.get_by_label("Incident reference").fill("CAD 7100/21NOV")
    page.get_by_label("Kind").select_option("Roadside")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", name="Set up “M4 J3 camera 2”")).to_be_visible(timeout=SLOW)


def test_a_pass_lets_a_program_watch(laptop: Laptop, engineer: Page, start_session: Callable[[str], Live]) -> None:
    """A pass is made beside the live picture, shown once, and opens the session's door to a player."""
    session_id = start_session("CAD 7101/21NOV").session_id
    engineer.get_by_text("Details", exact=True).click()
    engineer.get_by_label("Let a program watch").fill("Control room wall")
    engineer.get_by_role("button", name="Make a pass").click()
    assert copy(engineer, "WHEP address") == f"{laptop.origin}/api/whep/{session_id}"
    token = copy(engineer, "Bearer token")
    assert end_nothing(laptop, engineer, f"whep/{session_id}", token) == ALIVE
    hold(engineer)
    engineer.get_by_role("button", name="I have it").click()
    expect(engineer.get_by_text(token)).to_have_count(0)
