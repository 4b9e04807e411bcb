"""A file that an officer brings in, through a browser that dies half way."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Officer
from tests.e2e.test_pictures import picture

INCIDENT = "CAD 8801/21NOV"
FILE_NAME = "ch01 shop door.dav"
MEGABYTES = 44
"""Six parts, of which the last is shorter."""


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
    _choose(page, recording)
    expect(page.get_by_text(re.compile("33% sent"))).to_be_visible(timeout=SLOW)
    picture(page, "viewer-upload")
    page.close()

    investigator.page = page = investigator.context.new_page()
    page.goto(laptop.addresses["viewer"])
    investigator.sign_in("Tom Hughes")
    again: list[str] = []
    page.on("request", lambda request: again.append(request.url) if request.method == "PUT" else None)
    _choose(page, recording)
    expect(page.get_by_text("Kept as evidence.")).to_be_visible(timeout=60_000)
    assert (len(before), len(again)) == (2, 4)
    (key,) = wait_for(lambda: [key for key in laptop.keys("") if key.endswith("/upload/master")], "the file")
    assert hashlib.sha256(laptop.read(key)).digest() == hashlib.sha256(recording.read_bytes()).digest()
    page.get_by_role("link", name=f"Show {FILE_NAME}").click()
    expect(page.get_by_text(f"Uploaded file {FILE_NAME}")).to_be_visible(timeout=SLOW)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the file").click()
    assert saving.value.suggested_filename == FILE_NAME


def _let_two_through(route: Route, sent: list[str]) -> None:
    """Answer two parts; those after them hang, as on a line that has died."""
    if len(sent) < 2:
        sent.append(route.request.url)
        route.continue_()


def _choose(page: Page, file: Path) -> None:
    page.keyboard.press("l")
    page.get_by_text("Bring in files").first.click()
    page.get_by_label("Incident", exact=True).first.fill(INCIDENT)
    page.get_by_label("Choose files, or drop them here").set_input_files(file)
