"""The library: what was recorded is found again, cut, hidden in part, and accounted for."""

import io
import math
import re
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Citizen, Officer, chromium, newest_link
from tests.e2e.test_pictures import picture
from tests.e2e.verify import wait_for_seal
from tests.fakes.faces import HEIGHT, WIDTH, a_picture

INCIDENT = "CAD 8001/21NOV"
RATE, SECONDS = 15, 4
WHY = "Right of access"
MADE = 60_000
CORNER, WITHIN_CORNER, WALL = (0.72, 0.55, 0.95, 0.95), (0.75, 0.6, 0.92, 0.9), (0.1, 0.05, 0.9, 0.15)
"""Of the wall, where nobody comes: left, top, right, bottom, as shares of the picture."""


@pytest.fixture
def wall(playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    """A phone that looks at a wall before which somebody walks to and fro."""
    path = tmp_path / "wall.mjpeg"
    with av.open(path, "w", format="mjpeg") as film:
        stream = film.add_stream("mjpeg", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        for number in range(RATE * SECONDS):
            left = round(130 + 60 * math.sin(2 * math.pi * number / (RATE * SECONDS)))
            film.mux(stream.encode(a_picture(left).reformat(format="yuvj420p", dst_color_range="JPEG")))
        film.mux(stream.encode(None))
    with chromium(playwright, path) as browser:
        yield browser


@pytest.fixture
def investigator(desks: Browser, laptop: Laptop) -> Iterator[Officer]:
    """An investigator who has signed in."""
    officer = Officer(desks, laptop, "Tom Hughes")
    yield officer
    officer.context.close()


@pytest.fixture
def recorded(laptop: Laptop, call_handler: Officer, wall: Browser, numbers: Iterator[str]) -> None:
    """Hold a sealed recording of somebody before a wall."""
    number = next(numbers)
    call_handler.invite(INCIDENT, number)
    citizen = Citizen(wall, newest_link(laptop, number))
    citizen.share()
    session_id = wait_for(lambda: _session(laptop), "the session")
    wait_for(lambda: len(laptop.fragments(session_id)) >= 4, "some fragments")
    citizen.page.get_by_role("button", name="Stop", exact=True).click()
    citizen.page.get_by_role("button", name="Stop sharing").click()
    wait_for_seal(laptop, session_id)


def _session(laptop: Laptop) -> str | None:
    try:
        return laptop.session_id(INCIDENT)
    except StopIteration:
        return None


@pytest.mark.usefixtures("recorded")
def test_a_recording_is_found_clipped_hidden_in_part_and_accounted_for(investigator: Officer) -> None:
    """Found however its incident is typed; a face that a program proposes and a box are hidden; a clip is as it was."""
    page = investigator.page
    _find(page)
    page.get_by_role("button", name="Investigation").click()
    wait_for(lambda: max(investigator.pixels() or [0]) > 50, "the picture", 60)
    _mark(page)
    _hide(page)
    copies = page.get_by_role("region", name="Clips and snapshots")
    copies.get_by_label("Reason").fill("Charging advice")
    copies.get_by_role("button", name="Make the copy").click()
    expect(copies.get_by_role("button", name=re.compile(r"^clip-.*\.mp4"))).to_be_visible(timeout=MADE)
    expect(copies.get_by_text("2 faces or boxes hidden, without sound. Nothing else is.")).to_be_visible()
    expect(page.get_by_text("Tom Hughes had a clip made of it")).to_be_visible(timeout=SLOW)
    picture(page, "viewer-clip")
    with page.expect_download() as saving:
        copies.get_by_role("button", name=re.compile(r"^redacted-.*\.mp4")).click(timeout=MADE)
    assert re.fullmatch(r"CAD 8001-21NOV redacted-01-[0-9a-f]{16}\.mp4", saving.value.suggested_filename)
    copies.get_by_role("link", name="Copy with faces hidden").click()
    _check_played(page)


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


def _hide(page: Page) -> None:
    """Have faces looked for, take the one that is found, draw a box, leave out the sound, and ask for the copy."""
    page.get_by_role("button", name="Hide faces in the marked part").click()
    page.get_by_role("button", name="Look for faces").click()
    page.get_by_role("checkbox", name="Face 1").check(timeout=MADE)
    page.get_by_role("button", name="Show Face 1").click()
    _draw(page, *CORNER)
    expect(page.get_by_role("checkbox", name="Box 1")).to_be_checked()
    picture(page, "viewer-hiding")
    panel = page.get_by_role("region", name="Copy with faces hidden")
    panel.get_by_label("Leave out the sound").check()
    panel.get_by_label("Reason").fill(WHY)
    panel.get_by_role("button", name="Make the copy").click()
    expect(panel.get_by_text("It is being made.")).to_be_visible(timeout=SLOW)


def _draw(page: Page, left: float, top: float, right: float, bottom: float) -> None:
    boxes = page.get_by_role("group", name="What is hidden in this picture")
    boxes.scroll_into_view_if_needed()
    area = boxes.bounding_box()
    assert area
    page.mouse.move(area["x"] + left * area["width"], area["y"] + top * area["height"])
    page.mouse.down()
    page.mouse.move(area["x"] + right * area["width"], area["y"] + bottom * area["height"], steps=4)
    page.mouse.up()


def _check_played(page: Page) -> None:
    """See the copy on a page of its own: of its very first picture, too, what the box covered is gone."""
    film = page.locator("film-player video")
    wait_for(lambda: film.evaluate("film => film.readyState > 1 && film.videoWidth > 0"), "the copy", 60)
    expect(page.get_by_role("region", name="Shared with")).to_be_visible(timeout=SLOW)
    picture(page, "viewer-hidden")
    with av.open(io.BytesIO(film.screenshot()), "r") as shot:
        shown = next(shot.decode(video=0)).to_ndarray(format="gray").astype(float)
    assert _contrast(shown, WALL) > 4 * _contrast(shown, WITHIN_CORNER)


def _contrast(shown: NDArray[np.float64], part: tuple[float, ...]) -> float:
    """Return how much neighbouring pixels differ in a part of a film, which stands in the middle of what is shown."""
    high, wide = shown.shape
    beside = (wide - high * WIDTH / HEIGHT) / 2
    left, right = (round(beside + share * (wide - 2 * beside)) for share in part[::2])
    top, bottom = (round(share * high) for share in part[1::2])
    return float(np.abs(np.diff(shown[top:bottom, left:right], axis=1)).mean())
