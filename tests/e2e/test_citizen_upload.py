"""A citizen who is asked for photos and videos only: no camera, no call, a page that is reloaded half way."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import FILES, SLOW, Citizen, Officer, newest_link
from tests.e2e.test_citizen_accessibility import NARROWEST, hold
from tests.fakes.files import MP4

INCIDENT = "CAD 8802/21NOV"
FILE_NAME = "IMG_0412.mp4"
BYTES = 9 * 2**20
"""Two parts."""


@pytest.fixture
def citizen(laptop: Laptop, phones: Browser, call_handler: Officer, numbers: Iterator[str]) -> Iterator[Citizen]:
    """Someone whose phone allows nothing at all."""
    number = next(numbers)
    call_handler.invite(INCIDENT, number, only=(FILES,))
    citizen = Citizen(phones, newest_link(laptop, number), allow=(), size=NARROWEST)
    yield citizen
    citizen.context.close()


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """What the phone has already."""
    path = tmp_path / FILE_NAME
    path.write_bytes(MP4 + bytes(BYTES - len(MP4)))
    return path


def test_a_film_that_the_phone_has_becomes_evidence(
    laptop: Laptop, call_handler: Officer, citizen: Citizen, clip: Path
) -> None:
    """Sent part by part, gone on with after reloads and the end with what is missing, and kept under the incident."""
    page, desk = citizen.page, call_handler.page
    hold(page, "asking")
    citizen.agree()
    _choose(page, clip, lets_through=1)
    expect(page.get_by_text("50% sent")).to_be_visible(timeout=SLOW)
    hold(page, "live")
    call_handler.watch(INCIDENT)
    expect(desk.get_by_text("On its way")).to_be_visible(timeout=SLOW)

    page.on("dialog", lambda dialog: dialog.accept())  # the browser asks whether to leave while something is sent
    page.reload()
    expect(page.get_by_text("Choose it again to go on")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="Stop sharing").click()
    hold(page, "ended")
    page.reload()
    again = _choose(page, clip)
    expect(page.get_by_text("Done. Police have your files. You can close this page.")).to_be_visible(timeout=SLOW)
    assert len(again) == 1

    desk.get_by_role("link", name=FILE_NAME).click()
    expect(desk.get_by_text(f"Uploaded file {FILE_NAME}")).to_be_visible(timeout=SLOW)
    key, *_ = wait_for(laptop.uploaded, "the file")
    assert hashlib.sha256(laptop.read(key)).digest() == hashlib.sha256(clip.read_bytes()).digest()
    manifest = json.loads(laptop.read(key.replace("upload/master", "manifest.json")))
    assert (manifest["session_id"], manifest["officer"]) == (laptop.session_id(INCIDENT), None)


def _choose(page: Page, file: Path, lets_through: int = 9) -> list[str]:
    """Choose a file; return the addresses that its parts went to. Those beyond `lets_through` hang."""
    sent: list[str] = []

    def let_through(route: Route) -> None:
        if len(sent) < lets_through:
            sent.append(route.request.url)
            route.continue_()

    page.unroute_all()
    page.route(re.compile(r"/upload/master\?"), let_through)
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name=re.compile("^Send (more )?photos")).click(timeout=SLOW)
    choosing.value.set_files(file)
    return sent
