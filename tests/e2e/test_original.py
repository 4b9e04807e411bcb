"""What the phone records of its own: kept while live, sent through a reload, signed, and gone from the phone."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.e2e.conftest import FILM, Live
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Citizen, Officer, newest_link, wait_for_picture
from tests.e2e.verify import check_original, check_signature, decode_stamps, join_take, wait_for_original_seal

PIECES = "**/original/**"
TRACES = """async () => {
  const names = [];
  const walk = async (folder) => {
    for await (const [name, entry] of folder.entries()) {
      names.push(name);
      if (entry.kind === "directory") await walk(entry);
    }
  };
  await walk(await navigator.storage.getDirectory());
  const answer = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    const keys = await answer(database.transaction("pieces").objectStore("pieces").getAllKeys());
    database.close();
    names.push(name, ...keys);
  }
  return [...names, ...Object.keys(localStorage)];
}"""
"""What a page of this site finds on the phone."""

StartOriginal = Callable[..., Live]


@pytest.fixture
def start_original(
    laptop: Laptop, phones: Browser, call_handler: Officer, numbers: Iterator[str]
) -> Iterator[StartOriginal]:
    """Return what makes a session live in which the phone keeps a better copy, with so many pieces of it kept."""
    citizens: list[Citizen] = []

    def start(incident_ref: str, pieces: int, before: Callable[[BrowserContext], None] | None = None) -> Live:
        number = next(numbers)
        call_handler.invite(incident_ref, number, keep_original=True)
        citizen = Citizen(phones, newest_link(laptop, number), before=before)
        citizens.append(citizen)
        expect(citizen.page.get_by_role("checkbox", name="A better copy")).to_be_checked()
        citizen.share()
        call_handler.watch(incident_ref)
        wait_for_picture(call_handler, FILM)
        wait_for(lambda: len(_pieces(citizen)) >= pieces, "pieces on the phone")
        return Live(call_handler, citizen, incident_ref, laptop.session_id(incident_ref))

    yield start
    for citizen in citizens:
        citizen.context.close()


def test_a_better_copy_arrives_through_a_reload_and_leaves_no_trace(
    laptop: Laptop, start_original: StartOriginal
) -> None:
    """All pieces arrive in order, their list is signed and covers the live fragments, the film decodes."""
    live = start_original("CAD 7401/21NOV", 2)
    page = live.citizen.page
    _let_through(live.citizen, 1)
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_text("Sending the better copy:")).to_be_visible(timeout=SLOW)
    wait_for(lambda: _pieces(live.citizen) and _stored(laptop, live.session_id), "the first piece in the bucket")
    page.unroute_all()
    page.goto(f"{laptop.origin}/j")

    expect(page.get_by_text("Done. Police have the better copy.").first).to_be_visible(timeout=SLOW)
    assert live.citizen.page.evaluate(TRACES) == []
    signed = wait_for_original_seal(laptop, live.session_id)
    check_signature(signed)
    check_original(laptop, signed.manifest)
    _check_film(laptop, signed.manifest)
    live.officer.replay(live.incident_ref)
    expect(live.officer.page.get_by_text("pieces arrived, each locked in the store").first).to_be_visible(timeout=SLOW)


def test_leaving_now_leaves_nothing_of_it_on_the_phone(laptop: Laptop, start_original: StartOriginal) -> None:
    """One tap, and whoever looks next finds neither pieces nor notes; here where a database keeps them."""
    live = start_original("CAD 7402/21NOV", 1, _without_writable_files)
    assert any("/" in name for name in live.citizen.page.evaluate(TRACES))

    live.citizen.page.get_by_role("button", name="Leave now").click()
    expect(live.citizen.page).not_to_have_url(re.compile(re.escape(laptop.origin)), timeout=SLOW)

    live.citizen.page.goto(f"{laptop.origin}/j/accessibility.html")
    assert live.citizen.page.evaluate(TRACES) == []


def _without_writable_files(context: BrowserContext) -> None:
    """Let the phone's browser be one that cannot write files of its own, as Safari before 26."""
    context.add_init_script("delete FileSystemFileHandle.prototype.createWritable;")


def _check_film(laptop: Laptop, manifest: dict[str, Any]) -> None:
    assert manifest["complete"] is True
    assert all(take["missing"] == [] and take["covers"] for take in manifest["takes"])
    stamps = [stamp for take in manifest["takes"] for stamp in decode_stamps(join_take(laptop, take))]
    assert len(stamps) > 30
    assert {stamp.film for stamp in stamps} == {FILM}


def _pieces(citizen: Citizen) -> list[str]:
    return [name for name in citizen.page.evaluate(TRACES) if name.count(".") == 4]


def _stored(laptop: Laptop, session_id: str) -> list[str]:
    return [key for key in laptop.kept(session_id) if "/original/" in key]


def _let_through(citizen: Citizen, count: int) -> None:
    """Let so many pieces reach the store; after that the network fails whatever is put."""
    left = [count]

    def pass_or_fail(route: Route) -> None:
        if route.request.method != "PUT":
            route.continue_()
        elif left[0] > 0:
            left[0] -= 1
            route.continue_()
        else:
            route.abort()

    citizen.page.route(PIECES, pass_or_fail)
