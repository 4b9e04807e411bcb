"""The page that goes with every bundle, opened as a file: no server, no network, one sentence at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.fakes.bundle_cases import GOLDEN, apply, read_golden
from tests.fakes.bundles import zip_files

PAGE = Path(__file__).parents[2] / "functions" / "bundles" / "verify.html"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NARROWEST: ViewportSize = {"width": 320, "height": 568}


@pytest.fixture
def page(desks: Browser) -> Iterator[Page]:
    """The page from disk, in a browser that is offline; whatever it asks of a network, or its policy stops, is kept."""
    context = desks.new_context(offline=True, viewport=NARROWEST)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(PAGE.as_uri())
    yield page
    context.close()
    assert complaints == []


def check(page: Page, bundle: Path, sentence: str) -> None:
    """Choose a bundle, and expect this said of it, readable by everyone in both themes."""
    page.get_by_label("The bundle, a .zip file").set_input_files(bundle)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name=sentence)).to_be_visible(timeout=20_000)
    expect(page.get_by_role("region", name=sentence)).to_be_focused()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        violations = Axe().run(page, options=RULES).response["violations"]
        assert not violations, [(found["id"], found["nodes"][0]["html"]) for found in violations]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_good_bundle_holds_and_a_changed_one_does_not(page: Page, tmp_path: Path) -> None:
    """What fails is said with where it is; the same page takes one bundle after the other."""
    check(page, GOLDEN / "bundle.zip", "Everything holds.")
    expect(page.get_by_text("Its chain of custody is whole: 5 entries")).to_be_visible()

    bag, cases = read_golden()
    changed = tmp_path / "changed.zip"
    changed.write_bytes(zip_files(apply(bag, cases["a fragment is exchanged, lists anew"]["changes"])))
    check(page, changed, "2 things are not as they should be.")
    (fragment,) = [name for name in bag if "/00000001-" in name and name.endswith(".m4s")]
    expect(page.get_by_text(fragment).first).to_be_visible()

    cut = tmp_path / "cut.zip"
    cut.write_bytes(changed.read_bytes()[:-100])
    check(page, cut, "One thing is not as it should be.")
