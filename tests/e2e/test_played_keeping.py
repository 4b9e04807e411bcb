"""How a material is kept, as officers see it: each state of a disposal, holds under way, what a decision comes to."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.played_desk import PlayedServer, open_desk, problem
from tests.e2e.played_keeping import CERTIFIED, DISPOSED, HOLD, KEPT_HOW, WHY, Kept, about_kept, leaving
from tests.e2e.played_material import ID, RETENTION
from tests.e2e.test_played_desk import MINUTE, look_at

HELD = Kept("MoPI group 2")
TAKEN = "AB/1 is already the reference of something else in this incident. Choose another one."
ROOT = f"/materials/{ID}"


@pytest.mark.parametrize("how", KEPT_HOW)
def test_how_it_is_kept_fits_every_screen(desks: Browser, how: str) -> None:
    """Who said what and who may do what next is there, with long names and reasons, wide and narrow."""
    kept = KEPT_HOW[how]
    with open_desk(desks, PlayedServer(role=kept.role, answers=about_kept(kept)), f"#/material/{ID}") as page:
        expect(page.locator("keep-panel").get_by_text(kept.says)).to_be_visible()
        look_at(page, f"viewer-kept-{how}", page.locator("keep-panel"))


def decide(page: Page, words: str, button: str, **given: str) -> None:
    """Unfold a deed, fill it in, and do it."""
    page.locator("summary", has_text=words).click()
    form = page.get_by_role("form", name=words)
    for label, value in {"Reason": WHY, **given}.items():
        form.get_by_label(label).fill(value)
    form.get_by_role("button", name=button).click()


def test_a_refused_decision_says_why_below_its_button(desks: Browser) -> None:
    """In sight, told by the button that has the keyboard still; what was typed stays."""
    server = PlayedServer(answers=about_kept(HELD))
    server.answers[f"POST {ROOT}/mark"] = problem(409, "exhibit-ref-taken", TAKEN)
    with open_desk(desks, server, f"#/material/{ID}") as page:
        decide(page, "Mark as evidence", "Mark it", **{"Exhibit reference": "AB/1", "Crime number": "52/1"})
        form = page.get_by_role("form", name="Mark as evidence")
        expect(form.get_by_role("alert")).to_be_in_viewport()
        expect(form.get_by_role("button")).to_be_focused()
        expect(form.get_by_role("button")).to_have_accessible_description(f"{TAKEN} (exhibit-ref-taken)")
        expect(form.get_by_label("Reason")).to_have_value(WHY)
        look_at(page, "viewer-kept-refused", form)


def test_a_hold_calls_a_disposal_off(desks: Browser) -> None:
    """It is asked for once, by the latest day if nobody chooses another; the keyboard goes on from what came of it."""
    server = PlayedServer(answers=about_kept(leaving("disposal-approved", "")))
    sent: list[dict[str, str]] = []
    held = {**RETENTION, "holds": [HOLD], "locking": {"locked": 0, "of": None}}

    def hold(body: dict[str, str]) -> object:
        """Take it, and from now on say that it is held."""
        sent.append(body)
        server.answers[f"GET {ROOT}/retention"] = held
        return held

    server.answers[f"POST {ROOT}/holds"] = hold
    with open_desk(desks, server, f"#/material/{ID}") as page:
        page.locator("summary", has_text="Put on hold").click()
        form = page.get_by_role("form", name="Put on hold")
        form.get_by_label("Reason").fill(WHY)
        form.evaluate("form => { form.requestSubmit(); form.requestSubmit() }")
        outcome = page.get_by_text("It is on hold: nobody can delete it. Its disposal is called off.")
        expect(outcome.locator("..")).to_be_focused()
        assert sent == [{"reason": WHY, "review_on": RETENTION["next_review_by"]}]
        expect(page.locator("keep-panel").get_by_text("Disposal approved")).to_have_count(0)
        expect(form).to_be_hidden()


def test_a_hold_that_stands_still_says_so(desks: Browser) -> None:
    """After two minutes without a piece more; it goes on by itself."""
    server = PlayedServer(answers=about_kept(KEPT_HOW["hold-half"]))
    with open_desk(desks, server, f"#/material/{ID}") as page:
        expect(page.get_by_text("locked 21,000 of 40,000 pieces")).to_be_visible()
        page.clock.run_for(3 * MINUTE)
        expect(page.get_by_text("Nothing has moved for 3 min: it is tried again by itself.")).to_be_visible()
        moved = {"locked": 22_000, "of": 40_000}
        server.answers[f"GET {ROOT}/retention"]["locking"] = moved
        page.clock.run_for(MINUTE // 6)
        expect(page.get_by_text("locked 22,000 of 40,000 pieces of it.", exact=False)).to_be_visible()
        expect(page.get_by_text("Nothing has moved")).to_have_count(0)


def test_a_certificate_is_shown_and_saved(desks: Browser) -> None:
    """Of a recording that is gone nothing is offered any more but what is left of it."""
    server = PlayedServer(answers=about_kept(DISPOSED))
    server.answers[f"GET {ROOT}"]["kind"] = "session"
    with open_desk(desks, server, f"#/material/{ID}") as page:
        page.get_by_role("navigation", name="On this page").get_by_role("button", name="Why kept").click()
        expect(page.get_by_role("heading", name="Why is this still kept?")).to_be_focused()
        page.get_by_role("button", name="Show the certificate").click()
        expect(page.get_by_text("40,000 pieces, 8.2 GB")).to_be_visible()
        expect(page.get_by_label("Certificate", exact=True)).to_be_focused()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save the certificate").click()
        assert json.loads(saved.value.path().read_text()) == CERTIFIED
        for offered in ("Make it playable", "Save the file", "Make the bundle", "Share with somebody"):
            expect(page.get_by_role("button", name=offered)).to_have_count(0)
        look_at(page, "viewer-certificate", page.locator("keep-panel"))
