"""A file that an officer brings in, through a browser that dies half way."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import av
import numpy as np
import pytest
from av import VideoFrame
from playwright.sync_api import Browser, Page, Route, expect

from derivations.faces import find_boxes
from sightline.domain.box import Box
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Officer
from tests.e2e.test_pictures import picture
from tests.fakes.brought_in import a_photograph
from tests.fakes.faces import HEIGHT, WIDTH, a_picture

INCIDENT = "CAD 8801/21NOV"
FILE_NAME = "ch01 shop door.dav"
MEGABYTES = 44
"""Six parts, of which the last is shorter."""
MADE = 60_000
LEFT = 220
"""Where somebody stands, in pixels."""
PARTS = {str(number) for number in range(1, 7)}


@pytest.fixture
def investigator(desks: Browser, laptop: Laptop) -> Iterator[Officer]:
    """An investigator who has signed in."""
    officer = Officer(desks, laptop, "Tom Hughes")
    yield officer
    officer.context.close()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A recorder's own format, of which nobody here knows more than that it is one."""
    block = hashlib.sha256(b"recorder").digest() * 32_768
    path = tmp_path / FILE_NAME
    path.write_bytes(b"DHAV\xfd" + b"".join(block for _ in range(MEGABYTES)))
    return path


def test_an_upload_that_broke_off_goes_on_where_it_was(laptop: Laptop, investigator: Officer, recording: Path) -> None:
    """The page is closed after two parts; the next one sends the others only, and what is kept is what was chosen."""
    before: list[str] = []
    page = investigator.page
    page.route(re.compile(r"/upload/master\?"), lambda route: _let_two_through(route, before))
    choose(page, recording)
    expect(page.get_by_text(re.compile("33% sent"))).to_be_visible(timeout=SLOW)
    picture(page, "viewer-upload")
    page.close()

    investigator.page = page = investigator.context.new_page()
    page.goto(laptop.addresses["viewer"])
    investigator.sign_in("Tom Hughes")
    again: list[str] = []
    page.on("request", lambda request: again.append(request.url) if request.method == "PUT" else None)
    choose(page, recording)
    expect(page.get_by_text("Kept as evidence.")).to_be_visible(timeout=60_000)
    assert len(before) == 2
    # Of the others, those that hung may have gone out when the page was closed.
    assert set() < set(map(_part, again)) <= PARTS - set(map(_part, before))
    key, *_ = wait_for(laptop.uploaded, "the file")
    assert hashlib.sha256(laptop.read(key)).digest() == hashlib.sha256(recording.read_bytes()).digest()
    page.get_by_role("link", name=f"Show {FILE_NAME}").click()
    expect(page.get_by_text(f"Uploaded file {FILE_NAME}")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Save the file").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Disclosure").click()
    assert saving.value.suggested_filename == FILE_NAME


def _part(url: str) -> str:
    """Return the number of the part that goes to an address."""
    return parse_qs(urlsplit(url).query)["partNumber"][0]


def _let_two_through(route: Route, sent: list[str]) -> None:
    """Answer two parts; those after them hang, as on a line that has died."""
    if len(sent) < 2:
        sent.append(route.request.url)
        route.continue_()


def choose(page: Page, *files: Path) -> None:
    """Choose files for the incident."""
    page.keyboard.press("l")
    page.get_by_text("Bring in files").first.click()
    page.get_by_role("region", name="Bring in files").get_by_label("Incident", exact=True).fill(INCIDENT)
    page.get_by_label("Choose files, or drop them here").set_input_files(files)


@pytest.fixture
def phone_film(tmp_path: Path) -> Path:
    """Six seconds of a film that no browser plays and every player has to turn, a key frame each second."""
    path = tmp_path / "IMG_0413.mov"
    seen = a_picture(LEFT).to_ndarray(format="rgb24").astype(np.uint8, copy=False)
    lying = VideoFrame.from_ndarray(np.ascontiguousarray(np.rot90(seen)), format="rgb24")
    with av.open(path, "w") as output:
        stream: Any = output.add_stream("mpeg4", rate=10)
        stream.height, stream.width = lying.height, lying.width
        stream.pix_fmt, stream.gop_size, stream.bit_rate = "yuv420p", 10, 4_000_000
        stream.set_display_rotation(-90)
        for _ in range(60):
            output.mux(stream.encode(lying))
        output.mux(stream.encode(None))
    return path


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """One that lies on its side, as a phone held upright takes it."""
    path = tmp_path / "IMG_0412.jpg"
    path.write_bytes(a_photograph(a_picture(LEFT), "jpeg", orientation=6))
    return path


def test_what_was_brought_in_is_played_clipped_and_hidden_in(
    investigator: Officer, phone_film: Path, photograph: Path
) -> None:
    """A film by a copy that browsers play, a photograph as it came; in copies of either nobody finds a face again."""
    page = investigator.page
    choose(page, phone_film, photograph)
    shown = page.get_by_role("link", name=f"Show {photograph.name}").get_attribute("href", timeout=SLOW)
    page.get_by_role("link", name=f"Show {phone_film.name}").click(timeout=SLOW)
    page.get_by_role("button", name="Make it playable").click(timeout=SLOW)
    page.get_by_role("button", name="Investigation").click(timeout=MADE)
    _plays(page)
    slider = page.get_by_label("Time shown")
    slider.fill("1500")
    page.get_by_role("button", name="Mark the beginning here").click()
    slider.fill("2500")
    page.get_by_role("button", name="Mark the end here").click()
    expect(page.get_by_text("Marked 0:01 to 0:02")).to_be_visible()
    picture(page, "viewer-upload-film")
    page.get_by_role("button", name="Hide faces in the marked part").click()
    assert _find_faces(_hide(page)) == [[]] * 10
    copies = page.get_by_role("region", name="Clips and snapshots")
    copies.get_by_label("Reason").fill("For the CPS")
    copies.get_by_role("button", name="Make the copy").click()
    copies.get_by_role("link", name="Clip", exact=True).click(timeout=MADE)
    expect(page.get_by_text(f"Clip {phone_film.name}")).to_be_visible(timeout=SLOW)

    page.goto(f"{investigator.laptop.origin}/{shown}")
    page.get_by_role("button", name="Investigation").click(timeout=SLOW)
    expect(page.get_by_role("img", name=f"Photograph {photograph.name}")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Hide faces in this photograph").click()
    assert _find_faces(_hide(page)) == [[]]
    page.get_by_role("region", name="Copies").get_by_role("link", name="Copy with faces hidden").click()
    expect(page.get_by_role("img", name="Picture with faces hidden")).to_be_visible(timeout=SLOW)
    picture(page, "viewer-upload-hidden")


def _hide(page: Page) -> Path:
    """Have the face that is found hidden; return the copy."""
    page.get_by_role("button", name="Look for faces").click()
    page.get_by_role("checkbox", name="Face 1").check(timeout=MADE)
    panel = page.get_by_role("region", name="Copy with faces hidden")
    panel.get_by_label("Reason").fill("Right of access")
    panel.get_by_role("button", name="Make the copy").click()
    with page.expect_download(timeout=MADE) as saving:
        page.get_by_role("button", name=re.compile("^redacted-")).click(timeout=MADE)
    return saving.value.path()


def _find_faces(copy: Path) -> list[list[Box]]:
    """Return what the program still finds, picture by picture, in a copy that stands upright."""
    with av.open(copy, "r") as film:
        pictures = list(film.decode(video=0))
    assert {(each.width, each.height, each.rotation) for each in pictures} == {(WIDTH, HEIGHT, 0)}
    return [find_boxes(each) for each in pictures]


def _plays(page: Page) -> None:
    """Press play, and wait until the film has moved."""
    page.get_by_role("button", name="Play", exact=True).click(timeout=SLOW)
    wait_for(lambda: page.locator("video").evaluate("(film) => film.currentTime > 0.2"), "a moving film")
    page.get_by_role("button", name="Pause").click()
