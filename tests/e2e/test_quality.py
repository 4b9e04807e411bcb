"""Where video does not get through, or is not wanted, stills do; both ends are told, and all of it is evidence."""

import io
import re
from collections.abc import Callable, Iterator

import av
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import FILM, Live
from tests.e2e.film import READ_IMAGE, Stamp, read_frame, read_pixels
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.narrow_path import narrow_path
from tests.e2e.pages import SLOW, Citizen, Officer, newest_link, wait_for_picture
from tests.e2e.verify import check_hashes, check_signature, wait_for_seal

FALL = 45_000
CLIMB = 60_000
"""Milliseconds for a fall to stills, and for the way back: patience, and a trial."""


def still_stamp(officer: Officer) -> Stamp | None:
    """Read the still that the officer sees, if there is one."""
    still = officer.stage.locator("img.still")
    pixels = still.first.evaluate(READ_IMAGE) if still.count() else None
    return read_pixels(pixels) if pixels else None


def wait_for_still(officer: Officer, after: int | None = None) -> Stamp:
    """Wait until the officer sees a still of the right film, and another one than `after`."""

    def look() -> Stamp | None:
        stamp = still_stamp(officer)
        return stamp if stamp and stamp.film == FILM and stamp.frame != after else None

    return wait_for(look, "a still", 45)


def stored_stamps(laptop: Laptop, keys: list[str]) -> list[Stamp]:
    """Decode stills as they lie in the bucket."""
    stamps = []
    for key in keys:
        with av.open(io.BytesIO(laptop.read(key)), "r", format="jpeg_pipe") as picture:
            stamps += [stamp for frame in picture.decode(video=0) if (stamp := read_frame(frame))]
    return stamps


def see_in_replay(live: Live, taken: Stamp) -> None:
    """Open the replay's stills, and find the one that was seen live."""
    page = live.officer.page
    live.officer.replay(live.incident_ref)
    page.get_by_text(re.compile(r"\d+ still pictures?$")).click()
    strip = page.locator(".stills li img")
    wait_for(lambda: taken in [read_pixels(image.evaluate(READ_IMAGE) or [0] * 512) for image in strip.all()], "it")


def test_an_officer_asks_for_stills_and_for_the_picture_again(
    laptop: Laptop, start_session: Callable[[str], Live]
) -> None:
    """Stills come and the video stops; then the video comes back; every still is sealed with its hash."""
    live = start_session("CAD 5101/21NOV")
    menu = live.officer.page.get_by_label("Quality")

    menu.select_option(label="Stills only")
    expect(live.officer.stage.get_by_text("Still pictures: as asked")).to_be_visible(timeout=SLOW)
    first = wait_for_still(live.officer)
    expect(live.citizen.page.locator(".bar")).to_contain_text("Still pictures", timeout=SLOW)
    standing = live.officer.stamp()
    wait_for_still(live.officer, after=first.frame)
    assert live.officer.stamp() == standing

    menu.select_option(label="Automatic")
    wait_for_picture(live.officer, FILM, after=standing.frame if standing else None)
    expect(live.officer.stage.locator("img.still")).to_have_count(0)
    live.end()
    sealed = wait_for_seal(laptop, live.session_id)
    check_signature(sealed)
    check_hashes(laptop, sealed.manifest)
    keys = [still["key"] for still in sealed.manifest["stills"]]
    assert first in stored_stamps(laptop, keys)
    see_in_replay(live, first)


def test_a_narrow_path_begins_with_stills_climbs_to_the_picture_and_falls_back(
    laptop: Laptop, call_handler: Officer, phones: Browser, numbers: Iterator[str]
) -> None:
    """On 50 kbit/s both ends see and read that stills are sent; video comes when the path is wide, and while it is."""
    number, incident_ref = next(numbers), "CAD 5102/21NOV"
    call_handler.invite(incident_ref, number)
    with narrow_path() as path:
        path.bits_per_second = 50_000
        citizen = Citizen(phones, newest_link(laptop, number), before=path.lead)
        citizen.share()
        call_handler.watch(incident_ref)
        wait_for_still(call_handler)

        path.bits_per_second = None
        expect(call_handler.stage.locator("img.still")).to_have_count(0, timeout=CLIMB)
        wait_for_picture(call_handler, FILM)

        path.bits_per_second = 50_000
        expect(call_handler.stage.get_by_text("Still pictures: weak network")).to_be_visible(timeout=FALL)
        wait_for_still(call_handler)
        expect(citizen.page.locator(".bar")).to_contain_text("Weak signal: sending still pictures")
        citizen.context.close()
