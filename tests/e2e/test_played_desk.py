"""What the viewer does that a whole system shows too slowly: blurred pictures, a lock during an upload, trouble."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.e2e.laptop import wait_for
from tests.e2e.played_desk import NARROW, WIDE, PlayedServer, open_desk, problem
from tests.e2e.played_keeping import a_disposal
from tests.e2e.played_material import ID, RETENTION, SESSION, a_copy, a_file, about_material
from tests.e2e.played_provider import ORIGIN
from tests.e2e.test_pictures import picture

LONG_NAME = f"ch01 shop door and all of the market square seen from the north{'_2026-11-21_part_0001_of_0099' * 2}.dav"
WHY = "Charging advice for the Complex Casework Unit, in the matter of the collision at the junction with the B3116"
REFUSAL = "This file is, or contains, a program or a web page. It was not taken as evidence."
STALE = problem(403, "fresh-sign-in-required", "Sign in again first.")

FEED = """() => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const draw = () => {
    context.fillStyle = `hsl(${performance.now() % 360} 80% 50%)`;
    context.fillRect(0, 0, 300, 150);
  };
  setInterval(draw, 40);
  const tile = document.querySelector("picture-tile");
  tile.desk.pictures.get(tile.sessionId).stream.addTrack(canvas.captureStream(25).getVideoTracks()[0]);
  tile.requestUpdate();
}"""
"""Give the tile a picture that moves."""
TOO_SMALL = """() => [...document.querySelectorAll(":is(.recording, .library) :is(button, select, summary)")]
  .filter((each) => !each.matches(".hidden-box"))
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
  .map((each) => each.outerHTML)"""
PARTS, PART_COUNT = "POST /uploads/u1/parts", 3
MINUTE = 60_000
"""In milliseconds."""
BLURS = "(video) => getComputedStyle(video).filter.includes('blur')"


def look_at(page: Page, name: str, part: Locator | None = None) -> None:
    """Hold a page against WCAG, a part of it in sight, dark and wide, light and narrow.

    Nothing may lie beside it; on a phone, nothing of what is held and kept may be too small for a finger.
    """
    for theme, size in (("dark", WIDE), ("light", NARROW)):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        page.set_viewport_size(size)
        if part:
            part.evaluate("part => part.scrollIntoView()")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        picture(page, f"{name}-{theme}")
    assert page.evaluate(TOO_SMALL) == [], name


@pytest.mark.parametrize(("purpose", "blurred"), [("domestic-abuse", True), ("missing-person", False)])
def test_pictures_of_a_blurred_purpose_wait_for_the_officer(desks: Browser, purpose: str, *, blurred: bool) -> None:
    """Where the force has set it they come blurred, and are clear once the officer chooses to look."""
    live = {**SESSION, "state": "live", "ended_at": None, "end_reason": None, "seal": None, "citizen_connected": True}
    session = {**live, "purpose": purpose}
    server = PlayedServer(
        settings={"blurred_purposes": ["domestic-abuse"]},
        answers={
            "GET /sessions": {"sessions": [session], "next": None},
            f"GET /sessions/{ID}": {"session": session, "chat": []},
            f"GET /sessions/{ID}/trail": {"positions": []},
        },
    )
    with open_desk(desks, server, f"#/watch/{ID}") as page:
        video = page.locator("picture-tile video")
        expect(video).to_be_attached()
        page.evaluate(FEED)
        expect(page.get_by_role("article").get_by_text("LIVE", exact=True)).to_be_visible()
        assert video.evaluate(BLURS) is blurred
        show = page.get_by_role("button", name="Show the picture")
        expect(show).to_have_count(1 if blurred else 0)
        if blurred:
            picture(page, "viewer-blurred")
            show.click()
            expect(show).to_have_count(0)
            assert video.evaluate(BLURS) is False


def an_upload(**changes: Any) -> dict[str, Any]:
    """Return an upload of three parts of which none is stored, but for the changes."""
    state: dict[str, Any] = {"state": "open", "stored": [], "refusal": None, "refusal_text": None}
    return {
        "upload_id": "u1",
        "file_name": "a",
        "bytes": 30,
        "part_bytes": 10,
        "part_count": PART_COUNT,
        **state,
        **changes,
    }


def a_place(body: dict[str, int]) -> dict[str, Any]:
    """Return where a part goes."""
    return {"url": f"{ORIGIN}/store/{body['number']}", "headers": {}}


def uploads(**answers: Any) -> dict[str, Any]:
    """Return what is said of uploads, but for the answers."""
    return {
        "GET /materials": {"materials": [], "next": None},
        "POST /uploads": an_upload(),
        "GET /uploads/u1": an_upload(state="stored"),
        PARTS: a_place,
        "POST /uploads/u1/complete": an_upload(state="checking"),
        **answers,
    }


def choose(page: Page, files: dict[str, int]) -> None:
    """Choose files of so many bytes."""
    page.get_by_text("Bring in files").first.click()
    page.get_by_role("region", name="Bring in files").get_by_label("Incident", exact=True).fill("CAD 8801")
    page.get_by_label("Choose files").set_input_files(
        [FilePayload(name=name, mimeType="video/mp4", buffer=bytes(size)) for name, size in files.items()]
    )


def test_an_upload_goes_on_behind_the_lock(desks: Browser) -> None:
    """With the sign-in that began it, for as long as that lives; the rest, and its progress, wait for the next one."""
    server = PlayedServer(answers=uploads(**{PARTS: problem(503, "internal-error", "Not now.")}))

    def take_first(body: dict[str, int]) -> object:
        """Take the first part, and say of the others that nobody is signed in any more."""
        return a_place(body) if body["number"] == 1 else problem(401, "not-signed-in", "")

    with open_desk(desks, server, "#/library") as page:
        choose(page, {"a.mp4": 30})
        expect(page.get_by_text("It is tried again by itself.")).to_be_visible()
        page.clock.run_for(16 * MINUTE)
        expect(page.get_by_role("heading", name="Locked")).to_be_visible()
        server.answers[PARTS] = take_first
        with page.expect_request("**/store/1"):
            page.clock.run_for(MINUTE)
        page.clock.run_for(50 * MINUTE)
        with page.expect_request(lambda tried: tried.url.endswith("/parts") and "authorization" not in tried.headers):
            page.clock.run_for(MINUTE)

        server.now += 70 * 60
        page.get_by_role("button", name="Sign in again").click()
        expect(page.get_by_text("33% sent. The rest goes on once you have signed in again.")).to_be_visible()
        server.answers[PARTS] = a_place
        wait_for(lambda: _soon(page, "Kept as evidence."), "the end of the upload")
        assert len(server.stored) == PART_COUNT


def _soon(page: Page, words: str) -> bool:
    """Let twenty seconds go by, within which all is tried again, and see whether this is said."""
    page.clock.run_for(MINUTE // 3)
    return page.get_by_text(words).is_visible()


def test_what_went_wrong_with_a_material_is_said(desks: Browser) -> None:
    """Copies that failed, shares that are refused, a disposal of which another must decide: wide and narrow."""
    answers = about_material(kind="upload", title=LONG_NAME, state="disposal-proposed")
    root = f"/materials/{ID}"
    failure = {"code": "master-altered", "text": "A part of the recording is not what was sealed.", "key": "avon/x"}
    failed, ready = a_copy(state="failed", failure=failure), a_copy(copy_id="copy-2", state="ready", hidden_count=2)
    answers[f"GET {root}/copies"] = {
        "copies": [{**failed, "reason": WHY}, {**ready, "files": [a_file("redacted-1.mp4")]}]
    }
    answers[f"GET {root}/retention"] = {
        **RETENTION,
        "state": "disposal-proposed",
        "kept_because": [],
        "disposal": a_disposal(),
    }
    answers[f"POST {root}/shares"] = answers[f"POST {root}/bundle"] = STALE
    with open_desk(desks, PlayedServer(answers=answers), f"#/material/{ID}") as page:
        expect(page.get_by_text("not what was sealed")).to_be_visible()
        page.get_by_role("button", name="Share with somebody").click()
        form = page.get_by_role("form", name="Share with somebody")
        for label, words in (("Name", "Ann Moss"), ("Organisation", "CPS East"), ("Reason", WHY)):
            form.get_by_label(label, exact=True).fill(words)
        form.get_by_label(re.compile("E-mail")).fill("ann.moss@example.org")
        form.get_by_role("button", name="Send the link").click()
        expect(page.locator("share-panel").get_by_role("button", name="Sign in again")).to_be_visible()
        look_at(page, "viewer-trouble")


def test_how_files_end_and_what_is_due(desks: Browser) -> None:
    """A refused file and an empty one say why, and a long list of reviews fits a phone."""
    answers = uploads(
        **{
            "GET /uploads/u1": an_upload(state="refused", refusal="file-not-allowed", refusal_text=REFUSAL),
            "GET /materials/reviews": {"reviews": [due(number) for number in range(12)]},
        }
    )
    with open_desk(desks, PlayedServer(answers=answers), "#/library") as page:
        choose(page, {LONG_NAME: 30, "empty.mp4": 0})
        expect(page.get_by_text(REFUSAL)).to_be_visible()
        expect(page.get_by_text("This file is empty.")).to_be_visible()
        page.get_by_text("Due for review").click()
        expect(page.get_by_role("list", name="Due for review").get_by_role("listitem")).to_have_count(12)
        look_at(page, "viewer-due")


def due(number: int) -> dict[str, Any]:
    """Return what is due for review: now and then with a long name, or a proposal."""
    incident = f"CAD {8000 + number}/21NOV{'-AVON-AND-SOMERSET-WITH-GWENT' if number % 4 == 0 else ''}"
    return {
        **RETENTION,
        "material_id": f"m-{number}",
        "incident_ref": incident,
        "review_on": f"2026-12-{number + 1:02}",
    }
