"""Two gigabytes, through a browser whose page is killed half way: `pytest tests/e2e/test_large_upload.py --full -s`."""

import hashlib
import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Officer, chromium
from tests.e2e.test_upload import choose

FILE_NAME = "ch02 night.dav"
MEGABYTES = 2048
PART_MEGABYTES = 8
MOST_RESIDENT_MEGABYTES = 512
"""Of a browser's process at its peak: a quarter of the file, of which two parts at most are under way."""
LONGEST = 900_000
"""Milliseconds for all of it; the store that plays S3 puts it together in one piece."""

pytestmark = pytest.mark.full


@pytest.fixture
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start a browser whose processes are this test's alone."""
    with chromium(playwright) as running:
        yield running


@pytest.fixture
def recording(tmp_path: Path) -> Iterator[Path]:
    """Two gigabytes of a recorder's own format, no two megabytes of them alike; gone afterwards."""
    path, block = tmp_path / FILE_NAME, Random(8802).randbytes(2**20 - 16)  # noqa: S311 - bytes like a recording's
    with path.open("wb") as file:
        for number in range(MEGABYTES):
            file.write(b"DHAV\xfd".ljust(8, b"\0") + number.to_bytes(8) + block)
    yield path
    path.unlink()


def test_two_gigabytes_whose_page_is_killed_half_way_go_on_from_there(
    laptop: Laptop, browser: Browser, recording: Path
) -> None:
    """What was stored is not sent again, what is kept is what was chosen, and no process holds the file in memory."""
    officer = Officer(browser, laptop, "Tom Hughes")
    began = time.monotonic()
    choose(officer.page, recording)
    expect(officer.page.get_by_text(re.compile(r"\b5\d% sent"))).to_be_visible(timeout=LONGEST)
    half = time.monotonic() - began
    print(f"half of it: {MEGABYTES / 2 / half:.0f} MB/s", flush=True)  # noqa: T201
    resident = list(peaks(browser))
    kill_pages(browser)

    officer.page = page = officer.context.new_page()
    page.goto(laptop.addresses["viewer"])
    officer.sign_in("Tom Hughes")
    again: list[str] = []
    page.on("request", lambda request: again.append(request.url) if request.method == "PUT" else None)
    resumed = time.monotonic()
    choose(page, recording)
    expect(page.get_by_text("Kept as evidence.")).to_be_visible(timeout=LONGEST)
    rest = time.monotonic() - resumed

    resident += peaks(browser)
    print(f"{half:.0f} s, then {rest:.0f} s with the check; {len(again)} parts sent; {max(resident)} MB resident")  # noqa: T201
    assert len(again) < MEGABYTES / PART_MEGABYTES / 2 + 2
    assert max(resident) < MOST_RESIDENT_MEGABYTES
    key, *_ = wait_for(laptop.uploaded, "the file")
    with recording.open("rb") as file:
        assert digest_of(laptop, key) == hashlib.file_digest(file, "sha256").hexdigest()
    page.get_by_role("link", name=f"Show {FILE_NAME}").click()
    expect(page.get_by_text(f"Uploaded file {FILE_NAME}")).to_be_visible(timeout=SLOW)


def digest_of(laptop: Laptop, key: str) -> str:
    """Return the SHA-256 of what the store holds, read piece by piece."""
    digest = hashlib.sha256()
    for piece in laptop.client("s3").get_object(Bucket=laptop.bucket, Key=key)["Body"].iter_chunks(2**20):
        digest.update(piece)
    return digest.hexdigest()


def kill_pages(browser: Browser) -> None:
    """Kill the processes that show pages, as a machine does that has run out of memory."""
    for process in processes(browser):
        if process["type"] == "renderer":
            os.kill(process["id"], signal.SIGKILL)


def peaks(browser: Browser) -> Iterator[int]:
    """Return what each of a browser's processes has held in memory at most, in megabytes."""
    for process in processes(browser):
        status = Path(f"/proc/{process['id']}/status").read_text()
        if peak := re.search(r"VmHWM:\s+(\d+) kB", status):
            yield int(peak[1]) // 1024


def processes(browser: Browser) -> list[dict[str, Any]]:
    """Return a browser's processes, as {id, type, cpuTime}."""
    asked = browser.new_browser_cdp_session()
    found: list[dict[str, Any]] = asked.send("SystemInfo.getProcessInfo")["processInfo"]
    asked.detach()
    return found
