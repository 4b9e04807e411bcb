"""The end of a material: refused to one person, done by two, certified."""

import json
import re
import tomllib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sightline import bootstrap
from sightline.domain.custody import CustodyAction, Event
from sightline.domain.instant import write_instant
from sightline.domain.material import MaterialKind
from sightline.usecases.custody import note_event
from sightline.usecases.nights import run_night
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.pages import SLOW, Officer
from tests.fakes.clock import ClockAtRest
from tests.fakes.materials import a_material
from tests.fakes.process import begin_process
from tests.fakes.retention import FILE

MATERIAL = "till-of-october"
PREFIX = f"force/{MATERIAL}/"
OBJECTS = {f"{PREFIX}{name}" for name in ("upload/master", "manifest.json")}
REASON = "The case is closed"


@pytest.fixture
def old_material(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> bootstrap.Ports:
    """Hold a file that was brought in forty days ago, and whose lock has ended; return the ports of the night."""
    tables = {f"{name}_table": laptop.addresses["tables"][name] for name in ("custody", "materials", "library")}
    queues = {f"{name}_queue_url": _queue(laptop, name) for name in ("hold", "disposal")}
    rules = json.dumps(tomllib.loads(FILE.read_text()))
    begin_process(monkeypatch, **tables, **queues, retention=rules, evidence_bucket=laptop.bucket)
    monkeypatch.setenv("AWS_ENDPOINT_URL", laptop.addresses["moto"])
    _store(laptop)
    ports = bootstrap.ports()
    born = datetime.now(UTC) - timedelta(days=40)
    ports.materials.add(
        a_material(material_id=MATERIAL, kind=MaterialKind.UPLOAD, title="till.mp4", created_at=born, ended_at=born)
    )
    digest, at = "ab" * 32, write_instant(born)
    details: dict[str, Any] = {"manifest_sha256": digest, "byte_count": 8, "began_at": at, "ended_at": at}
    note_event(ports, "force", MATERIAL, Event(CustodyAction.UPLOADED, details=details))
    return ports


def _queue(laptop: Laptop, name: str) -> str:
    urls: list[str] = laptop.client("sqs").list_queues()["QueueUrls"]
    return next(url for url in urls if f"{name}queue" in url.lower())


def _store(laptop: Laptop) -> None:
    """Put the objects, under locks that are over when the disposal begins."""
    s3 = laptop.client("s3")
    until = datetime.now(UTC) + timedelta(seconds=5)
    lock = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": until}
    for key in (*OBJECTS, f"{PREFIX}seal.json"):
        s3.put_object(Bucket=laptop.bucket, Key=key, Body=b"evidence", IfNoneMatch="*", **lock)


def test_disposal_is_refused_to_one_person_and_done_by_two(
    laptop: Laptop, desks: Browser, old_material: bootstrap.Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proposed; not to be agreed to by the same supervisor; agreed by another; announced, gone the night after."""
    proposer, other = (Officer(desks, laptop, name) for name in ("Priya Nair", "Helen Webb"))
    for page in (proposer.page, other.page):
        page.goto(f"{laptop.origin}/#/material/{MATERIAL}")
    decide(proposer.page, "Propose to dispose of it", "Propose disposal")
    expect(proposer.page.get_by_text("another supervisor must agree")).to_be_visible(timeout=SLOW)
    expect(proposer.page.get_by_text("Agree to its disposal")).to_have_count(0)

    other.page.reload()
    decide(other.page, "Agree to its disposal", "Agree to disposal")
    expect(other.page.get_by_text(re.compile("Helen Webb agreed$"))).to_be_visible(timeout=SLOW)
    expect(other.page.get_by_text(re.compile(f"Priya Nair proposed it: {REASON}"))).to_be_visible()

    for day in (-2, -1, 0):  # dated, announced, and today the laptop's own function is told to dispose of it
        clock = ClockAtRest(datetime.now(UTC) + timedelta(days=day))
        monkeypatch.setattr(old_material, "clock", clock, raising=False)
        run_night(old_material)
    wait_for(lambda: OBJECTS.isdisjoint(laptop.keys(PREFIX)), "the disposal", 60)
    assert_gone(other.page)


def decide(page: Page, words: str, button: str) -> None:
    """Open what may be decided, say why, and decide."""
    page.get_by_text(words).click(timeout=SLOW)
    deed = page.locator("details.deed", has_text=words)
    deed.get_by_label("Reason").fill(REASON)
    deed.get_by_role("button", name=button).click()


def assert_gone(page: Page) -> None:
    """Expect the page to say so, with the certificate, and the check to hold."""
    page.reload()
    expect(page.get_by_text(re.compile("Done on .*: 2 pieces deleted"))).to_be_visible(timeout=SLOW)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the certificate").click()
    said = json.loads(saved.value.path().read_text())["certificate"]
    assert (said["material_id"], said["object_count"]) == (MATERIAL, len(OBJECTS))
    assert "Priya Nair" in said["proposed_by"]
    assert "Helen Webb" in said["approved_by"]
    page.get_by_role("button", name="Check it now").click()
    expect(page.get_by_text(re.compile("It holds.* disposed of on .* as its certificate says"))).to_be_visible(
        timeout=SLOW
    )
