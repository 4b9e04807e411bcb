"""Copies with faces hidden, of what was brought in: by the pages alone, before a server that is played."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.played_desk import PlayedServer, open_desk
from tests.e2e.played_files import FILM, UNDATED, a_sound, about_film, about_photograph
from tests.e2e.played_material import ID, a_copy
from tests.e2e.test_played_desk import look_at
from tests.fakes.brought_in import a_phone_film
from tests.fakes.faces import HEIGHT, WIDTH, a_picture

COPIES = f"POST /materials/{ID}/copies"
FOCUSED = "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"


def serve(answers: dict[str, Any], stored: dict[str, bytes]) -> tuple[PlayedServer, list[dict[str, Any]]]:
    """Return a server that takes requests for copies, and what it is asked for."""
    asked: list[dict[str, Any]] = []

    def take(body: dict[str, Any]) -> dict[str, Any]:
        asked.append(body)
        return a_copy(kind="redacted", hidden_count=2)

    return PlayedServer(answers={**answers, COPIES: take}, stored=stored), asked


def tab_to(page: Page, words: str) -> None:
    """Go on by the keyboard until something of that name has it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if re.search(words, page.evaluate(FOCUSED)):
            return
    pytest.fail(f"the keyboard does not come to {words}")


def ratio(page: Page, selector: str) -> float:
    """Return the width of something on the page, as a multiple of its height."""
    area = page.locator(selector).bounding_box()
    assert area
    return area["width"] / area["height"]


def test_faces_in_a_photograph_are_hidden_by_keys_alone(desks: Browser) -> None:
    """It is shown upright, as its camera meant it; found, drawn, moved, sized, and asked for as one second."""
    server, asked = serve(*about_photograph())
    with open_desk(desks, server, f"#/material/{ID}") as page:
        photograph = page.get_by_role("img", name="Photograph IMG_0412.JPG")
        expect(photograph).to_be_visible()
        tab_to(page, "Hide faces in this photograph")
        page.keyboard.press("Enter")
        assert abs(ratio(page, ".hidden-boxes") - WIDTH / HEIGHT) < 0.02
        expect(page.get_by_role("button", name="Look for faces")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text("2 faces were found.")).to_be_visible()
        tab_to(page, "^Add a box$")
        page.keyboard.press("Enter")
        box = page.get_by_role("group", name="What is hidden in this picture").get_by_role("button", name="Box 1")
        expect(box).to_be_focused()
        for key in ("ArrowRight", "ArrowUp", "Shift+ArrowDown"):
            page.keyboard.press(key)
        expect(page.get_by_text("41% from the left, 34% from the top, 20% wide, 31% high")).to_be_attached()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Show Box 1")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("checkbox", name="Box 1")).to_be_focused()
        page.get_by_role("checkbox", name="Face 1").focus()
        page.keyboard.press("Space")
        look_at(page, "viewer-hiding-photograph")
        page.get_by_role("checkbox", name="Box 1").focus()
        tab_to(page, "^$")
        page.keyboard.type("SAR 12")
        page.keyboard.press("Enter")
        expect(page.get_by_text("It is being made. It is listed under “Copies”")).to_be_visible()
        expect(page.get_by_role("button", name="Hide faces in this photograph")).to_be_focused()
    (request,) = asked
    assert (request["began_at"], request["ended_at"]) == (UNDATED, "1970-01-01T00:00:01.000Z")
    assert request["redaction"]["face_ids"] == ["1"]
    (drawn,) = request["redaction"]["drawn"]
    assert drawn["spots"] == [{"at": UNDATED, "x": 0.41, "y": 0.34, "width": 0.2, "height": 0.31}]


def test_faces_in_a_film_that_was_brought_in_are_hidden(desks: Browser) -> None:
    """Below its playable copy, which is turned: a part is marked, and the boxes lie on what is seen."""
    server, asked = serve(*about_film())
    with open_desk(desks, server, f"#/material/{ID}") as page:
        page.get_by_role("button", name="Mark the beginning here").click()
        page.get_by_label("Time shown").fill("2000")
        page.get_by_role("button", name="Mark the end here").click()
        page.get_by_role("button", name="Hide faces in the marked part").click()
        assert abs(ratio(page, ".hidden-boxes") - WIDTH / HEIGHT) < 0.02
        page.get_by_role("button", name="Look for faces").click()
        page.get_by_role("checkbox", name="Face 1").check()
        page.get_by_role("button", name="Show Face 1").click()
        box = page.get_by_role("group", name="What is hidden in this picture").get_by_role("button", name="Face 1")
        expect(box).to_be_focused()
        look_at(page, "viewer-hiding-film")
        panel = page.get_by_role("region", name="Copy with faces hidden")
        panel.get_by_label("Reason").fill("SAR 12")
        panel.get_by_role("button", name="Make the copy").click()
        expect(panel.get_by_text("It is being made.")).to_be_visible()
    (request,) = asked
    assert (request["began_at"], request["ended_at"]) == (UNDATED, "1970-01-01T00:00:02.000Z")
    assert request["redaction"]["face_ids"] == ["1"]


def test_a_picture_that_no_browser_shows_is_not_hidden_in(desks: Browser) -> None:
    """Nobody hides what they do not see; the page says so, and the file can be saved."""
    server, _ = serve(*about_photograph(a_phone_film([a_picture(20)], 90), "image/heic"))
    with open_desk(desks, server, f"#/material/{ID}") as page:
        expect(page.get_by_text("This browser cannot show this kind of picture.")).to_be_visible()
        expect(page.get_by_role("button", name="Save the file")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("Hide faces"))).to_have_count(0)


def test_what_is_only_heard_shows_nobody(desks: Browser) -> None:
    """A sound is cut like a film, and has no faces."""
    answers, _ = about_film()
    server, _ = serve(answers, {FILM: a_sound()})
    with open_desk(desks, server, f"#/material/{ID}") as page:
        expect(page.get_by_role("button", name="Mark the beginning here")).to_be_visible()
        expect(page.get_by_role("region", name="Copy with faces hidden")).to_have_count(0)
